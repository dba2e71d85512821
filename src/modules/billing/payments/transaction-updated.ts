import { Client } from '#modules/clients/client.ts';
import { nounEvents } from '#schema/events/noun.ts';
import { Transaction } from './transaction.ts';

nounEvents({
  noun: 'transaction',
  type: Transaction,
  client: Client,
  read: 'billing:read',
  missing: 'TRANSACTION_NOT_FOUND',
  description: 'Payments that arrive, are refunded, voided or disputed.',
});
