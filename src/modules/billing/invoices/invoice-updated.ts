import { Client } from '#modules/clients/client.ts';
import { nounEvents } from '#schema/events/noun.ts';
import { Invoice } from './invoice.ts';

nounEvents({
  noun: 'invoice',
  type: Invoice,
  client: Client,
  read: 'billing:read',
  missing: 'INVOICE_NOT_FOUND',
  description: 'Invoices that are published, changed, overdue, paid, cancelled or refunded.',
});
