import type { Cycle } from '#core/cycles.ts';
import { asText } from '#core/money.ts';
import type { Prisma } from '#generated/prisma/client.ts';
import { BillingCycle } from '#modules/catalog/billing-cycle.ts';
import { PayTypeEnum } from '#modules/catalog/enums.ts';
import { Currency } from '#modules/clients/currency.ts';
import { builder } from '#schema/builder.ts';
import { encodeId } from '#core/ids.ts';
import { edgeToNode } from '#schema/node.ts';

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
    description: 'Price a reseller pays for one billing cycle of a product.',
    fields: (t) => ({
      cycle: t.expose('cycle', {
        type: BillingCycle,
        description: 'Billing cycle the offer is for.',
      }),
      setupFee: t.field({
        type: 'Decimal',
        description: 'Setup fee, charged once with the first cycle.',
        resolve: ({ setupFee, currency }) => asText(setupFee, currency),
      }),
      price: t.field({
        type: 'Decimal',
        description: 'Price per billing cycle.',
        resolve: ({ price, currency }) => asText(price, currency),
      }),
    }),
  });

const ResellerProduct = builder.objectRef<OfferedProduct>('ResellerProduct').implement({
  read: 'resellers:read',
  description: 'Product with the prices a reseller pays.',
  fields: (t) => ({
    productId: t.id({
      description: 'ID of the product.',
      resolve: ({ id }) => encodeId('Product', id),
    }),
    product: t.field(
      edgeToNode<OfferedProduct>({
        type: 'Product',
        description: 'Product that is sold.',
        idOf: ({ id }) => encodeId('Product', id),
      }),
    ),
    groupId: t.id({
      description: 'ID of the product group.',
      resolve: ({ groupId }) => encodeId('ProductGroup', groupId),
    }),
    group: t.field(
      edgeToNode<OfferedProduct>({
        type: 'ProductGroup',
        description: 'Product group of the product.',
        idOf: ({ groupId }) => encodeId('ProductGroup', groupId),
      }),
    ),
    name: t.exposeString('name', { description: 'Name of the product.' }),
    typeKey: t.string({
      description: 'Key of the product type, such as `hostingaccount`.',
      resolve: ({ type }) => type.key,
    }),
    payType: t.expose('payType', {
      type: PayTypeEnum,
      description: 'Payment type of the product, which decides how the product is billed.',
    }),
    offers: t.field({
      type: [ResellerOffer],
      description: 'Prices of the product per billing cycle, shortest cycle first.',
      resolve: ({ offers, currency }) => offers.map((offer) => ({ ...offer, currency })),
    }),
  }),
});

export const ResellerProducts = builder
  .objectRef<ResellerProductsValue>('ResellerProducts')
  .implement({
    read: 'resellers:read',
    description: 'Prices a reseller pays for the products of the company.',
    fields: (t) => ({
      client: t.field(
        edgeToNode<ResellerProductsValue>({
          type: 'Client',
          description: 'Client that is the reseller.',
          idOf: ({ clientId }) => encodeId('Client', clientId),
        }),
      ),
      currency: t.prismaField({
        type: Currency,
        description: 'Currency of the prices.',
        resolve: (query, { currency: { code } }, _args, { db }) =>
          db.currency.findUniqueOrThrow({ ...query, where: { code } }),
      }),
      discountPercent: t.expose('discountPercent', {
        type: 'Decimal',
        description:
          "Discount in percent on the company's prices, where the reseller has no price of its own.",
      }),
      products: t.field({
        listSize: 500,
        type: [ResellerProduct],
        description: 'All products in the store, group by group.',
        resolve: ({ products }) => products,
      }),
    }),
  });
