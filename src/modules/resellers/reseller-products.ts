import type { Cycle } from '#core/cycles.ts';
import { asText } from '#core/money.ts';
import type { Prisma } from '#generated/prisma/client.ts';
import { BillingCycle } from '#modules/catalog/billing-cycle.ts';
import { PayTypeEnum } from '#modules/catalog/enums.ts';
import { PricingCurrency } from '#modules/domains/tlds/priced-tld.ts';
import { builder } from '#schema/builder.ts';

interface Offer {
  cycle: Cycle;
  setupFee: Prisma.Decimal;
  price: Prisma.Decimal;
}

interface OfferedProduct {
  id: number;
  groupId: number;
  name: string;
  type: { key: string };
  payType: 'FREE' | 'ONE_TIME' | 'RECURRING';
  currency: string;
  offers: Offer[];
}

/** What a reseller pays for the products of the shop. */
export interface ResellerProductsValue {
  clientId: number;
  currency: Prisma.CurrencyGetPayload<object>;
  discountPercent: Prisma.Decimal;
  products: OfferedProduct[];
}

const ResellerOffer = builder
  .objectRef<Offer & { currency: string }>('ResellerProductOffer')
  .implement({
    read: 'resellers:read',
    description: 'What a reseller pays for one billing cycle of a product.',
    fields: (t) => ({
      cycle: t.expose('cycle', { type: BillingCycle, description: 'How often it is charged.' }),
      setupFee: t.field({
        type: 'Decimal',
        description: 'Charged once, with the first cycle.',
        resolve: ({ setupFee, currency }) => asText(setupFee, currency),
      }),
      price: t.field({
        type: 'Decimal',
        description: 'Charged each cycle.',
        resolve: ({ price, currency }) => asText(price, currency),
      }),
    }),
  });

const ResellerProduct = builder.objectRef<OfferedProduct>('ResellerProduct').implement({
  read: 'resellers:read',
  description: 'A product with what a reseller pays for it.',
  fields: (t) => ({
    databaseId: t.exposeInt('id', { description: 'The product’s number.' }),
    groupDatabaseId: t.exposeInt('groupId', { description: 'The number of its group.' }),
    name: t.exposeString('name', { description: 'What it is called.' }),
    typeKey: t.string({
      description: 'What kind it is: `hostingaccount` …',
      resolve: ({ type }) => type.key,
    }),
    payType: t.expose('payType', { type: PayTypeEnum, description: 'How it is paid.' }),
    offers: t.field({
      type: [ResellerOffer],
      description: 'What it costs, shortest cycle first.',
      resolve: ({ offers, currency }) => offers.map((offer) => ({ ...offer, currency })),
    }),
  }),
});

export const ResellerProducts = builder
  .objectRef<ResellerProductsValue>('ResellerProducts')
  .implement({
    read: 'resellers:read',
    description: 'What a reseller pays for the products of the shop.',
    fields: (t) => ({
      clientDatabaseId: t.exposeInt('clientId', { description: 'The reseller, as a client.' }),
      currency: t.expose('currency', {
        type: PricingCurrency,
        description: 'What the prices are in.',
      }),
      discountPercent: t.expose('discountPercent', {
        type: 'Decimal',
        description: 'Taken off the shop’s prices where no own price is set.',
      }),
      products: t.field({
        type: [ResellerProduct],
        description: 'Everything in the store, group by group.',
        resolve: ({ products }) => products,
      }),
    }),
  });
