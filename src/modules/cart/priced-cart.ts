import type { Caller, Context } from '#schema/context.ts';
import { loadCart } from '#modules/catalog/cart-rows.ts';
import type { PromotionFault } from '#modules/catalog/pricing/promotion.ts';
import { type ItemQuote, type Quote, reckon } from '#modules/catalog/pricing/reckon.ts';

/** A cart with what it costs now. */
export interface PricedCart {
  quote: Quote;
  /** Why the promotion it carries does not hold; null when it does, or there is none. */
  promotionFault: PromotionFault | null;
  itemOf: ReadonlyMap<number, ItemQuote>;
}

/** One reckoning per request and cart, however many of its amounts are asked for. */
const reckoned = new WeakMap<Caller, Map<number, Promise<PricedCart>>>();

/** What a cart costs now: reckoned anew for each request, from the price list alone. */
export function pricedCart({ db, caller }: Context, cartId: number): Promise<PricedCart> {
  const ofRequest = reckoned.get(caller) ?? new Map<number, Promise<PricedCart>>();
  reckoned.set(caller, ofRequest);
  const known = ofRequest.get(cartId);
  if (known) return known;
  const priced = price(db, cartId);
  ofRequest.set(cartId, priced);
  return priced;
}

/** Forgets what was reckoned in this request, because a cart has changed. */
export function forgetPrices(caller: Caller): void {
  reckoned.delete(caller);
}

async function price(db: Context['db'], cartId: number): Promise<PricedCart> {
  const loaded = await loadCart(db, cartId);
  if (!loaded) throw new Error(`Cart ${cartId} went away while it was read.`);
  const quote = reckon(loaded.basket);
  const isIdle = loaded.promotion && !loaded.promotionFault && !quote.isPromoted;
  return {
    quote,
    promotionFault: isIdle ? 'PROMOTION_NOT_APPLICABLE' : loaded.promotionFault,
    itemOf: new Map(quote.items.map((item) => [item.key, item])),
  };
}
