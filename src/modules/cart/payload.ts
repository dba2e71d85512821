import type { builder } from '#schema/builder.ts';
import { Cart } from './cart.ts';
import { CartItem } from './cart-item.ts';

type Types = (typeof builder)['$inferSchemaTypes'];
type Fields<Answer extends { cartId: number }> = PothosSchemaTypes.ObjectFieldBuilder<
  Types,
  Answer
>;

/** The cart as it is after a change. */
export const cartPayload = <Answer extends { cartId: number }>(t: Fields<Answer>) => ({
  cart: t.prismaField({
    type: Cart,
    description: 'The cart after the change.',
    resolve: (query, { cartId }, _args, { db }) =>
      db.cart.findUniqueOrThrow({ ...query, where: { id: cartId } }),
  }),
});

/** The item a change was about, and its cart. */
export const itemPayload = (t: Fields<{ cartId: number; itemId: number }>) => ({
  item: t.prismaField({
    type: CartItem,
    description: 'The cart item after the change.',
    resolve: (query, { itemId }, _args, { db }) =>
      db.cartItem.findUniqueOrThrow({ ...query, where: { id: itemId } }),
  }),
  ...cartPayload(t),
});
