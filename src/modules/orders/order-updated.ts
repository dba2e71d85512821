import { Client } from '#modules/clients/client.ts';
import { nounEvents } from '#schema/events/noun.ts';
import { Order } from './order.ts';

nounEvents({
  noun: 'order',
  type: Order,
  client: Client,
  read: 'orders:read',
  missing: 'ORDER_NOT_FOUND',
  description: 'Orders that are placed, accepted, cancelled, checked or deleted.',
});
