import type { InputFieldBuilder } from '@pothos/core';
import { z } from 'zod';
import { asciiDomain } from '#core/text.ts';
import { builder } from '#schema/builder.ts';
import { BillingCycle } from '#modules/catalog/billing-cycle.ts';
import {
  AffiliatePayout,
  FreeDomain,
  PayTypeEnum,
  SetupMoment,
  UsageUnit,
} from '#modules/catalog/enums.ts';
import { Product } from './product.ts';
import { ConfigOptionGroup } from '#modules/catalog/options/config-option-group.ts';

type Types = (typeof builder)['$inferSchemaTypes'];
type Fields = InputFieldBuilder<Types, 'InputObject'>;

const line = (max: number) => z.string().trim().max(max);
const html = z.string().max(100_000);
const count = (max: number) => z.number().min(0).max(max);

/** An amount that can be kept: not negative, at most 15 digits before the point. */
export const amount = z.custom<{ isNegative(): boolean; decimalPlaces(): number }>(
  (value) => {
    const decimal = value as { isNegative?: () => boolean; decimalPlaces?: () => number };
    return !decimal.isNegative?.() && (decimal.decimalPlaces?.() ?? 0) <= 4;
  },
  { message: 'must not be negative, and have at most four decimals' },
);

const tld = z
  .string()
  .trim()
  .transform((text) => text.replace(/^\./, '').toLowerCase())
  .refine((text) => asciiDomain(`a.${text}`) === `a.${text}`, {
    message: 'must be TLDs such as com or co.uk',
  });

const parentDomain = z
  .string()
  .trim()
  .transform((text) => asciiDomain(text.replace(/^\./, '')) ?? '')
  .refine((text) => text !== '', { message: 'must be domain names such as example.com' });

export const CyclePriceInput = builder.inputType('CyclePriceInput', {
  description: 'What something costs for one billing cycle in one currency.',
  fields: (t) => ({
    currency: t.field({ type: 'CurrencyCode', description: 'Default: the base currency.' }),
    cycle: t.field({ type: BillingCycle, required: true, description: 'How often it is charged.' }),
    setupFee: t.field({ type: 'Decimal', description: 'Charged once.', validate: amount }),
    price: t.field({
      type: 'Decimal',
      required: true,
      description: 'Charged each cycle.',
      validate: amount,
    }),
    oldPrice: t.field({
      type: 'Decimal',
      description: 'Struck out beside it; products only.',
      validate: amount,
    }),
    cost: t.field({
      type: 'Decimal',
      description: 'What the cycle costs the company; products only.',
      validate: amount,
    }),
  }),
});

/** What both addons and choices say of their prices. */
export const pricesField = (t: Fields) =>
  t.field({
    type: [CyclePriceInput],
    description:
      'Prices. For each currency named here the list is whole: cycles left out are not on sale. ' +
      'Currencies without prices of their own follow the base currency by rate.',
    validate: z.array(z.unknown()).max(1_000),
  });

/** The fields of a product in inputs, without its name, group and type. */
export const productFields = (t: Fields) => ({
  slug: t.string({ description: 'Its name in addresses; made of the name when not given.' }),
  highlightText: t.string({ description: 'Ribbon on the order form.', validate: line(255) }),
  description: t.string({ description: 'HTML; it is cleaned.', validate: html }),
  notes: t.string({ description: 'HTML, for staff.', validate: html }),
  isHidden: t.boolean({ description: 'Keep it from buyers.' }),
  isRetired: t.boolean({ description: 'Sell it to nobody any more.' }),
  sortOrder: t.int({ description: 'Its place in its group.', validate: count(1_000_000) }),
  stockControlled: t.boolean({ description: 'Sell no more than `stockQuantity`.' }),
  stockQuantity: t.int({ description: 'How many are left.', validate: count(1_000_000_000) }),
  quantityAllowed: t.boolean({ description: 'Several may be ordered at once.' }),
  payType: t.field({ type: PayTypeEnum, description: 'How it is paid for (new ones: RECURRING).' }),
  defaultCycle: t.field({ type: BillingCycle, description: 'Offered first.' }),
  cost: t.field({
    type: 'Decimal',
    description: 'What the default cycle costs the company, in the base currency.',
    validate: amount,
  }),
  prices: pricesField(t),
  isTaxed: t.boolean({ description: 'Take tax on it.' }),
  recurringCyclesLimit: t.int({
    description: 'Invoices in all; 0 = no limit.',
    validate: count(10_000),
  }),
  autoTerminateDays: t.int({
    description: 'Days after activation when it ends automatically; 0 = never.',
    validate: count(36_500),
  }),
  welcomeEmailTemplateId: t.id({ description: '`EmailTemplate:5`; null for none.' }),
  terminateEmailTemplateId: t.id({ description: '`EmailTemplate:5`; null for none.' }),
  upgradeEmailTemplateId: t.id({ description: '`EmailTemplate:5`; null for none.' }),
  prorataEnabled: t.boolean({ description: 'The first period ends on `prorataDay`.' }),
  prorataDay: t.int({ description: 'Day of the month to bill on.', validate: count(31) }),
  prorataNextMonthAfterDay: t.int({
    description: 'From this day on the next month is billed too; 0 = never.',
    validate: count(31),
  }),
  setupMoment: t.field({ type: SetupMoment, description: 'When it is set up automatically.' }),
  serverModule: t.string({ description: 'cpanel, plesk, autorelease …; empty for none.' }),
  serverGroupId: t.id({ description: '`ServerGroup:2`; null for none.' }),
  serverPackageName: t.string({ description: 'Package on the server.', validate: line(255) }),
  serverOptionsShown: t.boolean({ description: 'Show server options to clients.' }),
  subdomainOptions: t.stringList({
    description: 'Parent domains offered for subdomains.',
    validate: z.array(parentDomain).max(100) as never,
  }),
  domainRequired: t.boolean({ description: 'Ask for a domain when ordering.' }),
  freeDomain: t.field({ type: FreeDomain, description: 'Whether a domain comes free with it.' }),
  freeDomainCycles: t.field({ type: [BillingCycle], description: 'Cycles that earn it.' }),
  freeDomainTlds: t.stringList({
    description: 'Endings it may have, without the dot.',
    validate: z.array(tld).max(1_000) as never,
  }),
  upgradesEnabled: t.boolean({ description: 'Clients may change it to another product.' }),
  configOptionsUpgradable: t.boolean({ description: 'Clients may change its options.' }),
  upgradeProductIds: t.globalIDList({
    for: Product,
    description: 'What it may be changed to; products of the same group.',
  }),
  recommendedProductId: t.globalID({ for: Product, description: 'Offered beside it.' }),
  configOptionGroupIds: t.globalIDList({
    for: ConfigOptionGroup,
    description: 'The groups of configurable options it offers, in this order.',
  }),
  affiliatePayout: t.field({ type: AffiliatePayout, description: 'What an affiliate gets.' }),
  affiliateRecurring: t.boolean({ description: 'Pay the affiliate for every renewal.' }),
  affiliateAmount: t.field({
    type: 'Decimal',
    description: 'A percentage or an amount, by `affiliatePayout`.',
    validate: amount,
  }),
  overagesEnabled: t.boolean({ description: 'Bill usage above the limits.' }),
  diskSoftLimit: t.field({ type: 'Decimal', description: 'Disk paid for.', validate: amount }),
  diskSoftLimitUnit: t.field({ type: UsageUnit, description: 'Unit of disk space.' }),
  diskOverageCost: t.field({ type: 'Decimal', description: 'Each unit above.', validate: amount }),
  bandwidthSoftLimit: t.field({
    type: 'Decimal',
    description: 'Traffic paid for.',
    validate: amount,
  }),
  bandwidthSoftLimitUnit: t.field({ type: UsageUnit, description: 'Unit of traffic.' }),
  bandwidthOverageCost: t.field({
    type: 'Decimal',
    description: 'Each unit above.',
    validate: amount,
  }),
  configurations: t.field({ type: 'JSON', description: 'Free settings for the server module.' }),
});

/** What a change of a product is told beside its name, group and type. */
export type ProductFields = import('@pothos/core').InputShapeFromFields<
  ReturnType<typeof productFields>
>;
