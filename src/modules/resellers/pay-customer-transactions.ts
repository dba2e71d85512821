import { z } from 'zod';
import { exact } from '#core/money.ts';
import { invoiceFor } from '#modules/billing/invoices/lock.ts';
import { spendCredit } from '#modules/billing/ledger/spend-credit.ts';
import { command } from '#schema/command.ts';
import { CustomerTransaction } from './customer-transaction.ts';

const numbers = z.array(z.int().positive()).max(100);

command('payCustomerTransactions', {
  description:
    'Settle invoices and debit notes of customers from their funds. Settles all of them, or none when the funds of any customer do not suffice.',
  permission: 'billing:write',
  input: (t) => ({
    invoiceDatabaseIds: t.intList({
      defaultValue: [],
      description: 'Numeric IDs of the invoices to settle.',
      validate: numbers,
    }),
    debitNoteDatabaseIds: t.intList({
      defaultValue: [],
      description: 'Numeric IDs of the debit notes to settle.',
      validate: numbers,
    }),
  }),
  errors: ['INVOICE_NOT_FOUND', 'INVOICE_NOT_UNPAID', 'CREDIT_INSUFFICIENT'],
  run: async (work, { invoiceDatabaseIds, debitNoteDatabaseIds }) => {
    const debits = new Set(debitNoteDatabaseIds ?? []);
    // In one order for everybody, so that two such payments never wait for each other.
    const ids = [...new Set([...(invoiceDatabaseIds ?? []), ...debits])].toSorted((a, b) => a - b);
    if (!ids.length) work.fail('BAD_INPUT', 'invoice-ids or debit-ids: at least one is needed.');
    for (const id of ids) {
      const invoice = await invoiceFor(work, id);
      if ((invoice.kind === 'DEBIT_NOTE') !== debits.has(id)) work.fail('INVOICE_NOT_FOUND');
      await spendCredit(work, invoice, exact(invoice.balance), true);
    }
    return { ids };
  },
  payload: (t) => ({
    transactions: t.prismaField({
      type: [CustomerTransaction],
      description: 'The settled transactions.',
      resolve: (query, { ids }, _args, { db }) =>
        db.invoice.findMany({ ...query, where: { id: { in: ids } }, orderBy: [{ id: 'asc' }] }),
    }),
  }),
});
