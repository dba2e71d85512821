import { z } from 'zod';
import { keyOf } from '#core/ids.ts';
import { command } from '#schema/command.ts';
import { GatewayBy, gatewayNamed } from './gateway-named.ts';
import { Invoice } from '#modules/billing/invoices/invoice.ts';
import { invoiceFor } from '#modules/billing/invoices/lock.ts';
import { PaymentAttempt } from '#modules/billing/payments/payment-attempt.ts';
import { completeTask } from '#modules/billing/payments/start-payment.ts';

command('callPaymentGateway', {
  legacy: 'CallPaymentGateway',
  description:
    "Complete a payment after the client returns from a gateway. Of the data the browser brings back, only the payment's ID is used; the outcome is read from the gateway itself.",
  permission: 'billing:pay',
  input: (t) => ({
    invoiceId: t.globalID({
      for: Invoice,
      required: true,
      description: 'ID of the invoice being paid.',
    }),
    gateway: t.field({
      type: GatewayBy,
      required: true,
      description: 'Gateway from which the client returns.',
    }),
    reference: t.string({
      required: true,
      description: "The gateway's ID of the payment, as brought back by the browser.",
      validate: z.string().trim().min(1, 'is required').max(255),
    }),
  }),
  errors: [
    'INVOICE_NOT_FOUND',
    'GATEWAY_NOT_FOUND',
    'PAYMENT_MISMATCH',
    'PROVIDER_REJECTED',
    'PROVIDER_UNREACHABLE',
    'OUTCOME_UNKNOWN',
  ],
  run: async (work, { invoiceId, gateway, reference }) => {
    const invoice = await invoiceFor(work, keyOf(invoiceId));
    const { id: gatewayId } = await gatewayNamed(work, gateway);
    const attempt = await work.tx.paymentAttempt.findFirst({
      where: {
        invoiceId: invoice.id,
        gatewayId,
        // Once captured it is known by the capture's name, and its transaction by that too.
        OR: [
          { gatewayRef: reference },
          { task: { outcome: { path: ['reference'], equals: reference } } },
        ],
      },
      orderBy: { id: 'desc' },
      select: { id: true, status: true },
    });
    if (!attempt) return work.fail('PAYMENT_MISMATCH', undefined, { field: 'reference' });
    const open = attempt.status === 'REQUIRES_ACTION' || attempt.status === 'PENDING';
    if (open)
      await work.begin(completeTask, {
        subject: { type: 'Invoice', id: invoice.id },
        clientId: invoice.clientId,
        input: { attemptId: attempt.id },
      });
    return { attemptId: attempt.id };
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
