import { builder } from '#schema/builder.ts';
import { legacyExtensions } from '#schema/legacy.ts';
import { Money } from '#schema/money.ts';
import { encodeId } from '#core/ids.ts';
import { edgeToNode } from '#schema/node.ts';
import { Currency } from '#modules/clients/currency.ts';
import { DomainActionEnum, TldLabel } from './tld-kinds.ts';
import {
  displayCurrencyOf,
  type OfferedPrice,
  type PricedTld,
  pricingFor,
  type TldPricing,
} from './tld-pricing.ts';

export const OfferedPriceRef = builder.objectRef<OfferedPrice>('OfferedPrice').implement({
  read: 'catalog:read',
  description: 'Price of a domain action for a number of years.',
  fields: (t) => ({
    action: t.expose('action', {
      type: DomainActionEnum,
      description: 'Domain action the price is for.',
    }),
    years: t.exposeInt('years', { description: 'Number of years the price covers, 1 to 10.' }),
    price: t.field({
      type: Money,
      description: 'Total price for all the years.',
      resolve: ({ amount, currency }) => ({ amount, currency }),
    }),
  }),
});

const tldOf = ({ id }: PricedTld): string => encodeId('Tld', id);

const PricedTldRef = builder.objectRef<PricedTld>('PricedTld').implement({
  read: 'catalog:read',
  description: 'A TLD with its prices in one currency.',
  fields: (t) => ({
    tldId: t.id({ description: 'ID of the TLD.', resolve: tldOf }),
    tld: t.field(
      edgeToNode<PricedTld>({ type: 'Tld', description: 'TLD the prices are for.', idOf: tldOf }),
    ),
    extension: t.exposeString('extension', {
      description: 'Name of the TLD, without the first dot.',
    }),
    unicodeExtension: t.exposeString('unicodeExtension', {
      description: 'Name of the TLD in Unicode, for display.',
    }),
    label: t.expose('label', {
      type: TldLabel,
      nullable: true,
      description: 'Promotional label of the TLD; null for none.',
    }),
    categories: t.exposeStringList('categories', {
      description: 'Categories of the TLD.',
    }),
    offersIdProtection: t.exposeBoolean('offersIdProtection', {
      description: 'Whether ID protection is offered for domains of the TLD.',
    }),
    offersDnsManagement: t.exposeBoolean('offersDnsManagement', {
      description: 'Whether DNS hosting is offered for domains of the TLD.',
    }),
    offersEmailForwarding: t.exposeBoolean('offersEmailForwarding', {
      description: 'Whether email forwarding is offered for domains of the TLD.',
    }),
    defaultYears: t.exposeInt('defaultYears', { description: 'Period offered first, in years.' }),
    graceDays: t.exposeInt('graceDays', {
      description: 'Length of the grace period after expiry, in days.',
    }),
    graceFee: t.field({
      type: Money,
      description: 'Surcharge for a renewal in the grace period.',
      resolve: ({ graceFee, currency }) => ({ amount: graceFee, currency }),
    }),
    redemptionDays: t.exposeInt('redemptionDays', {
      description: 'Number of days after the grace period in which a domain can be restored.',
    }),
    redemptionFee: t.field({
      type: Money,
      description: 'Surcharge for restoring a domain.',
      resolve: ({ redemptionFee, currency }) => ({ amount: redemptionFee, currency }),
    }),
    prices: t.field({
      listSize: 20,
      type: [OfferedPriceRef],
      description: 'Prices of each domain action, by number of years.',
      resolve: ({ prices }) => prices,
    }),
  }),
});

export const TldPricingRef = builder.objectRef<TldPricing>('TldPricing').implement({
  read: 'catalog:read',
  description: 'Complete price list of domains in one currency.',
  fields: (t) => ({
    version: t.exposeInt('version', {
      description:
        'Version of the price list, which increases with every change. Responses with the same version are identical.',
    }),
    currency: t.prismaField({
      type: Currency,
      description: 'Currency of all prices in the list.',
      resolve: (query, { currency: { code } }, _args, { db }) =>
        db.currency.findUniqueOrThrow({ ...query, where: { code } }),
    }),
    tlds: t.field({
      listSize: 200,
      type: [PricedTldRef],
      description: "All TLDs on sale, in the company's sort order.",
      resolve: ({ tlds }) => tlds,
    }),
  }),
});

builder.queryField('tldPricing', (t) =>
  t.field({
    type: TldPricingRef,
    description:
      "Complete price list of domains, cached until its contents change. A reseller's customer sees the reseller's prices, a reseller its own cost.",
    authScopes: { permission: 'catalog:read' },
    extensions: legacyExtensions('GetTLDPricing', 'catalog:read'),
    args: {
      currency: t.arg({
        type: 'CurrencyCode',
        description:
          "Currency of the prices. Default: the actor's own currency, otherwise the base currency.",
      }),
    },
    resolve: async (_root, { currency }, { db, actor }) =>
      pricingFor(db, actor, currency ?? (await displayCurrencyOf(db, actor))),
  }),
);
