import { Client } from '#modules/clients/client.ts';
import { concernedField } from '#schema/payload-rows.ts';
import { z } from 'zod';
import { keyOf } from '#core/ids.ts';
import { exact } from '#core/money.ts';
import { command } from '#schema/command.ts';
import { gatewayKey } from '#modules/billing/gateways/foreign.ts';
import { Gateway } from '#modules/billing/gateways/gateway.ts';
import { Invoice } from '#modules/billing/invoices/invoice.ts';
import { invoicePayload } from '#modules/billing/invoices/invoice-payload.ts';
import { isOpen } from '#modules/billing/invoices/invoice-status.ts';
import { invoiceFor, ensure, type LockedInvoice } from '#modules/billing/invoices/lock.ts';
import { publish } from '#modules/billing/invoices/make-invoice.ts';
import type { Work } from '#schema/work.ts';
import { ensureMayRecord, recordPayment } from './record-payment.ts';
import { Transaction } from './transaction.ts';

/** The invoice that is paid; a draft is published, for whoever pays it has seen it. */
async function issuedInvoice(work: Work, id: number): Promise<LockedInvoice> {
  const invoice = await invoiceFor(work, id);
  if (invoice.status !== 'DRAFT') return invoice;
  await publish(work, id, false);
  return invoiceFor(work, id);
}

command('addInvoicePayment', {
  legacy: 'AddInvoicePayment',
  description:
    "Record a payment received for an invoice; staff only. Any excess over the amount owed is added to the client's credit. A draft is published first.",
  permission: 'billing:write',
  input: (t) => ({
    invoiceId: t.globalID({
      for: Invoice,
      required: true,
      description: 'ID of the invoice the payment is for.',
    }),
    transactionRef: t.string({
      description:
        'The gateway’s id of the payment. It is recorded once, whatever gateway is named; a second time is refused.',
      validate: z.string().trim().max(255),
    }),
    gatewayId: t.globalID({
      for: Gateway,
      description:
        'ID of the gateway through which the payment came. Default: the gateway of the invoice.',
    }),
    happenedAt: t.field({
      type: 'DateTime',
      description: 'Time the payment was received. Default: now.',
    }),
    amount: t.field({
      type: 'Decimal',
      description: 'Amount received. Default: all that is owed on the invoice.',
    }),
    fees: t.field({ type: 'Decimal', description: 'Fees the gateway deducted from the amount.' }),
    sendEmail: t.boolean({
      defaultValue: true,
      description: 'Whether to send the client an email about the payment. Default: true.',
    }),
  }),
  errors: [
    'INVOICE_NOT_FOUND',
    'FORBIDDEN',
    'INVOICE_CANCELLED',
    'INVOICE_NOT_UNPAID',
    'GATEWAY_NOT_FOUND',
    'TRANSACTION_DUPLICATE',
    'AMOUNT_NOT_POSITIVE',
    'FEES_EXCEED_AMOUNT',
    'AMOUNT_TOO_LARGE',
  ],
  run: async (work, input) => {
    const invoice = await issuedInvoice(work, keyOf(input.invoiceId));
    ensureMayRecord(work, 'amount');
    ensure(invoice.status !== 'CANCELLED', 'INVOICE_CANCELLED');
    ensure(isOpen(invoice.status) || invoice.status === 'PAID', 'INVOICE_NOT_UNPAID');
    const { fees } = input;
    const amount = exact(input.amount ?? invoice.balance);
    const isMore = fees?.isNegative() || (fees?.greaterThan(amount) && amount.greaterThan(0));
    ensure(!isMore, 'FEES_EXCEED_AMOUNT', 'fees');
    const transactionId = await recordPayment(work, invoice, {
      amount,
      fees: fees ?? undefined,
      gatewayId: input.gatewayId ? await gatewayKey(work, input.gatewayId) : invoice.gatewayId,
      transactionRef: input.transactionRef || null,
      happenedAt: input.happenedAt ?? undefined,
      sendEmail: input.sendEmail ?? true,
    });
    return { invoiceId: invoice.id, transactionId };
  },
  payload: (t) => ({
    transaction: t.prismaField({
      type: Transaction,
      description: 'The payment as a recorded transaction.',
      resolve: (query, { transactionId }, _args, { db }) =>
        db.transaction.findUniqueOrThrow({ ...query, where: { id: transactionId } }),
    }),
    ...invoicePayload(t),
    client: concernedField(
      t,
      Client,
      'The client whose invoice it is, with the credit that remains.',
    ),
  }),
});
