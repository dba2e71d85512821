import DataLoader from 'dataloader';
import type { Cycle } from '#core/cycles.ts';
import { onceFor } from '#core/once-for.ts';
import type { Context } from '#schema/context.ts';
import { currencyTable, ratesOf } from '#modules/catalog/currency-table.ts';
import { buysItself, pricesFor } from './seller-prices.ts';
import type { PriceOverride } from './terms.ts';

type Loader = DataLoader<number, PriceOverride | undefined>;

/** One look at an actor's own prices for each request and currency, for all its products at once. */
const loadersOf = onceFor((_context: Context) => new Map<string, Loader>());

function loaderOf(context: Context, currency: string): Loader {
  const ofRequest = loadersOf(context);
  const known = ofRequest.get(currency);
  if (known) return known;
  const loader: Loader = new DataLoader(async (productIds) => {
    const rates = ratesOf(await currencyTable(context));
    const only = { tldIds: [], productIds };
    const own = await pricesFor(context.db, context.actor, { currency, rates, only });
    return productIds.map(() => own);
  });
  ofRequest.set(currency, loader);
  return loader;
}

/**
 * What the actor's own cart charges for a product instead of the company's price, by currency;
 * undefined for staff and visitors, who have no cart of their own.
 */
export function shownPrices(context: Context, productId: number) {
  if (!buysItself(context.actor)) return undefined;
  return async (currency: string) => {
    const own = await loaderOf(context, currency).load(productId);
    return own && ((cycle: Cycle) => own({ kind: 'PRODUCT', productId, cycle }));
  };
}
