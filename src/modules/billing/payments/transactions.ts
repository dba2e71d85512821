import { keyOf } from '#core/ids.ts';
import { visibleTransactions } from '#modules/billing/visible.ts';
import { builder } from '#schema/builder.ts';
import { amounts, anyOf, whether, rows, withText, timeSpans } from '#schema/lists/conditions.ts';
import { declareList } from '#schema/lists/list.ts';
import { idIn, includes } from '#schema/text-filter.ts';
import { Transaction, TransactionKind } from './transaction.ts';

/** Lists of transactions. */
export const transactionList = declareList({
  type: Transaction,
  noun: 'Transaction',
  model: 'Transaction',
  visible: visibleTransactions,
  filter: {
    client: rows('Client', 'clientId', 'Money of these clients.'),
    invoice: rows('Invoice', 'invoiceId', 'Money of these invoices.'),
    gateway: rows('Gateway', 'gatewayId', 'Money that moved through these gateways.'),
    kind: anyOf(TransactionKind, 'kind', 'Kinds of transactions.'),
    happenedAt: timeSpans('happenedAt', 'Time at which the money moved.'),
    amountIn: amounts('amountIn', 'What came in.'),
    amountOut: amounts('amountOut', 'What went out.'),
    transactionRef: withText(
      (transactionRef) => ({ transactionRef }),
      "The gateway's ID of the transaction.",
    ),
    reference: withText(
      (reference) => ({ OR: [{ id: idIn(reference) }, { transactionRef: reference }] }),
      "The `databaseId` of the transaction or the gateway's ID of it, whichever is found.",
    ),
    isVoided: whether('isVoided', 'Whether they were reversed. Default: false.'),
  },
  defaults: { isVoided: { isVoided: false } },
  order: {
    ID: ['id', 'By the order of recording.'],
    HAPPENED_AT: ['happenedAt', 'By the time at which the money moved.'],
    AMOUNT_IN: ['amountIn', 'By what came in.'],
    AMOUNT_OUT: ['amountOut', 'By what went out.'],
    CLIENT: ['clientId', 'By the client.'],
  },
  search: (word) => ({
    OR: [{ transactionRef: includes(word) }, { description: includes(word) }],
  }),
  totals: {
    amountIn: ['amountIn', 'Sum of what came in.'],
    amountOut: ['amountOut', 'Sum of what went out.'],
    fees: ['fees', 'Sum of what the gateways kept.'],
  },
});

builder.queryField('transaction', (t) =>
  t.prismaField({
    type: Transaction,
    nullable: true,
    description: 'Look up a transaction; null if there is none that the actor may see.',
    authScopes: { permission: 'billing:read' },
    args: {
      id: t.arg.globalID({
        for: Transaction,
        required: true,
        description: 'ID of the transaction to look up.',
      }),
    },
    resolve: (query, _root, { id }, { db, actor }) =>
      db.transaction.findFirst({
        ...query,
        where: { AND: [{ id: keyOf(id) }, visibleTransactions(actor)] },
      }),
  }),
);

transactionList.root('transactions', {
  description: 'Transactions the actor may see, in the order in which they were recorded.',
  permission: 'billing:read',
  legacy: 'GetTransactions',
});

transactionList.under('Invoice', 'transactions', 'transactions', {
  description: 'Payments and refunds of the invoice, in the order of recording.',
  column: 'invoiceId',
});

transactionList.under('Client', 'transactions', 'transactions', {
  description: 'Payments and refunds of the client; newest first where no order is asked for.',
  usual: [{ id: 'desc' }],
  column: 'clientId',
});
