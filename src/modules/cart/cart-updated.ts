import { Client } from '#modules/clients/client.ts';
import { nounEvents } from '#schema/events/noun.ts';
import { Cart } from './cart.ts';

nounEvents({
  noun: 'cart',
  type: Cart,
  client: Client,
  read: 'cart:read',
  missing: 'CART_NOT_FOUND',
  description: 'Carts of clients in which something is put, changed or taken out.',
});
