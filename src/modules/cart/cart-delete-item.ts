import { command } from '#schema/command.ts';
import { CartItem } from './cart-item.ts';
import { itemFor } from './item-for.ts';
import { ownerFields } from './owner.ts';
import { cartPayload } from './payload.ts';

command('cartDeleteItem', {
  legacy: 'CartDeleteItem',
  description:
    "Remove an item from a cart. Domains to be bought with a removed product stay in the cart; the client's own domain is removed with its product.",
  permission: 'cart:write',
  input: (t) => ({
    ...ownerFields(t),
    itemId: t.globalID({
      for: CartItem,
      required: true,
      description: 'ID of the cart item to remove.',
    }),
  }),
  errors: ['CART_ITEM_NOT_FOUND', 'CLIENT_NOT_FOUND'],
  run: async (work, { itemId, ...owner }) => {
    const { tx } = work;
    const { item, cart } = await itemFor(work, itemId, owner);
    await tx.cartItem.updateMany({
      where: { parentId: item.id, type: { not: 'DOMAIN_OWNED' } },
      data: { parentId: null },
    });
    await tx.cartItem.delete({ where: { id: item.id } });
    return { cartId: cart.id, itemId: item.id };
  },
  deletes: { type: 'CartItem', key: 'itemId' },
  payload: (t) => ({
    ...cartPayload(t),
  }),
});
