import { builder } from '#schema/builder.ts';
import { Money } from '#schema/money.ts';
import { visibleTransactions } from '#modules/billing/visible.ts';

export const TransactionKind = builder.enumType('TransactionKind', {
  description: 'Kind of a transaction.',
  values: {
    PAYMENT: { description: 'Money that came in.' },
    REFUND: { description: 'Money that was given back.' },
    CHARGEBACK: { description: "Money the client's bank took back." },
    ADJUSTMENT: { description: 'A correction by staff.' },
  } as const,
});

export const RefundType = builder.enumType('RefundType', {
  description: 'Destination of the money of a refund.',
  values: {
    MANUAL: {
      description: 'Given back outside the gateway. The refund is only recorded; for staff.',
    },
    CREDIT: { description: "Added to the client's credit." },
    GATEWAY: { description: 'Sent back through the payment gateway the payment came by.' },
  } as const,
});

/** Money that came or went. */
export const Transaction = builder.prismaNode('Transaction', {
  read: 'billing:read',
  visible: visibleTransactions,
  description: 'Money that came in or went out, as recorded in the ledger.',
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
      databaseId: t.exposeInt('id', {
        description: 'Numeric ID of the transaction, used by the legacy APIs.',
      }),
      kind: t.expose('kind', { type: TransactionKind, description: 'Kind of the transaction.' }),
      client: t.relation('client', { nullable: true, description: 'Client whose money moved.' }),
      invoice: t.relation('invoice', {
        nullable: true,
        description: 'Invoice the money belongs to. Null for money without an invoice.',
      }),
      gateway: t.relation('gateway', {
        nullable: true,
        description:
          'Payment gateway of the transaction. Null if none was involved or the gateway was removed.',
      }),
      gatewayName: t.exposeString('gatewayModule', {
        description: 'System name of the gateway when the money moved. Empty for none.',
      }),
      currency: t.relation('currency', { description: 'Currency of the transaction.' }),
      happenedAt: t.expose('happenedAt', {
        type: 'DateTime',
        description: 'Time at which the money moved.',
      }),
      description: t.exposeString('description', {
        description: 'Description of the transaction.',
      }),
      amountIn: money('amountIn', 'What came in.'),
      amountOut: money('amountOut', 'What went out.'),
      fees: money('fees', 'What the gateway kept.'),
      overpaid: money('overpaid', 'The part that the invoice did not need, now credit.'),
      rate: t.expose('rate', {
        type: 'Decimal',
        description:
          "Units of the transaction's currency for one unit of the base currency, at the time of the transaction.",
      }),
      transactionRef: t.exposeString('transactionRef', {
        nullable: true,
        description: "The gateway's ID of the transaction.",
      }),
      refundType: t.expose('refundType', {
        type: RefundType,
        nullable: true,
        description: 'For a refund, where the money went. Null otherwise.',
      }),
      refundOf: t.relation('refundOf', {
        nullable: true,
        description: 'For a refund, the payment it gives back. Null otherwise.',
      }),
      voidedAt: t.expose('voidedAt', {
        type: 'DateTime',
        nullable: true,
        description: 'Time at which it was reversed. Null while it stands.',
      }),
      payMethod: t.relation('payMethod', {
        nullable: true,
        description: 'Stored pay method that was charged. Null for none.',
      }),
      isVoided: t.exposeBoolean('isVoided', {
        description: 'Whether the transaction was reversed by a correcting entry.',
      }),
    };
  },
});
