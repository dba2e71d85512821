import { bulkCommand } from '#schema/bulk.ts';
import { Invoice } from './invoice.ts';
import './cancel-invoice.ts';

bulkCommand('cancelInvoices', {
  single: 'cancelInvoice',
  type: Invoice,
  field: 'invoice',
  ids: 'invoiceIds',
  key: 'invoiceId',
  isSame: true,
  description: 'Cancel several invoices.',
});
