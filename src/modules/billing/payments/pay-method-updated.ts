import { Client } from '#modules/clients/client.ts';
import { nounEvents } from '#schema/events/noun.ts';
import { PayMethod } from './pay-method.ts';

nounEvents({
  noun: 'payMethod',
  title: 'stored pay method',
  type: PayMethod,
  client: Client,
  read: 'billing:read',
  missing: 'PAY_METHOD_NOT_FOUND',
  description: 'Pay methods that are stored or deleted.',
});
