import { builder } from '#schema/builder.ts';
import { listDescriptions, place, skipping } from '#schema/list.ts';
import { Money } from '#schema/money.ts';
import { RequestStatus } from './application.ts';
import { visibleWithdrawals } from './visible.ts';

export const PayoutMethod = builder.enumType('AffiliatePayoutMethod', {
  description: 'Method by which an affiliate is paid out.',
  values: {
    CREDIT: { value: 'credit', description: "Credit on the affiliate's client account." },
    BANK: { value: 'bank', description: 'Payment made manually by staff.' },
  } as const,
});

/** Money an affiliate asked for or got. */
export const AffiliateWithdrawal = builder.prismaNode('AffiliateWithdrawal', {
  read: 'affiliates:read',
  description: 'A withdrawal an affiliate requested, paid out or not.',
  id: { field: 'id' },
  select: {},
  fields: (t) => ({
    databaseId: t.exposeInt('id', { description: 'Numeric ID of the withdrawal.' }),
    affiliate: t.relation('affiliate', { description: 'Affiliate who requested the withdrawal.' }),
    status: t.expose('status', { type: RequestStatus, description: 'Status of the withdrawal.' }),
    amount: t.field({
      type: Money,
      description: 'Amount of the withdrawal.',
      select: { amount: true, currencyCode: true },
      resolve: ({ amount, currencyCode }) => ({ amount, currency: currencyCode }),
    }),
    method: t.field({
      type: PayoutMethod,
      description: 'Payout method of the withdrawal.',
      select: { method: true },
      resolve: ({ method }) => (method === 'credit' ? 'credit' : 'bank'),
    }),
    note: t.exposeString('note', {
      description: 'Reference of the payment, or reason for the rejection.',
    }),
    settledAt: t.expose('settledAt', {
      type: 'DateTime',
      nullable: true,
      description: 'Time the withdrawal was paid out or rejected.',
    }),
    createdAt: t.expose('createdAt', {
      type: 'DateTime',
      description: 'Time the withdrawal was requested.',
    }),
  }),
});

builder.prismaObjectField('Affiliate', 'withdrawals', (t) =>
  t.relatedConnection('withdrawals', {
    type: AffiliateWithdrawal,
    cursor: place,
    description: 'Withdrawals of the affiliate, the latest first.',
    totalCount: true,
    query: { orderBy: [{ id: 'desc' }] },
  }),
);

builder.queryField('affiliateWithdrawals', (t) =>
  t.prismaConnection({
    type: AffiliateWithdrawal,
    cursor: place,
    description: 'Withdrawals the actor may see, the latest first.',
    authScopes: { permission: 'affiliates:read' },
    args: {
      status: t.arg({ type: RequestStatus, description: 'Only withdrawals in this status.' }),
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
