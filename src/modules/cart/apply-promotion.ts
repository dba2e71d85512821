import { asText, sum } from '#core/money.ts';
import { loadCart } from '#modules/orders/cart-rows.ts';
import { calculate } from '#modules/catalog/pricing/calculate.ts';
import { command } from '#schema/command.ts';
import type { Work } from '#schema/work.ts';
import { type CartOwnerInput, openCart, ownerFields } from './owner.ts';
import { cartPayload } from './payload.ts';

command('applyPromotion', {
  legacy: 'ApplyPromotion',
  description:
    'Apply a promotion code to a cart in place of an earlier code, or remove the code. All conditions of the promotion are checked now and again when the order is placed.',
  permission: 'cart:write',
  input: (t) => ({
    ...ownerFields(t),
    code: t.string({
      description: 'Promotion code in any letter case; empty or null removes the current code.',
    }),
  }),
  errors: [
    'CART_OWNER_MISSING',
    'CLIENT_NOT_FOUND',
    'PROMOTION_NOT_FOUND',
    'PROMOTION_INACTIVE',
    'PROMOTION_NOT_STARTED',
    'PROMOTION_EXPIRED',
    'PROMOTION_EXHAUSTED',
    'PROMOTION_NEW_CLIENTS_ONLY',
    'PROMOTION_EXISTING_CLIENTS_ONLY',
    'PROMOTION_ALREADY_USED',
    'PROMOTION_REQUIREMENT_MISSING',
    'PROMOTION_NOT_APPLICABLE',
  ],
  run: (work, input) => takePromotion(work, input),
  payload: (t) => ({
    discount: t.field({
      type: 'Decimal',
      description: 'Amount the promotion itself currently takes off.',
      resolve: ({ discount }) => discount,
    }),
    ...cartPayload(t),
  }),
});

/** Applies a promotion code to a cart. */
export async function takePromotion(
  work: Work,
  { code, ...owner }: CartOwnerInput & { code?: string | null | undefined },
) {
  const { tx } = work;
  const cart = await openCart(work, owner);
  const requested = code?.trim().toUpperCase();
  const promotion = requested
    ? await tx.promotion.findUnique({ where: { code: requested } })
    : null;
  if (requested && !promotion) work.fail('PROMOTION_NOT_FOUND', undefined, { field: 'code' });
  await tx.cart.update({
    where: { id: cart.id },
    data: { promotionId: promotion?.id ?? null },
  });
  return { cartId: cart.id, discount: await discountOf(work, cart.id) };
}

/** What the promotion of a cart takes off. @throws DomainError why it does not hold */
async function discountOf({ tx, fail }: Work, cartId: number): Promise<string> {
  const loaded = await loadCart(tx, cartId);
  if (!loaded?.promotion) return '0.00';
  if (loaded.promotionFault) fail(loaded.promotionFault, undefined, { field: 'code' });
  const { isPromoted, lines, currency } = calculate(loaded.basket);
  if (!isPromoted) fail('PROMOTION_NOT_APPLICABLE', undefined, { field: 'code' });
  const own = lines.filter(({ type }) => type === 'PROMOTION');
  return asText(sum(own.map(({ amount }) => amount)).neg(), currency);
}
