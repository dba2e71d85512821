import { percent } from '#core/money.ts';
import { keyOf } from '#core/ids.ts';
import { Prisma } from '#generated/prisma/client.ts';
import { inStore } from '#modules/catalog/visible.ts';
import { currencyTable, ratesOf } from '#modules/catalog/currency-table.ts';
import { cyclePrice } from '#modules/catalog/pricing/cycle-price.ts';
import { Client } from '#modules/clients/client.ts';
import { TldPricingRef } from '#modules/domains/priced-tld.ts';
import { type TldPricing, tldPricing } from '#modules/domains/tld-pricing.ts';
import { builder } from '#schema/builder.ts';
import type { Context } from '#schema/context.ts';
import { legacyExtensions } from '#schema/legacy.ts';
import { ResellerProducts, type ResellerProductsValue } from './reseller-products.ts';
import { visibleResellers } from './visible.ts';
import { cycles } from '#core/cycles.ts';

/** What decides about a reseller's prices. */
const sellerOf = ({ db, actor }: Context, clientId: number) =>
  db.reseller.findFirst({
    where: { AND: [{ clientId }, visibleResellers(actor)] },
    select: { id: true, clientId: true, currencyCode: true, discountPercent: true },
  });

type Seller = NonNullable<Awaited<ReturnType<typeof sellerOf>>>;

/** The shop's price less the reseller's discount. */
const discounted = (price: Prisma.Decimal, { discountPercent, currencyCode }: Seller) =>
  new Prisma.Decimal(
    price.minus(new Prisma.Decimal(percent(price, discountPercent, currencyCode).toFixed())),
  );

builder.queryField('resellerTldPricing', (t) =>
  t.field({
    type: TldPricingRef,
    nullable: true,
    description:
      'What a reseller pays for domains: its own price where one is set, else the shop’s less its discount.',
    authScopes: { permission: 'resellers:read' },
    extensions: legacyExtensions('GetResellerTldPrices', 'resellers:read'),
    args: {
      clientId: t.arg.globalID({ for: Client, required: true, description: 'The reseller.' }),
    },
    resolve: async (_root, { clientId }, context) => {
      const seller = await sellerOf(context, keyOf(clientId));
      return seller && tldsFor(context, seller);
    },
  }),
);

async function tldsFor({ db }: Context, seller: Seller): Promise<TldPricing> {
  const [pricing, own] = await Promise.all([
    tldPricing(db, seller.currencyCode),
    db.resellerTldPrice.findMany({
      where: { resellerId: seller.id, currencyCode: seller.currencyCode },
    }),
  ]);
  const set = new Map(own.map((row) => [`${row.tldId} ${row.action} ${row.years}`, row.price]));
  const tlds = pricing.tlds.map((tld) => ({
    ...tld,
    prices: tld.prices.map((offered) => ({
      ...offered,
      amount:
        set.get(`${tld.id} ${offered.action} ${offered.years}`) ??
        discounted(offered.amount, seller),
    })),
  }));
  return { ...pricing, tlds };
}

builder.queryField('resellerProductPrices', (t) =>
  t.field({
    type: ResellerProducts,
    nullable: true,
    description:
      'What a reseller pays for products: its own price where one is set, else the shop’s less its discount.',
    authScopes: { permission: 'resellers:read' },
    extensions: legacyExtensions('GetResellerProductsPrices', 'resellers:read'),
    args: {
      clientId: t.arg.globalID({ for: Client, required: true, description: 'The reseller.' }),
    },
    resolve: async (_root, { clientId }, context) => {
      const seller = await sellerOf(context, keyOf(clientId));
      return seller && productsFor(context, seller);
    },
  }),
);

async function productsFor(context: Context, seller: Seller): Promise<ResellerProductsValue> {
  const { db } = context;
  const { currencyCode, id, clientId, discountPercent } = seller;
  const [currency, table, products, own] = await Promise.all([
    db.currency.findUniqueOrThrow({ where: { code: currencyCode } }),
    currencyTable(context),
    db.product.findMany({
      where: inStore,
      include: { prices: true, type: { select: { key: true } } },
      orderBy: [{ groupId: 'asc' }, { sortOrder: 'asc' }, { id: 'asc' }],
    }),
    db.resellerProductPrice.findMany({ where: { resellerId: id, currencyCode } }),
  ]);
  const rates = ratesOf(table);
  const set = new Map(own.map((row) => [`${row.productId} ${row.cycle}`, row]));
  return {
    clientId,
    currency,
    discountPercent,
    products: products.map((product) => ({
      ...product,
      currency: currencyCode,
      offers: cycles.flatMap((cycle) => {
        const mine = set.get(`${product.id} ${cycle}`);
        if (mine) return [{ cycle, setupFee: mine.setupFee, price: mine.price }];
        const listed = cyclePrice(product.prices, cycle, currencyCode, rates);
        if (!listed) return [];
        const less = (amount: { toFixed(): string }) =>
          discounted(new Prisma.Decimal(amount.toFixed()), seller);
        return [{ cycle, setupFee: less(listed.setupFee), price: less(listed.price) }];
      }),
    })),
  };
}
