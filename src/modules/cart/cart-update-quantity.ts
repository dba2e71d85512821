import { z } from 'zod';
import { command } from '#schema/command.ts';
import { CartItem } from './cart-item.ts';
import { itemFor, ensureType } from './item-for.ts';
import { ownerFields } from './owner.ts';
import { itemPayload } from './payload.ts';
import { checkStock } from './sellable.ts';

command('cartUpdateQuantity', {
  description: 'Change the number of units of a product in a cart.',
  permission: 'cart:write',
  input: (t) => ({
    ...ownerFields(t),
    itemId: t.globalID({
      for: CartItem,
      required: true,
      description: 'ID of the cart item whose quantity is changed.',
    }),
    quantity: t.int({
      required: true,
      description: 'New number of units.',
      validate: z.number().min(1).max(1_000),
    }),
  }),
  errors: [
    'CART_ITEM_NOT_FOUND',
    'CART_ITEM_UNSUITABLE',
    'CLIENT_NOT_FOUND',
    'QUANTITY_NOT_ALLOWED',
    'STOCK_EXCEEDED',
  ],
  run: async (work, { itemId, quantity, ...owner }) => {
    const { tx } = work;
    const { item, cart } = await itemFor(work, itemId, owner);
    ensureType(item, ['PRODUCT'], 'Only products have a quantity.');
    const productId = item.productId ?? 0;
    const product = await tx.product.findUniqueOrThrow({ where: { id: productId } });
    if (quantity > 1 && !product.quantityAllowed) work.fail('QUANTITY_NOT_ALLOWED');
    await tx.cartItem.update({ where: { id: item.id }, data: { quantity } });
    await checkStock(tx, cart.id, productId);
    return { cartId: cart.id, itemId: item.id };
  },
  payload: itemPayload,
});
