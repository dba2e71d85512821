import { keyOf } from '#core/ids.ts';
import { command } from '#schema/command.ts';
import { transactionFor } from '#modules/billing/invoices/lock.ts';
import { takeBack } from './take-back.ts';
import { Transaction } from './transaction.ts';

command('deletePaymentTransaction', {
  legacy: 'DeletePaymentTransaction',
  description:
    'Remove a transaction from the books by a correcting entry. The amount paid is owed again; the gateway is not informed.',
  permission: 'billing:write',
  input: (t) => ({
    transactionId: t.globalID({
      for: Transaction,
      required: true,
      description: 'ID of the transaction to reverse.',
    }),
  }),
  errors: [
    'TRANSACTION_NOT_FOUND',
    'TRANSACTION_VOIDED',
    'TRANSACTION_HAS_REFUNDS',
    'INVOICE_CANCELLED',
    'CREDIT_INSUFFICIENT',
  ],
  run: async (work, { transactionId }) => {
    const transaction = await transactionFor(work, keyOf(transactionId));
    await takeBack(work, transaction);
    return { transactionId: transaction.id };
  },
  payload: (t) => ({
    transaction: t.prismaField({
      type: Transaction,
      description: 'The transaction, marked as reversed.',
      resolve: (query, { transactionId }, _args, { db }) =>
        db.transaction.findUniqueOrThrow({ ...query, where: { id: transactionId } }),
    }),
  }),
});
