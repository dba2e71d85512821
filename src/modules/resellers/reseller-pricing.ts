import { type Cycle, cycles } from '#core/cycles.ts';
import { type Amount, round } from '#core/money.ts';
import { Prisma } from '#generated/prisma/client.ts';
import { BillingCycle } from '#modules/catalog/billing-cycle.ts';
import { currencyTable, ratesOf } from '#modules/catalog/currency-table.ts';
import { cyclePrice } from '#modules/catalog/pricing/cycle-price.ts';
import { costPrices, customerPrices } from '#modules/catalog/pricing/seller-prices.ts';
import type { PriceQuestion } from '#modules/catalog/pricing/terms.ts';
import { DomainActionEnum } from '#modules/domains/tlds/tld-kinds.ts';
import { tldPricing } from '#modules/domains/tlds/tld-pricing.ts';
import { builder } from '#schema/builder.ts';
import type { Context } from '#schema/context.ts';
import { Money } from '#schema/money.ts';
import { encodeId } from '#core/ids.ts';
import { edgeToNode } from '#schema/node.ts';
import { discounted, pricedSeller, type PricedSeller, storeProducts } from './reseller-prices.ts';

interface Three {
  shop: Prisma.Decimal;
  cost: Prisma.Decimal;
  customer: Prisma.Decimal;
  currency: string;
}
type TldThree = Three & {
  extension: string;
  action: 'REGISTER' | 'RENEW' | 'TRANSFER' | 'RESTORE';
  years: number;
};
type ProductThree = Three & { productId: number; name: string; cycle: Cycle };

type Types = (typeof builder)['$inferSchemaTypes'];

const threePrices = <Row extends Three>(t: PothosSchemaTypes.ObjectFieldBuilder<Types, Row>) => ({
  shop: t.field({
    type: Money,
    description: 'Standard price of the company, without any reseller terms.',
    resolve: ({ shop, currency }) => ({ amount: shop, currency }),
  }),
  cost: t.field({
    type: Money,
    description:
      "Price the reseller pays: the agreed price, or the price of its cost price list at the volume band reached, otherwise the company's price less its discount.",
    resolve: ({ cost, currency }) => ({ amount: cost, currency }),
  }),
  customer: t.field({
    type: Money,
    description:
      "Price the reseller's customers pay: the price of its customer price list, otherwise the company's price.",
    resolve: ({ customer, currency }) => ({ amount: customer, currency }),
  }),
});

const TldPrices = builder.objectRef<TldThree>('ResellerTldPrices').implement({
  read: 'resellers:read',
  description: 'Prices of an action on domains of a TLD for the reseller and for its customers.',
  fields: (t) => ({
    extension: t.exposeString('extension', { description: 'TLD without the leading dot.' }),
    action: t.expose('action', {
      type: DomainActionEnum,
      description: 'Domain action the prices are for.',
    }),
    years: t.exposeInt('years', { description: 'Number of years the prices cover together.' }),
    ...threePrices(t),
  }),
});

const ProductPrices = builder.objectRef<ProductThree>('ResellerProductPrices').implement({
  read: 'resellers:read',
  description:
    'Prices of one billing cycle of a product for the reseller and for its customers, without setup fee.',
  fields: (t) => ({
    product: t.field(
      edgeToNode<ProductThree>({
        type: 'Product',
        description: 'Product the prices are for.',
        idOf: ({ productId }) => encodeId('Product', productId),
      }),
    ),
    name: t.exposeString('name', { description: 'Name of the product.' }),
    cycle: t.expose('cycle', {
      type: BillingCycle,
      description: 'Billing cycle the prices are for.',
    }),
    ...threePrices(t),
  }),
});

const ResellerPricing = builder.objectRef<PricedSeller>('ResellerPricing').implement({
  read: 'resellers:read',
  description: 'All prices a reseller pays and all prices its customers pay.',
  fields: (t) => ({
    currency: t.expose('currencyCode', {
      type: 'CurrencyCode',
      description: 'Currency the reseller sells in.',
    }),
    tlds: t.field({
      listSize: 200,
      type: [TldPrices],
      description: 'Domain prices, sorted by TLD, action and years.',
      resolve: (seller, _args, context) => tldsOf(context, seller),
    }),
    products: t.field({
      listSize: 200,
      type: [ProductPrices],
      description: 'Prices of the products in the store, sorted by product and cycle.',
      resolve: (seller, _args, context) => productsOf(context, seller),
    }),
  }),
});

builder.prismaObjectFields('Reseller', (t) => ({
  pricing: t.field({
    type: ResellerPricing,
    nullable: true,
    authScopes: { permission: 'resellers:read' },
    description: 'All prices the reseller pays and all prices its customers pay.',
    select: pricedSeller,
    resolve: (seller) => seller,
  }),
}));

const decimal = (amount: Amount, currency: string) =>
  new Prisma.Decimal(round(amount, currency).toFixed());

/** Answers with the company's, the reseller's and the customers' price of one thing. */
async function requester(context: Context, seller: PricedSeller) {
  const { currencyCode: currency } = seller;
  const rates = ratesOf(await currencyTable(context));
  const request = { currency, rates };
  const [cost, customer] = await Promise.all([
    costPrices(context.db, seller, request),
    customerPrices(context.db, seller, request),
  ]);
  const three = (question: PriceQuestion, listed: Amount): Three => ({
    shop: decimal(listed, currency),
    cost: decimal(cost(question)?.price ?? discounted(listed, seller), currency),
    customer: decimal(customer?.(question)?.price ?? listed, currency),
    currency,
  });
  return { rates, currency, three };
}

async function tldsOf(context: Context, seller: PricedSeller): Promise<TldThree[]> {
  const { currency, three } = await requester(context, seller);
  const { tlds } = await tldPricing(context.db, currency);
  return tlds.flatMap(({ id: tldId, extension, prices }) =>
    prices.map(({ action, years, amount }) => ({
      extension,
      action,
      years,
      ...three({ kind: 'TLD', tldId, action: action, years }, amount),
    })),
  );
}

async function productsOf(context: Context, seller: PricedSeller): Promise<ProductThree[]> {
  const { rates, currency, three } = await requester(context, seller);
  const products = await storeProducts(context);
  return products.flatMap(({ id: productId, name, prices }) =>
    cycles.flatMap((cycle) => {
      const listed = cyclePrice(prices, cycle, currency, rates);
      if (!listed) return [];
      return [
        { productId, name, cycle, ...three({ kind: 'PRODUCT', productId, cycle }, listed.price) },
      ];
    }),
  );
}
