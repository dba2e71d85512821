import { z } from 'zod';
import { exact } from '#core/money.ts';
import { invoiceFor } from '#modules/billing/invoices/lock.ts';
import { spendCredit } from '#modules/billing/ledger/spend-credit.ts';
import { command } from '#schema/command.ts';
import { Invoice } from '#modules/billing/invoices/invoice.ts';
import { keyOf } from '#core/ids.ts';
import { CustomerTransaction } from './customer-transaction.ts';
import { executePaid } from './execute-paid.ts';
import { Execution, type Executed } from './execution.ts';

const atMost = z.array(z.unknown()).max(100);

command('payCustomerTransactions', {
  description:
    'Settle invoices and debit notes of customers from their funds, and carry out what waited for them. Settles all of them, or none when the funds of any customer do not suffice.',
  permission: 'billing:write',
  input: (t) => ({
    invoiceIds: t.globalIDList({
      for: Invoice,
      description: 'IDs of the invoices to settle.',
      validate: atMost,
    }),
    debitNoteIds: t.globalIDList({
      for: Invoice,
      description: 'IDs of the debit notes to settle.',
      validate: atMost,
    }),
  }),
  errors: ['INVOICE_NOT_FOUND', 'INVOICE_NOT_UNPAID', 'CREDIT_INSUFFICIENT'],
  reportsOutcomes: true,
  run: async (work, { invoiceIds, debitNoteIds }) => {
    const debits = new Set((debitNoteIds ?? []).map(keyOf));
    const invoices = (invoiceIds ?? []).map(keyOf);
    // In one order for everybody, so that two such payments never wait for each other.
    const ids = [...new Set([...invoices, ...debits])].toSorted((a, b) => a - b);
    if (!ids.length) work.fail('BAD_INPUT', 'invoice-ids or debit-ids: at least one is needed.');
    const executed: Executed[] = [];
    for (const id of ids) {
      const invoice = await invoiceFor(work, id);
      if ((invoice.kind === 'DEBIT_NOTE') !== debits.has(id)) work.fail('INVOICE_NOT_FOUND');
      await spendCredit(work, invoice, exact(invoice.balance), true);
      executed.push(await executePaid(work, id));
    }
    return { ids, executed };
  },
  payload: (t) => ({
    transactions: t.prismaField({
      type: [CustomerTransaction],
      description: 'The settled transactions.',
      resolve: (query, { ids }, _args, { db }) =>
        db.invoice.findMany({ ...query, where: { id: { in: ids } }, orderBy: [{ id: 'asc' }] }),
    }),
    executions: t.field({
      type: [Execution],
      description: 'Progress of what waited for each of them.',
      resolve: ({ executed }) => executed,
    }),
  }),
});
