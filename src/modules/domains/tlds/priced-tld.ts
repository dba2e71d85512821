import { builder } from '#schema/builder.ts';
import { legacyExtensions } from '#schema/legacy.ts';
import { Money } from '#schema/money.ts';
import { DomainActionEnum, TldLabel } from './tld-kinds.ts';
import {
  currencyFor,
  type OfferedPrice,
  type PricedTld,
  pricingFor,
  type TldPricing,
} from './tld-pricing.ts';

export const OfferedPriceRef = builder.objectRef<OfferedPrice>('OfferedPrice').implement({
  read: 'catalog:read',
  description: 'What an action on a domain costs for some years together.',
  fields: (t) => ({
    action: t.expose('action', { type: DomainActionEnum, description: 'What it is for.' }),
    years: t.exposeInt('years', { description: 'For how many years, 1 to 10.' }),
    price: t.field({
      type: Money,
      description: 'For all those years together.',
      resolve: ({ amount, currency }) => ({ amount, currency }),
    }),
  }),
});

const PricedTldRef = builder.objectRef<PricedTld>('PricedTld').implement({
  read: 'catalog:read',
  description: 'A TLD with its prices in one currency.',
  fields: (t) => ({
    databaseId: t.exposeInt('id', { description: 'The number old programs know it by.' }),
    extension: t.exposeString('extension', { description: 'Without the first dot.' }),
    unicodeExtension: t.exposeString('unicodeExtension', { description: 'As people write it.' }),
    label: t.expose('label', {
      type: TldLabel,
      nullable: true,
      description: 'What makes it stand out; null for nothing.',
    }),
    categories: t.exposeStringList('categories', {
      description: 'The themes it is sorted under.',
    }),
    offersIdProtection: t.exposeBoolean('offersIdProtection', {
      description: 'ID protection can be had.',
    }),
    offersDnsManagement: t.exposeBoolean('offersDnsManagement', {
      description: 'DNS hosting can be had.',
    }),
    offersEmailForwarding: t.exposeBoolean('offersEmailForwarding', {
      description: 'E-mail forwarding can be had.',
    }),
    defaultYears: t.exposeInt('defaultYears', { description: 'The period offered first.' }),
    graceDays: t.exposeInt('graceDays', { description: 'Days of grace after expiry.' }),
    graceFee: t.field({
      type: Money,
      description: 'What a renewal in the grace period costs on top.',
      resolve: ({ graceFee, currency }) => ({ amount: graceFee, currency }),
    }),
    redemptionDays: t.exposeInt('redemptionDays', {
      description: 'Days after grace in which it can be restored.',
    }),
    redemptionFee: t.field({
      type: Money,
      description: 'What getting it back costs on top.',
      resolve: ({ redemptionFee, currency }) => ({ amount: redemptionFee, currency }),
    }),
    prices: t.field({
      type: [OfferedPriceRef],
      description: 'What each action costs, by years.',
      resolve: ({ prices }) => prices,
    }),
  }),
});

export const PricingCurrency = builder
  .objectRef<TldPricing['currency']>('PricingCurrency')
  .implement({
    read: null,
    description: 'The currency of a price list, and how its amounts are written.',
    fields: (t) => ({
      databaseId: t.exposeInt('id', { description: 'The number old programs know it by.' }),
      code: t.expose('code', { type: 'CurrencyCode', description: 'ISO 4217 code.' }),
      prefix: t.exposeString('prefix', { description: 'Written before an amount.' }),
      suffix: t.exposeString('suffix', { description: 'Written after an amount.' }),
      format: t.exposeInt('format', {
        description: '1 = 1234.56, 2 = 1,234.56, 3 = 1.234,56, 4 = 1,234.',
      }),
      rate: t.expose('rate', {
        type: 'Decimal',
        description: 'Units for one unit of the base currency.',
      }),
    }),
  });

export const TldPricingRef = builder.objectRef<TldPricing>('TldPricing').implement({
  read: 'catalog:read',
  description: 'The whole price list of domains in one currency.',
  fields: (t) => ({
    version: t.exposeInt('version', {
      description: 'Grows with every change: an answer of the same version is the same answer.',
    }),
    currency: t.field({
      type: PricingCurrency,
      description: 'What the prices are in.',
      resolve: ({ currency }) => currency,
    }),
    tlds: t.field({
      type: [PricedTldRef],
      description: "Every TLD on sale, in the company's order.",
      resolve: ({ tlds }) => tlds,
    }),
  }),
});

builder.queryField('tldPricing', (t) =>
  t.field({
    type: TldPricingRef,
    description:
      'The whole price list of domains, kept ready until something in it changes. A customer of a reseller sees what that one asks, a reseller its cost.',
    authScopes: { permission: 'catalog:read' },
    extensions: legacyExtensions('GetTLDPricing', 'catalog:read'),
    args: {
      currency: t.arg({
        type: 'CurrencyCode',
        description: "Prices in this currency (default: the actor's own, else the base).",
      }),
    },
    resolve: async (_root, { currency }, { db, actor }) =>
      pricingFor(db, actor, currency ?? (await currencyFor(db, actor))),
  }),
);
