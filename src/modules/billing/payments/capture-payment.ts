import { keyOf } from '#core/ids.ts';
import { command } from '#schema/command.ts';
import { beginCapture } from './capture.ts';
import { payMethodOf } from '#modules/billing/gateways/foreign.ts';
import { Invoice } from '#modules/billing/invoices/invoice.ts';
import { invoiceFor } from '#modules/billing/invoices/lock.ts';
import { PayMethod } from './pay-method.ts';
import { PaymentAttempt } from './payment-attempt.ts';

command('capturePayment', {
  legacy: 'CapturePayment',
  description:
    'Charge the amount owed on an invoice to a stored pay method. A declined card is a normal result, not an error: see `attempt.status`.',
  permission: 'billing:pay',
  input: (t) => ({
    invoiceId: t.globalID({
      for: Invoice,
      required: true,
      description: 'ID of the invoice to charge.',
    }),
    payMethodId: t.globalID({
      for: PayMethod,
      description:
        'ID of the stored pay method to charge. Default: the usual pay method of the invoice or the client.',
    }),
  }),
  errors: [
    'INVOICE_NOT_FOUND',
    'INVOICE_NOT_UNPAID',
    'PAY_METHOD_NOT_FOUND',
    'PAY_METHOD_MISSING',
    'PAYMENT_IN_PROGRESS',
    'PROVIDER_REJECTED',
    'PROVIDER_UNREACHABLE',
    'OUTCOME_UNKNOWN',
  ],
  run: async (work, { invoiceId, payMethodId }) => {
    const invoice = await invoiceFor(work, keyOf(invoiceId));
    const named = payMethodId ? await payMethodOf(work, payMethodId, invoice.clientId) : undefined;
    return { attemptId: await beginCapture(work, invoice, named?.id) };
  },
  payload: (t) => ({
    attempt: t.prismaField({
      type: PaymentAttempt,
      description: 'The payment attempt with its outcome.',
      resolve: (query, { attemptId }, _args, { db }) =>
        db.paymentAttempt.findUniqueOrThrow({ ...query, where: { id: attemptId } }),
    }),
  }),
});
