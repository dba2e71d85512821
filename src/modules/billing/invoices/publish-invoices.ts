import { bulkCommand } from '#schema/bulk.ts';
import { Invoice } from './invoice.ts';
import './publish-invoice.ts';

bulkCommand('publishInvoices', {
  single: 'publishInvoice',
  type: Invoice,
  field: 'invoice',
  ids: 'invoiceIds',
  key: 'invoiceId',
  description: 'Publish several drafts.',
});
