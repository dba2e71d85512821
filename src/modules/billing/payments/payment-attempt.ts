import { builder } from '#schema/builder.ts';
import { Money } from '#schema/money.ts';
import { visibleAttempts } from '#modules/billing/visible.ts';

export const PaymentAttemptStatus = builder.enumType('PaymentAttemptStatus', {
  description: 'How far an attempt to take money is.',
  values: {
    PENDING: { description: 'Under way; the outcome is not known yet.' },
    REQUIRES_ACTION: { description: 'The client must confirm it at the gateway.' },
    AUTHORIZED: { description: 'Promised, not taken yet.' },
    SUCCEEDED: { description: 'The money was taken and is in the books.' },
    DECLINED: { description: 'The gateway or the bank said no.' },
    CANCELLED: { description: 'Given up.' },
    UNKNOWN: { description: 'Somebody must ask the gateway what became of it.' },
  } as const,
});

/** One try to take the money of an invoice. */
export const PaymentAttempt = builder.prismaNode('PaymentAttempt', {
  read: 'billing:read',
  description: 'One try to take the money of an invoice.',
  id: { field: 'id' },
  select: {},
  fields: (t) => ({
    databaseId: t.exposeInt('id', { description: 'Its number.' }),
    status: t.expose('status', { type: PaymentAttemptStatus, description: 'How far it is.' }),
    invoice: t.relation('invoice', { description: 'What it is for.' }),
    gateway: t.relation('gateway', { nullable: true, description: 'Who takes the money.' }),
    payMethod: t.relation('payMethod', { nullable: true, description: 'What is charged.' }),
    transaction: t.relation('transaction', {
      nullable: true,
      description: 'The money, once it was taken.',
    }),
    amount: t.field({
      type: Money,
      description: 'How much.',
      select: { amount: true, currencyCode: true },
      resolve: ({ amount, currencyCode }) => ({ amount, currency: currencyCode }),
    }),
    gatewayReference: t.exposeString('gatewayRef', {
      nullable: true,
      description: 'The gateway’s id of the payment.',
    }),
    redirectUrl: t.exposeString('redirectUrl', {
      nullable: true,
      description: 'Where the client must go to pay.',
    }),
    message: t.exposeString('message', {
      description: 'The gateway’s words: why it declined, or how to pay by bank transfer.',
    }),
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'When it began.' }),
    settledAt: t.expose('settledAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When its outcome was known.',
    }),
  }),
});

builder.prismaObjectField('Invoice', 'paymentAttempts', (t) =>
  t.relation('paymentAttempts', {
    description: 'The tries to take its money, newest first.',
    query: (_args, { actor }) => ({ where: visibleAttempts(actor), orderBy: [{ id: 'desc' }] }),
  }),
);
