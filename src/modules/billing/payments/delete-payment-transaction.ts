import { keyOf } from '#core/ids.ts';
import { command } from '#schema/command.ts';
import { transactionFor } from '#modules/billing/invoices/lock.ts';
import { rowField } from '#schema/payload-rows.ts';
import { Client } from '#modules/clients/client.ts';
import { Invoice } from '#modules/billing/invoices/invoice.ts';
import { ensureMayRecord } from './record-payment.ts';
import { takeBack } from './take-back.ts';
import { Transaction } from './transaction.ts';

command('deletePaymentTransaction', {
  legacy: 'DeletePaymentTransaction',
  description:
    'Remove a transaction from the books by a correcting entry. The amount paid is owed again; the gateway is not informed. Staff only.',
  permission: 'billing:write',
  input: (t) => ({
    transactionId: t.globalID({
      for: Transaction,
      required: true,
      description: 'ID of the transaction to reverse.',
    }),
  }),
  errors: [
    'FORBIDDEN',
    'TRANSACTION_NOT_FOUND',
    'TRANSACTION_VOIDED',
    'TRANSACTION_HAS_REFUNDS',
    'INVOICE_CANCELLED',
    'CREDIT_INSUFFICIENT',
  ],
  run: async (work, { transactionId }) => {
    const transaction = await transactionFor(work, keyOf(transactionId));
    ensureMayRecord(work, 'transactionId');
    await takeBack(work, transaction);
    const { id, invoiceId, clientId } = transaction;
    return { transactionId: id, invoiceId, clientId };
  },
  deletes: { type: 'Transaction', key: 'transactionId' },
  payload: (t) => ({
    invoice: rowField(t, Invoice, 'invoiceId', 'The invoice, with what is owed again.'),
    client: rowField(t, Client, 'clientId', 'The client, with the credit that remains.'),
    transaction: t.prismaField({
      type: Transaction,
      description: 'The transaction, marked as reversed.',
      resolve: (query, { transactionId }, _args, { db }) =>
        db.transaction.findUniqueOrThrow({ ...query, where: { id: transactionId } }),
    }),
  }),
});
