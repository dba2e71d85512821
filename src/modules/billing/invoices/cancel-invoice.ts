import { keyOf } from '#core/ids.ts';
import { command } from '#schema/command.ts';
import { cancelManually } from './cancel.ts';
import { Invoice } from './invoice.ts';
import { invoicePayload } from './invoice-payload.ts';
import { invoiceFor } from './lock.ts';

command('cancelInvoice', {
  description:
    "Cancel an invoice. Money already paid on the invoice is added to the client's credit. One that bills a running service is cancelled by staff only.",
  permission: 'billing:write',
  input: (t) => ({
    invoiceId: t.globalID({
      for: Invoice,
      required: true,
      description: 'ID of the invoice to cancel.',
    }),
  }),
  errors: [
    'INVOICE_NOT_FOUND',
    'FORBIDDEN',
    'INVOICE_STATUS_INVALID',
    'PAYMENT_IN_PROGRESS',
    'REFUND_EXCEEDS_PAYMENT',
  ],
  run: async (work, { invoiceId }) => {
    const invoice = await invoiceFor(work, keyOf(invoiceId));
    await cancelManually(work, invoice);
    return { invoiceId: invoice.id };
  },
  payload: (t) => invoicePayload(t),
});
