import { encodeId } from '#core/ids.ts';
import { command } from '#schema/command.ts';
import { CartItem } from './cart-item.ts';
import { itemFor } from './item-for.ts';
import { ownerFields } from './owner.ts';
import { cartPayload } from './payload.ts';

command('cartDeleteItem', {
  legacy: 'CartDeleteItem',
  description:
    'Take an item out of a cart. Domains that were to be bought with a product stay in it; a ' +
    'domain of one’s own goes with its product.',
  permission: 'cart:write',
  input: (t) => ({
    ...ownerFields(t),
    itemId: t.globalID({ for: CartItem, required: true, description: 'Which item.' }),
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
  payload: (t) => ({
    deletedId: t.id({
      description: 'The id it had.',
      resolve: ({ itemId }) => encodeId('CartItem', itemId),
    }),
    deletedDatabaseId: t.exposeInt('itemId', { description: 'The number it had.' }),
    ...cartPayload(t),
  }),
});
