import { keyOf } from '#core/ids.ts';
import type { CartItem } from '#generated/prisma/client.ts';
import { DomainError } from '#core/errors.ts';
import type { Work } from '#schema/work.ts';
import { changed, type HeldCart, openCart, type CartOwnerInput } from './owner.ts';
import { visibleCartItems } from './visible.ts';

/** An item held for a change, with its cart. */
export interface HeldItem {
  item: CartItem;
  cart: HeldCart;
}

/**
 * The item a change is about. Where an owner is named, it must be in that owner's cart; otherwise
 * it may be in any cart the actor may see. Its cart is locked until the commit.
 * @throws DomainError CART_ITEM_NOT_FOUND
 */
export async function itemFor(
  work: Work,
  itemId: { typename: string; id: string },
  owner: CartOwnerInput = {},
): Promise<HeldItem> {
  const id = keyOf(itemId);
  const { tx, actor } = work;
  const own = owner.clientId || owner.clientIp ? await openCart(work, owner) : null;
  const found = await tx.cartItem.findFirst({
    where: { AND: [{ id }, own ? { cartId: own.id } : visibleCartItems(actor)] },
    select: { cartId: true },
  });
  if (!found) throw new DomainError('CART_ITEM_NOT_FOUND');
  await tx.$queryRaw`select id from carts where id = ${found.cartId} for update`;
  // Read again: what it was before the lock may have changed meanwhile.
  const item = await tx.cartItem.findUnique({
    where: { id },
    include: { cart: { select: { id: true, clientId: true, currencyCode: true } } },
  });
  if (!item) throw new DomainError('CART_ITEM_NOT_FOUND');
  const { cart, ...rest } = item;
  changed(work, cart);
  return { item: rest, cart };
}

/** An item of a kind that a change is for. @throws DomainError CART_ITEM_UNSUITABLE */
export function ensureType(
  item: CartItem,
  kinds: readonly CartItem['type'][],
  words: string,
): void {
  if (!kinds.includes(item.type)) throw new DomainError('CART_ITEM_UNSUITABLE', words);
}
