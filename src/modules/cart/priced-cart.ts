import type { RequestInfo, Context } from '#schema/context.ts';
import { maySpendCredit } from '#modules/billing/ledger/spend-credit.ts';
import { loadCart } from '#modules/orders/cart-rows.ts';
import type { PromotionFault } from '#modules/catalog/pricing/promotion.ts';
import { type ItemQuote, type PriceQuote, calculate } from '#modules/catalog/pricing/calculate.ts';

/** A cart with what it costs now. */
export interface PricedCart {
  quote: PriceQuote;
  /** Why the promotion it carries does not hold; null when it does, or there is none. */
  promotionFault: PromotionFault | null;
  itemOf: ReadonlyMap<number, ItemQuote>;
}

/** One calculating per request and cart, however many of its amounts are asked for. */
const calculated = new WeakMap<RequestInfo, Map<number, Promise<PricedCart>>>();

/** What a cart costs now: calculated anew for each request, from the price list alone. */
export function pricedCart(context: Context, cartId: number): Promise<PricedCart> {
  const { requestInfo } = context;
  const ofRequest = calculated.get(requestInfo) ?? new Map<number, Promise<PricedCart>>();
  calculated.set(requestInfo, ofRequest);
  const known = ofRequest.get(cartId);
  if (known) return known;
  const priced = price(context, cartId);
  ofRequest.set(cartId, priced);
  return priced;
}

/** Forgets what was calculated in this request, because a cart has changed. */
export function forgetPrices(requestInfo: RequestInfo): void {
  calculated.delete(requestInfo);
}

async function price({ db, actor }: Context, cartId: number): Promise<PricedCart> {
  const loaded = await loadCart(db, cartId);
  if (!loaded) throw new Error(`Cart ${cartId} went away while it was read.`);
  const { basket } = loaded;
  const buyer = maySpendCredit(actor) ? basket.buyer : { ...basket.buyer, credit: '0' };
  const quote = calculate({ ...basket, buyer });
  const isIdle = loaded.promotion && !loaded.promotionFault && !quote.isPromoted;
  return {
    quote,
    promotionFault: isIdle ? 'PROMOTION_NOT_APPLICABLE' : loaded.promotionFault,
    itemOf: new Map(quote.items.map((item) => [item.key, item])),
  };
}
