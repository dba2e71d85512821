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
    'Finish a payment after the client came back from a gateway. Nothing of what the browser brought is believed but the payment’s name: the gateway itself is asked.',
  permission: 'billing:pay',
  input: (t) => ({
    invoiceId: t.globalID({ for: Invoice, required: true, description: 'What is paid.' }),
    gateway: t.field({ type: GatewayBy, required: true, description: 'The gateway.' }),
    reference: t.string({
      required: true,
      description: 'The gateway’s id of the payment, as the browser brought it back.',
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
      description: 'The attempt and what became of it.',
      resolve: (query, { attemptId }, _args, { db }) =>
        db.paymentAttempt.findUniqueOrThrow({ ...query, where: { id: attemptId } }),
    }),
  }),
});
