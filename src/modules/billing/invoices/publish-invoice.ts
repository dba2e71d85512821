import { keyOf } from '#core/ids.ts';
import { command } from '#schema/command.ts';
import { Invoice } from './invoice.ts';
import { invoicePayload } from './invoice-payload.ts';
import { invoiceFor } from './lock.ts';
import { publish } from './make-invoice.ts';
import { spendAvailableCredit } from '#modules/billing/ledger/spend-credit.ts';

command('publishInvoice', {
  description: 'Publish a draft invoice, so that the client owes the amount.',
  permission: 'billing:write',
  input: (t) => ({
    invoiceId: t.globalID({
      for: Invoice,
      required: true,
      description: 'ID of the draft invoice to publish.',
    }),
    sendEmail: t.boolean({
      defaultValue: true,
      description: 'Whether to send the client an email about the invoice. Default: true.',
    }),
    autoApplyCredit: t.boolean({
      defaultValue: false,
      description: "Whether to pay what the client's credit covers. Default: false.",
    }),
  }),
  errors: ['INVOICE_NOT_FOUND', 'INVOICE_NOT_DRAFT'],
  run: async (work, { invoiceId, sendEmail, autoApplyCredit }) => {
    const { id } = await invoiceFor(work, keyOf(invoiceId));
    await publish(work, id, sendEmail ?? true);
    if (autoApplyCredit) await spendAvailableCredit(work, id, sendEmail ?? true);
    return { invoiceId: id };
  },
  payload: (t) => invoicePayload(t),
});
