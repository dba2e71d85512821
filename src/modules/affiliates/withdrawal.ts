import { builder } from '#schema/builder.ts';
import { listDescriptions, place, skipping } from '#schema/list.ts';
import { Money } from '#schema/money.ts';
import { RequestStatus } from './application.ts';
import { visibleWithdrawals } from './visible.ts';

export const PayoutMethod = builder.enumType('AffiliatePayoutMethod', {
  description: 'How an affiliate is paid out.',
  values: {
    CREDIT: { value: 'credit', description: 'As credit of its account.' },
    BANK: { value: 'bank', description: 'By a payment that staff make manually.' },
  } as const,
});

/** Money an affiliate asked for or got. */
export const AffiliateWithdrawal = builder.prismaNode('AffiliateWithdrawal', {
  read: 'affiliates:read',
  description: 'Money an affiliate asked for, or got.',
  id: { field: 'id' },
  select: {},
  fields: (t) => ({
    databaseId: t.exposeInt('id', { description: 'Its number.' }),
    affiliate: t.relation('affiliate', { description: 'Who asked.' }),
    status: t.expose('status', { type: RequestStatus, description: 'How far it is.' }),
    amount: t.field({
      type: Money,
      description: 'How much.',
      select: { amount: true, currencyCode: true },
      resolve: ({ amount, currencyCode }) => ({ amount, currency: currencyCode }),
    }),
    method: t.field({
      type: PayoutMethod,
      description: 'How it is paid out.',
      select: { method: true },
      resolve: ({ method }) => (method === 'credit' ? 'credit' : 'bank'),
    }),
    note: t.exposeString('note', {
      description: 'The reference of the payment, or why it was turned down.',
    }),
    settledAt: t.expose('settledAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When it was paid out or turned down.',
    }),
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'When it was asked for.' }),
  }),
});

builder.prismaObjectField('Affiliate', 'withdrawals', (t) =>
  t.relatedConnection('withdrawals', {
    type: AffiliateWithdrawal,
    cursor: place,
    description: 'What it asked for and got, the latest first.',
    totalCount: true,
    query: { orderBy: [{ id: 'desc' }] },
  }),
);

builder.queryField('affiliateWithdrawals', (t) =>
  t.prismaConnection({
    type: AffiliateWithdrawal,
    cursor: place,
    description: 'The withdrawals the actor may see, the latest first.',
    authScopes: { permission: 'affiliates:read' },
    args: {
      status: t.arg({ type: RequestStatus, description: 'Only those that are so far.' }),
      offset: t.arg.int({ description: listDescriptions.offset }),
    },
    totalCount: (_root, { status }, { db, actor }) =>
      db.affiliateWithdrawal.count({
        where: { AND: [visibleWithdrawals(actor), status ? { status } : {}] },
      }),
    resolve: (query, _root, { status, offset }, { db, actor }) =>
      db.affiliateWithdrawal.findMany({
        ...skipping(query, offset),
        where: { AND: [visibleWithdrawals(actor), status ? { status } : {}] },
        orderBy: [{ id: 'desc' }],
      }),
  }),
);
