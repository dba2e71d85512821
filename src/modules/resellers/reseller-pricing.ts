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
    description: 'What the company asks of anybody.',
    resolve: ({ shop, currency }) => ({ amount: shop, currency }),
  }),
  cost: t.field({
    type: Money,
    description:
      'What the reseller pays: agreed, or by its cost list at the volume it has reached, else the company’s price less its discount.',
    resolve: ({ cost, currency }) => ({ amount: cost, currency }),
  }),
  customer: t.field({
    type: Money,
    description:
      'What the reseller’s customers pay: by its customer list, else the company’s price.',
    resolve: ({ customer, currency }) => ({ amount: customer, currency }),
  }),
});

const TldPrices = builder.objectRef<TldThree>('ResellerTldPrices').implement({
  read: 'resellers:read',
  description: 'What an action on a domain costs the reseller and its customers.',
  fields: (t) => ({
    extension: t.exposeString('extension', { description: 'The TLD, without the dot.' }),
    action: t.expose('action', { type: DomainActionEnum, description: 'What is done.' }),
    years: t.exposeInt('years', { description: 'For how many years together.' }),
    ...threePrices(t),
  }),
});

const ProductPrices = builder.objectRef<ProductThree>('ResellerProductPrices').implement({
  read: 'resellers:read',
  description: 'What a cycle of a product costs the reseller and its customers, without setup.',
  fields: (t) => ({
    productDatabaseId: t.exposeInt('productId', { description: 'The product’s number.' }),
    name: t.exposeString('name', { description: 'What it is called.' }),
    cycle: t.expose('cycle', { type: BillingCycle, description: 'How often it is charged.' }),
    ...threePrices(t),
  }),
});

const ResellerPricing = builder.objectRef<PricedSeller>('ResellerPricing').implement({
  read: 'resellers:read',
  description: 'What everything costs a reseller, and what it asks of its customers.',
  fields: (t) => ({
    currency: t.expose('currencyCode', { type: 'CurrencyCode', description: 'What it sells in.' }),
    tlds: t.field({
      type: [TldPrices],
      description: 'Domains, by ending, action and years.',
      resolve: (seller, _args, context) => tldsOf(context, seller),
    }),
    products: t.field({
      type: [ProductPrices],
      description: 'Products in the store, by product and cycle.',
      resolve: (seller, _args, context) => productsOf(context, seller),
    }),
  }),
});

builder.prismaObjectFields('Reseller', (t) => ({
  pricing: t.field({
    type: ResellerPricing,
    nullable: true,
    authScopes: { permission: 'resellers:read' },
    description: 'What everything costs it, and what it asks of its customers.',
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
