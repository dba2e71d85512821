import { builder } from '#schema/builder.ts';
import { Money } from '#schema/money.ts';
import { RequestStatus } from './application.ts';
import { visibleWithdrawals } from './visible.ts';
import { amounts, anyOf, rows, timeSpans } from '#schema/lists/conditions.ts';
import { declareList } from '#schema/lists/list.ts';
import { includes } from '#schema/text-filter.ts';

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
  visible: visibleWithdrawals,
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
    settledBy: t.relation('admin', {
      nullable: true,
      authScopes: { staff: true },
      description:
        'Staff member who paid it out or rejected it. Staff only. Null for a credential.',
    }),
    createdAt: t.expose('createdAt', {
      type: 'DateTime',
      description: 'Time the withdrawal was requested.',
    }),
  }),
});

/** Lists of withdrawals. */
const withdrawalList = declareList({
  type: AffiliateWithdrawal,
  noun: 'AffiliateWithdrawal',
  model: 'AffiliateWithdrawal',
  visible: visibleWithdrawals,
  filter: {
    affiliate: rows('Affiliate', 'affiliateId', 'Withdrawals of these affiliates.'),
    status: anyOf(RequestStatus, 'status', 'Withdrawals in these statuses.'),
    amount: amounts('amount', 'Amount of the withdrawal.'),
    createdAt: timeSpans('createdAt', 'Time of the request.'),
    settledAt: timeSpans('settledAt', 'Time at which it was paid out or rejected.'),
  },
  order: {
    ID: ['id', 'By the order of request.'],
    STATUS: ['status', 'By the status.'],
    AMOUNT: ['amount', 'By the amount.'],
    SETTLED_AT: ['settledAt', 'By the time at which it was paid out or rejected.'],
  },
  usual: [{ id: 'desc' }],
  search: (word) => ({ note: includes(word) }),
  totals: { amount: ['amount', 'Sum of the amounts.'] },
});

withdrawalList.root('affiliateWithdrawals', {
  description: 'Withdrawals the actor may see, the latest first.',
  permission: 'affiliates:read',
});

withdrawalList.under('Affiliate', 'withdrawals', 'withdrawals', {
  description: 'Withdrawals of the affiliate, the latest first.',
  column: 'affiliateId',
});
