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
export const amountRule = z.custom<{ isNegative(): boolean; decimalPlaces(): number }>(
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

/** What every price of one cycle says. */
const cyclePriceFields = (t: Fields) => ({
  currency: t.field({
    type: 'CurrencyCode',
    description: 'Currency of the price. Default: the base currency.',
  }),
  cycle: t.field({
    type: BillingCycle,
    required: true,
    description: 'Billing cycle the price is for.',
  }),
  setupFee: t.field({
    type: 'Decimal',
    description: 'Setup fee, charged once.',
    validate: amountRule,
  }),
  price: t.field({
    type: 'Decimal',
    required: true,
    description: 'Price charged each billing cycle.',
    validate: amountRule,
  }),
});

export const CyclePriceInput = builder.inputType('CyclePriceInput', {
  description: 'Price of a product for a single billing cycle in a single currency.',
  fields: (t) => ({
    ...cyclePriceFields(t),
    oldPrice: t.field({
      type: 'Decimal',
      description: 'Former price, displayed struck through beside the price.',
      validate: amountRule,
    }),
    cost: t.field({
      type: 'Decimal',
      description: 'Cost of the cycle to the company.',
      validate: amountRule,
    }),
  }),
});

const PartPriceInput = builder.inputType('PartPriceInput', {
  description:
    'Price of an addon or of a configurable choice for a single billing cycle in a single currency.',
  fields: cyclePriceFields,
});

const priceList = {
  description:
    'Prices. For each currency given, the list is complete: omitted cycles are not on sale. Currencies without stored prices are converted from the base currency by exchange rate.',
  validate: z.array(z.unknown()).max(1_000),
};

/** What both addons and choices say of their prices. */
export const pricesField = (t: Fields) => t.field({ type: [PartPriceInput], ...priceList });

/** How a product is shown, sold and billed. */
const saleFields = (t: Fields) => ({
  slug: t.string({
    description: 'Name of the product in URLs. Default: derived from the product name.',
  }),
  highlightText: t.string({
    description: 'Text of the ribbon on the order form.',
    validate: line(255),
  }),
  description: t.string({
    description: 'Description of the product as HTML. Unsafe markup is removed.',
    validate: html,
  }),
  notes: t.string({ description: 'Internal notes as HTML, for staff only.', validate: html }),
  isHidden: t.boolean({ description: 'Whether the product is hidden from buyers.' }),
  isRetired: t.boolean({
    description: 'Whether the product is retired and no longer sold to anybody.',
  }),
  sortOrder: t.int({
    description: 'Position of the product in its group.',
    validate: count(1_000_000),
  }),
  stockControlled: t.boolean({ description: 'Whether sales are limited to `stockQuantity`.' }),
  stockQuantity: t.int({
    description: 'Number of units left to sell.',
    validate: count(1_000_000_000),
  }),
  quantityAllowed: t.boolean({ description: 'Whether several units can be ordered at once.' }),
  payType: t.field({
    type: PayTypeEnum,
    description: 'How the product is paid for. Default for new products: RECURRING.',
  }),
  defaultCycle: t.field({
    type: BillingCycle,
    description: 'Billing cycle that is preselected when ordering.',
  }),
  cost: t.field({
    type: 'Decimal',
    description: 'Cost of the default cycle to the company, in the base currency.',
    validate: amountRule,
  }),
  prices: t.field({ type: [CyclePriceInput], ...priceList }),
  isTaxed: t.boolean({ description: 'Whether tax is charged on the product.' }),
  recurringCyclesLimit: t.int({
    description: 'Total number of invoices for a service of this product. 0 for no limit.',
    validate: count(10_000),
  }),
  autoTerminateDays: t.int({
    description:
      'Days after activation at which the service is terminated automatically. 0 for never.',
    validate: count(36_500),
  }),
  welcomeEmailTemplateId: t.id({
    description: 'Email template of the welcome message, as `EmailTemplate:5`. Null for none.',
  }),
  terminateEmailTemplateId: t.id({
    description: 'Email template of the termination message, as `EmailTemplate:5`. Null for none.',
  }),
  upgradeEmailTemplateId: t.id({
    description: 'Email template of the upgrade message, as `EmailTemplate:5`. Null for none.',
  }),
  prorataEnabled: t.boolean({
    description: 'Whether the first period is prorated and ends on `prorataDay`.',
  }),
  prorataDay: t.int({
    description: 'Day of the month on which prorated services are billed.',
    validate: count(31),
  }),
  prorataNextMonthAfterDay: t.int({
    description:
      'Day of the month from which the first period also includes the following month. 0 for never.',
    validate: count(31),
  }),
});

/** How a product is set up, and the domain that goes with it. */
const setupFields = (t: Fields) => ({
  setupMoment: t.field({
    type: SetupMoment,
    description: 'Event at which the product is set up automatically.',
  }),
  serverModule: t.string({
    description:
      'System name of the server module, such as `cpanel`, `plesk` or `autorelease`. Empty for none.',
  }),
  serverGroupId: t.id({
    description: 'Server group the product is set up on, as `ServerGroup:2`. Null for none.',
  }),
  serverPackageName: t.string({
    description: 'Name of the package on the server.',
    validate: line(255),
  }),
  serverOptionsHidden: t.boolean({
    description:
      'Whether the host name, root password and name servers of a VPS or dedicated server are hidden from clients in their cart. Default: false.',
  }),
  subdomainOptions: t.stringList({
    description: 'Parent domains offered for subdomains.',
    validate: z.array(parentDomain).max(100) as never,
  }),
  domainRequired: t.boolean({ description: 'Whether the order form asks for a domain.' }),
  freeDomain: t.field({
    type: FreeDomain,
    description: 'Whether a free domain is included with the product.',
  }),
  freeDomainCycles: t.field({
    type: [BillingCycle],
    description: 'Billing cycles that include the free domain.',
  }),
  freeDomainTlds: t.stringList({
    description: 'TLDs the free domain can have, without the dot.',
    validate: z.array(tld).max(1_000) as never,
  }),
});

/** What a service of a product can be changed to, and what it earns and costs beside its price. */
const changeFields = (t: Fields) => ({
  upgradesEnabled: t.boolean({
    description: 'Whether clients can change the service to another product.',
  }),
  configOptionsUpgradable: t.boolean({
    description: 'Whether clients can change the configurable options of the service.',
  }),
  upgradeProductIds: t.globalIDList({
    for: Product,
    description:
      'IDs of the products that the product can be changed to. Must be products of the same group.',
  }),
  recommendedProductId: t.globalID({
    for: Product,
    description: 'ID of the product recommended beside this product.',
  }),
  configOptionGroupIds: t.globalIDList({
    for: ConfigOptionGroup,
    description: 'IDs of the option groups the product offers, in this order.',
  }),
  affiliatePayout: t.field({
    type: AffiliatePayout,
    description: 'How the affiliate commission for the product is determined.',
  }),
  affiliateRecurring: t.boolean({
    description: 'Whether the affiliate is also paid for every renewal.',
  }),
  affiliateAmount: t.field({
    type: 'Decimal',
    description:
      'Affiliate commission as a percentage or an amount, depending on `affiliatePayout`.',
    validate: amountRule,
  }),
  overagesEnabled: t.boolean({ description: 'Whether usage above the limits is billed.' }),
  diskSoftLimit: t.field({
    type: 'Decimal',
    description: 'Disk space included in the price, in `diskSoftLimitUnit`.',
    validate: amountRule,
  }),
  diskSoftLimitUnit: t.field({
    type: UsageUnit,
    description: 'Unit in which disk space is measured.',
  }),
  diskOverageCost: t.field({
    type: 'Decimal',
    description: 'Price of each unit of disk space above the limit.',
    validate: amountRule,
  }),
  bandwidthSoftLimit: t.field({
    type: 'Decimal',
    description: 'Traffic included in the price, in `bandwidthSoftLimitUnit`.',
    validate: amountRule,
  }),
  bandwidthSoftLimitUnit: t.field({
    type: UsageUnit,
    description: 'Unit in which traffic is measured.',
  }),
  bandwidthOverageCost: t.field({
    type: 'Decimal',
    description: 'Price of each unit of traffic above the limit.',
    validate: amountRule,
  }),
  configurations: t.field({
    type: 'JSON',
    description: 'Free-form settings passed to the server module.',
  }),
});

/** The fields of a product in inputs, without its name, group and type. */
export const productFields = (t: Fields) => ({
  ...saleFields(t),
  ...setupFields(t),
  ...changeFields(t),
});

/** Input of a change of a product beside its name, group and type. */
export type ProductFields = import('@pothos/core').InputShapeFromFields<
  ReturnType<typeof productFields>
>;
