import { keyOf } from '#core/ids.ts';
import type { Prisma } from '#generated/prisma/client.ts';
import { Client } from '#modules/clients/client.ts';
import { builder } from '#schema/builder.ts';
import { legacyExtensions } from '#schema/legacy.ts';
import { listDescriptions, place, skipping } from '#schema/list.ts';
import { Money } from '#schema/money.ts';
import { Invoice } from '#modules/billing/invoices/invoice.ts';
import { visibleTransactions } from '#modules/billing/visible.ts';

export const TransactionKind = builder.enumType('TransactionKind', {
  description: 'What a transaction is.',
  values: {
    PAYMENT: { description: 'Money that came in.' },
    REFUND: { description: 'Money that was given back.' },
    CHARGEBACK: { description: 'Money that the client’s bank took back.' },
    ADJUSTMENT: { description: 'A correction.' },
  } as const,
});

export const RefundType = builder.enumType('RefundType', {
  description: 'Where the money of a refund goes.',
  values: {
    MANUAL: { description: 'Given back outside, manually; it is recorded only.' },
    CREDIT: { description: 'To the client’s credit.' },
    GATEWAY: { description: 'Back through the payment gateway it came by.' },
  } as const,
});

/** Money that came or went. */
export const Transaction = builder.prismaNode('Transaction', {
  read: 'billing:read',
  description: 'Money that came or went.',
  id: { field: 'id' },
  select: {},
  fields: (t) => {
    const money = (column: 'amountIn' | 'amountOut' | 'fees' | 'overpaid', description: string) =>
      t.field({
        type: Money,
        description,
        select: { [column]: true, currencyCode: true } as Record<
          typeof column | 'currencyCode',
          true
        >,
        resolve: (row) => ({ amount: row[column], currency: row.currencyCode }),
      });
    return {
      databaseId: t.exposeInt('id', { description: 'The number old programs know it by.' }),
      kind: t.expose('kind', { type: TransactionKind, description: 'What it is.' }),
      client: t.relation('client', { nullable: true, description: 'Whose money it is.' }),
      invoice: t.relation('invoice', { nullable: true, description: 'What it is for.' }),
      gateway: t.relation('gateway', { nullable: true, description: 'How it came or went.' }),
      gatewayName: t.exposeString('gatewayModule', {
        description: 'System name of the gateway then; empty for none.',
      }),
      currency: t.relation('currency', { description: 'What it is in.' }),
      happenedAt: t.expose('happenedAt', { type: 'DateTime', description: 'When it happened.' }),
      description: t.exposeString('description', { description: 'What it was, in words.' }),
      amountIn: money('amountIn', 'What came in.'),
      amountOut: money('amountOut', 'What went out.'),
      fees: money('fees', 'What the gateway kept.'),
      overpaid: money('overpaid', 'The part that the invoice did not need, now credit.'),
      rate: t.expose('rate', {
        type: 'Decimal',
        description: 'Units of its currency for one of the base currency, then.',
      }),
      transactionRef: t.exposeString('transactionRef', {
        nullable: true,
        description: 'The gateway’s id of it.',
      }),
      refundType: t.expose('refundType', {
        type: RefundType,
        nullable: true,
        description: 'Of a refund: where the money went.',
      }),
      refundOf: t.relation('refundOf', {
        nullable: true,
        description: 'Of a refund: the payment it gives back.',
      }),
      isVoided: t.exposeBoolean('isVoided', { description: 'Taken back by a correcting entry.' }),
    };
  },
});

const TransactionFilter = builder.inputType('TransactionFilter', {
  description: 'Narrows transactions down; what is given must all hold.',
  fields: (t) => ({
    invoiceId: t.globalID({ for: Invoice, description: 'For this invoice.' }),
    clientId: t.globalID({ for: Client, description: 'Of this client.' }),
    transactionRef: t.string({ description: 'With this id of the gateway.' }),
    isVoided: t.boolean({ defaultValue: false, description: 'Those taken back, or the others.' }),
  }),
});

builder.queryField('transactions', (t) =>
  t.prismaConnection({
    type: Transaction,
    cursor: place,
    description: 'The transactions the actor may see, in the order of recording.',
    authScopes: { permission: 'billing:read' },
    extensions: legacyExtensions('GetTransactions', 'billing:read'),
    args: {
      filter: t.arg({ type: TransactionFilter, description: 'Which ones.' }),
      offset: t.arg.int({ description: listDescriptions.offset }),
    },
    totalCount: (_root, { filter }, { db, actor }) =>
      db.transaction.count({ where: transactionsWhere(filter, visibleTransactions(actor)) }),
    resolve: (query, _root, { filter, offset }, { db, actor }) =>
      db.transaction.findMany({
        ...skipping(query, offset),
        where: transactionsWhere(filter, visibleTransactions(actor)),
        orderBy: [{ id: 'asc' }],
      }),
  }),
);

builder.prismaObjectField('Invoice', 'transactions', (t) =>
  t.relation('transactions', {
    description: 'What was paid and given back.',
    query: (_args, { actor }) => ({
      where: { AND: [visibleTransactions(actor), { isVoided: false }] },
      orderBy: [{ id: 'asc' }],
    }),
  }),
);

builder.prismaObjectField('Client', 'transactions', (t) =>
  t.relatedConnection('transactions', {
    cursor: place,
    description: 'Its money that came and went, newest first.',
    totalCount: true,
    query: { where: { isVoided: false }, orderBy: [{ id: 'desc' }] },
  }),
);

type Filter = typeof TransactionFilter.$inferInput;

function transactionsWhere(
  filter: Filter | null | undefined,
  visible: Prisma.TransactionWhereInput,
): Prisma.TransactionWhereInput {
  const { invoiceId, clientId, transactionRef, isVoided } = filter ?? {};
  return {
    AND: [
      visible,
      {
        isVoided: isVoided ?? false,
        ...(invoiceId && { invoiceId: keyOf(invoiceId) }),
        ...(clientId && { clientId: keyOf(clientId) }),
        ...(transactionRef && { transactionRef }),
      },
    ],
  };
}
