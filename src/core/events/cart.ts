import { eventClient as client, defineEvents, eventSubjectId as subject } from './define.ts';

/** Events of carts. */
export const cartEvents = defineEvents({
  'cart.changed': {
    description: "Something was put into a client's cart, changed or taken out.",
    payload: { cartId: subject('Cart'), clientId: client() },
  },
});
