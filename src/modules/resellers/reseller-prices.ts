import { cycles } from '#core/cycles.ts';
import { type Amount, exact, percent, round } from '#core/money.ts';
import { keyOf } from '#core/ids.ts';
import { Prisma } from '#generated/prisma/client.ts';
import { inStore } from '#modules/catalog/visible.ts';
import { currencyTable, ratesOf } from '#modules/catalog/currency-table.ts';
import { cyclePrice } from '#modules/catalog/pricing/cycle-price.ts';
import { costPrices, type Seller } from '#modules/catalog/pricing/seller-prices.ts';
import { versionOf } from '#modules/catalog/version.ts';
import { Client } from '#modules/clients/client.ts';
import { TldPricingRef } from '#modules/domains/tlds/priced-tld.ts';
import { type TldPricing, tldPricing } from '#modules/domains/tlds/tld-pricing.ts';
import { builder } from '#schema/builder.ts';
import type { Context } from '#schema/context.ts';
import { legacyExtensions } from '#schema/legacy.ts';
import { ResellerProducts, type ResellerProductsValue } from './reseller-products.ts';
import { visibleResellers } from './visible.ts';

/** What decides about a reseller's prices. */
export const pricedSeller = {
  id: true,
  clientId: true,
  currencyCode: true,
  discountPercent: true,
  costPriceListId: true,
  customerPriceListId: true,
} as const;

/** A reseller as its prices are calculated. */
export interface PricedSeller extends Seller {
  currencyCode: string;
  discountPercent: Prisma.Decimal;
}

const sellerOf = ({ db, actor }: Context, clientId: number) =>
  db.reseller.findFirst({
    where: { AND: [{ clientId }, visibleResellers(actor)] },
    select: pricedSeller,
  });

const decimal = (amount: Amount, currency: string) =>
  new Prisma.Decimal(round(amount, currency).toFixed());

/** The company's price less the reseller's discount. */
export const discounted = (price: Amount, { discountPercent, currencyCode }: PricedSeller) =>
  decimal(exact(price).minus(percent(price, discountPercent, currencyCode)), currencyCode);

builder.queryField('resellerTldPricing', (t) =>
  t.field({
    type: TldPricingRef,
    nullable: true,
    description:
      "Prices a reseller pays for domains: the agreed price or the price of its cost price list, otherwise the company's price less the reseller's discount.",
    authScopes: { permission: 'resellers:read' },
    extensions: legacyExtensions('GetResellerTldPrices', 'resellers:read'),
    args: {
      clientId: t.arg.globalID({
        for: Client,
        required: true,
        description: 'ID of the client that is the reseller whose domain prices are returned.',
      }),
    },
    resolve: async (_root, { clientId }, context) => {
      const seller = await sellerOf(context, keyOf(clientId));
      return seller && tldsFor(context, seller);
    },
  }),
);

/** The price list of domains as a reseller pays it. */
export async function tldsFor(context: Context, seller: PricedSeller): Promise<TldPricing> {
  const { db } = context;
  const { currencyCode: currency } = seller;
  const [pricing, agreedAt, table] = await Promise.all([
    tldPricing(db, currency),
    versionOf(db, 'reseller-prices'),
    currencyTable(context),
  ]);
  const own = await costPrices(db, seller, { currency, rates: ratesOf(table) });
  const restoreOf = (tldId: number) => own({ kind: 'TLD', tldId, action: 'RESTORE', years: 1 });
  const tlds = pricing.tlds.map((tld) => ({
    ...tld,
    redemptionFee: decimal(restoreOf(tld.id)?.price ?? tld.redemptionFee, currency),
    prices: tld.prices.map((offered) => {
      const { action, years, amount } = offered;
      const found = own({ kind: 'TLD', tldId: tld.id, action, years });
      return {
        ...offered,
        amount: found ? decimal(found.price, currency) : discounted(amount, seller),
      };
    }),
  }));
  return { ...pricing, version: pricing.version + agreedAt, tlds };
}

builder.queryField('resellerProductPrices', (t) =>
  t.field({
    type: ResellerProducts,
    nullable: true,
    description:
      "Prices a reseller pays for products: the agreed price or the price of its cost price list, otherwise the company's price less the reseller's discount.",
    authScopes: { permission: 'resellers:read' },
    extensions: legacyExtensions('GetResellerProductsPrices', 'resellers:read'),
    args: {
      clientId: t.arg.globalID({
        for: Client,
        required: true,
        description: 'ID of the client that is the reseller whose product prices are returned.',
      }),
    },
    resolve: async (_root, { clientId }, context) => {
      const seller = await sellerOf(context, keyOf(clientId));
      return seller && productsFor(context, seller);
    },
  }),
);

/** What is in the store, with its prices. */
export const storeProducts = ({ db }: Context) =>
  db.product.findMany({
    where: inStore,
    include: { prices: true, type: { select: { key: true } } },
    orderBy: [{ groupId: 'asc' }, { sortOrder: 'asc' }, { id: 'asc' }],
  });

async function productsFor(context: Context, seller: PricedSeller): Promise<ResellerProductsValue> {
  const { db } = context;
  const { currencyCode, clientId, discountPercent } = seller;
  const [currency, table, products] = await Promise.all([
    db.currency.findUniqueOrThrow({ where: { code: currencyCode } }),
    currencyTable(context),
    storeProducts(context),
  ]);
  const rates = ratesOf(table);
  const own = await costPrices(db, seller, { currency: currencyCode, rates });
  return {
    clientId,
    currency,
    discountPercent,
    products: products.map((product) => ({
      ...product,
      currency: currencyCode,
      offers: cycles.flatMap((cycle) => {
        const mine = own({ kind: 'PRODUCT', productId: product.id, cycle });
        if (mine) {
          const [setupFee, price] = [mine.setupFee, mine.price].map((amount) =>
            decimal(amount, currencyCode),
          );
          return [{ cycle, setupFee: setupFee!, price: price! }];
        }
        const listed = cyclePrice(product.prices, cycle, currencyCode, rates);
        if (!listed) return [];
        const less = (amount: Amount) => discounted(amount, seller);
        return [{ cycle, setupFee: less(listed.setupFee), price: less(listed.price) }];
      }),
    })),
  };
}
