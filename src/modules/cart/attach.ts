import type { InputFieldBuilder } from '@pothos/core';
import { keyOf } from '#core/ids.ts';
import { DomainError } from '#core/errors.ts';
import { Product } from '#modules/catalog/products/product.ts';
import type { Tx } from '#platform/database/client.ts';
import { builder } from '#schema/builder.ts';
import { CartItem } from './cart-item.ts';

type Types = (typeof builder)['$inferSchemaTypes'];

const CartAttachment = builder.inputType('CartAttachment', {
  description:
    'Selects the product in the cart that a domain goes with, by exactly one of these fields.',
  isOneOf: true,
  fields: (t) => ({
    itemId: t.globalID({ for: CartItem, description: 'ID of the cart item the domain goes with.' }),
    productId: t.globalID({
      for: Product,
      description:
        'ID of the product; selects its newest item in the cart, preferring an item without a domain.',
    }),
  }),
});

/** The field of an input that attaches a domain to a product. */
export const attachField = (t: InputFieldBuilder<Types, 'InputObject'>) =>
  t.field({ type: CartAttachment, description: 'Product in the cart that the domain goes with.' });

/** A product in the cart, by its item or by itself. */
export type CartAttachmentChoice = typeof CartAttachment.$inferInput;

/**
 * The item a domain is attached to; null for none.
 * @throws DomainError CART_ITEM_NOT_FOUND, PRODUCT_NOT_FOUND
 */
export async function parentOf(
  tx: Tx,
  cartId: number,
  to: CartAttachmentChoice | null | undefined,
): Promise<number | null> {
  if (!to) return null;
  if (to.itemId) {
    const id = keyOf(to.itemId);
    const item = await tx.cartItem.findFirst({ where: { id, cartId, type: 'PRODUCT' } });
    if (!item) throw new DomainError('CART_ITEM_NOT_FOUND', undefined, { field: 'attachTo' });
    return item.id;
  }
  const productId = keyOf(to.productId ?? { typename: 'Product', id: '' });
  const items = await tx.cartItem.findMany({
    where: { cartId, productId },
    select: { id: true, _count: { select: { attachedItems: true } } },
    orderBy: { id: 'desc' },
  });
  const chosen = items.find(({ _count }) => _count.attachedItems === 0) ?? items[0];
  if (!chosen)
    throw new DomainError('PRODUCT_NOT_FOUND', 'The product is not in the cart.', {
      field: 'attachTo',
    });
  return chosen.id;
}
