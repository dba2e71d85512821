import { builder } from '#schema/builder.ts';
import { Money } from '#schema/money.ts';
import { visibleAttempts } from '#modules/billing/visible.ts';

export const PaymentAttemptStatus = builder.enumType('PaymentAttemptStatus', {
  description: 'Status of an attempt to take money.',
  values: {
    PENDING: { description: 'Under way. The outcome is not known yet.' },
    REQUIRES_ACTION: { description: 'The client must confirm the payment at the gateway.' },
    AUTHORIZED: { description: 'The money is reserved and not yet taken.' },
    SUCCEEDED: { description: 'The money was taken and is recorded in the ledger.' },
    DECLINED: { description: 'The gateway or the bank declined.' },
    CANCELLED: { description: 'Given up before money was taken.' },
    UNKNOWN: {
      description:
        'The answer was lost. The gateway is asked for the outcome before anything is sent again.',
    },
  } as const,
});

/** One try to take the money of an invoice. */
export const PaymentAttempt = builder.prismaNode('PaymentAttempt', {
  read: 'billing:read',
  visible: visibleAttempts,
  description: 'One attempt to take the money of an invoice through a payment gateway.',
  id: { field: 'id' },
  select: {},
  fields: (t) => ({
    databaseId: t.exposeInt('id', { description: 'Numeric ID of the attempt.' }),
    status: t.expose('status', {
      type: PaymentAttemptStatus,
      description: 'Current status of the attempt.',
    }),
    invoice: t.relation('invoice', { description: 'Invoice the attempt is to pay.' }),
    gateway: t.relation('gateway', {
      nullable: true,
      description: 'Payment gateway that takes the money.',
    }),
    payMethod: t.relation('payMethod', {
      nullable: true,
      description: 'Stored pay method that is charged. Null if the client pays at the gateway.',
    }),
    transaction: t.relation('transaction', {
      nullable: true,
      description: 'Transaction that records the money. Null until it was taken.',
    }),
    amount: t.field({
      type: Money,
      description: 'Amount of the attempt.',
      select: { amount: true, currencyCode: true },
      resolve: ({ amount, currencyCode }) => ({ amount, currency: currencyCode }),
    }),
    charged: t.field({
      type: Money,
      nullable: true,
      description: 'What the gateway takes, in the currency it charges in. Null until it is known.',
      select: { chargeAmount: true, chargeCurrency: true },
      resolve: ({ chargeAmount: amount, chargeCurrency: currency }) =>
        currency ? { amount, currency } : null,
    }),
    gatewayReference: t.exposeString('gatewayRef', {
      nullable: true,
      description: "The gateway's ID of the payment.",
    }),
    redirectUrl: t.exposeString('redirectUrl', {
      nullable: true,
      description: 'Web address to which the client must be sent to pay.',
    }),
    message: t.exposeString('message', {
      description:
        "The gateway's message: the reason of a decline, or instructions for a bank transfer.",
    }),
    createdAt: t.expose('createdAt', {
      type: 'DateTime',
      description: 'Time at which the attempt began.',
    }),
    settledAt: t.expose('settledAt', {
      type: 'DateTime',
      nullable: true,
      description: 'Time at which the outcome was known. Null until then.',
    }),
  }),
});

builder.prismaObjectField('Invoice', 'paymentAttempts', (t) =>
  t.relation('paymentAttempts', {
    description: 'Attempts to take the money of the invoice, newest first.',
    query: (_args, { actor }) => ({ where: visibleAttempts(actor), orderBy: [{ id: 'desc' }] }),
  }),
);
