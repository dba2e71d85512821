import { now } from '#core/clock.ts';
import { exact } from '#core/money.ts';
import type { Db } from '#platform/database/client.ts';
import { builder } from '#schema/builder.ts';
import { legacyExtensions } from '#schema/legacy.ts';
import { Money } from '#schema/money.ts';
import {
  dayRows,
  type DaySums,
  incomeSums,
  type IncomeSums,
  orderRows,
  ticketRows,
  waitingSums,
} from './company-sums.ts';
import { ONLINE_MS } from '#modules/system/admins/staff-online.ts';

type Orders = Awaited<ReturnType<typeof orderRows>>;
type Span = 'today' | 'yesterday' | 'month' | 'year' | 'ever';

const Income = builder.objectRef<IncomeSums & { currency: string }>('CompanyIncome').implement({
  read: 'billing:read',
  description: 'Income of the company, less fees and refunds, in the base currency.',
  fields: (t) => {
    const over = (span: keyof IncomeSums, description: string) =>
      t.field({
        type: Money,
        description,
        resolve: (sums) => ({ amount: exact(sums[span]), currency: sums.currency }),
      });
    return {
      today: over('today', 'Today (UTC).'),
      thisMonth: over('month', 'Since the first of the month.'),
      thisYear: over('year', 'Since the first of January.'),
      ever: over('ever', 'Since the beginning.'),
    };
  },
});

const OrderCounts = builder.objectRef<{ rows: Orders; span: Span }>('OrderCounts').implement({
  read: 'orders:read',
  description: 'Number of orders of a period, by status.',
  fields: (t) => {
    const of = (status: string | null, description: string) =>
      t.int({
        description,
        resolve: ({ rows, span }) =>
          rows
            .filter((row) => status === null || row.status === status)
            .reduce((sum, row) => sum + row[span], 0),
      });
    return {
      pending: of('PENDING', 'Waiting to be looked at.'),
      active: of('ACTIVE', 'Accepted.'),
      cancelled: of('CANCELLED', 'Cancelled.'),
      fraud: of('FRAUD', 'Found to be fraud.'),
      total: of(null, 'All of them.'),
    };
  },
});

const TicketCount = builder
  .objectRef<Awaited<ReturnType<typeof ticketRows>>[number]>('TicketCount')
  .implement({
    read: 'support:read',
    description: 'Number of tickets in a status.',
    fields: (t) => ({
      status: t.exposeString('key', {
        description: 'Status of the tickets, for instance `customerreply`.',
      }),
      isActive: t.exposeBoolean('is_active', {
        description: 'Whether the status counts as active.',
      }),
      isAwaitingReply: t.exposeBoolean('is_awaiting_reply', {
        description: 'Whether the status counts as awaiting a reply of staff.',
      }),
      count: t.exposeInt('count', { description: 'Number of tickets in the status.' }),
      flagged: t.exposeInt('flagged', {
        description: 'Number of these tickets that are assigned to the actor.',
      }),
    }),
  });

const Day = builder.objectRef<DaySums & { currency: string }>('CompanyDay').implement({
  read: 'system:read',
  description: 'Figures of the company for one day.',
  fields: (t) => ({
    on: t.exposeString('day', { description: 'Day in the form YYYY-MM-DD (UTC).' }),
    newOrders: t.exposeInt('newOrders', {
      authScopes: { permission: 'orders:read' },
      description: 'Number of orders placed on the day.',
    }),
    acceptedOrders: t.exposeInt('acceptedOrders', {
      authScopes: { permission: 'orders:read' },
      description: 'Number of orders accepted on the day.',
    }),
    newTickets: t.exposeInt('newTickets', {
      authScopes: { permission: 'support:read' },
      description: 'Number of tickets opened on the day.',
    }),
    income: t.field({
      type: Money,
      authScopes: { permission: 'billing:read' },
      description: 'Money received on the day.',
      resolve: ({ income, currency }) => ({ amount: exact(income), currency }),
    }),
    expenditure: t.field({
      type: Money,
      authScopes: { permission: 'billing:read' },
      description: 'Fees and refunds of the day.',
      resolve: ({ expenditure, currency }) => ({ amount: exact(expenditure), currency }),
    }),
  }),
});

type Waiting = Awaited<ReturnType<typeof waitingSums>>;

const CompanyWaiting = builder.objectRef<Waiting>('CompanyWaiting').implement({
  read: 'system:read',
  description: 'Number of items that wait for action.',
  fields: (t) => ({
    cancellations: t.exposeInt('cancellations', {
      authScopes: { permission: 'services:read' },
      description: 'Number of waiting cancellation requests.',
    }),
    dueTodoItems: t.exposeInt('todo', {
      description: 'Number of open to-do items that have become due.',
    }),
    networkIssues: t.exposeInt('issues', {
      authScopes: { permission: 'support:read' },
      description: 'Number of unresolved network issues.',
    }),
    billableItems: t.exposeInt('billable', {
      authScopes: { permission: 'billing:read' },
      description: 'Number of billable items that are not on an invoice yet.',
    }),
    validQuotes: t.exposeInt('quotes', {
      authScopes: { permission: 'quotes:read' },
      description: 'Number of quotes that clients can still accept.',
    }),
    staffOnline: t.exposeInt('staff', { description: 'Number of staff members online.' }),
  }),
});

interface CompanyFigures {
  currency: { code: string; prefix: string; suffix: string };
  orders: Orders;
}

/** How many days the timeline has. */
const TIMELINE_DAYS = 30;

const CompanyStats = builder.objectRef<CompanyFigures>('CompanyStats').implement({
  read: 'system:read',
  description: 'Key figures of the company, calculated at the time of the request.',
  fields: (t) => {
    const orders = (span: Span, description: string) =>
      t.field({
        type: OrderCounts,
        description,
        resolve: ({ orders: rows }) => ({ rows, span }),
      });
    return {
      currency: t.field({
        type: 'CurrencyCode',
        description: 'Base currency, in which all amounts of the figures are given.',
        resolve: ({ currency }) => currency.code,
      }),
      currencyPrefix: t.string({
        description: 'Text placed before an amount in the base currency.',
        resolve: ({ currency }) => currency.prefix,
      }),
      currencySuffix: t.string({
        description: 'Text placed after an amount in the base currency.',
        resolve: ({ currency }) => currency.suffix,
      }),
      income: t.field({
        type: Income,
        description: 'Income of the company.',
        resolve: async ({ currency }, _args, { db }) => ({
          ...(await incomeSums(db)),
          currency: currency.code,
        }),
      }),
      ordersToday: orders('today', 'Orders placed today (UTC).'),
      ordersYesterday: orders('yesterday', 'Orders placed yesterday.'),
      ordersThisMonth: orders('month', 'Orders placed since the first of the month.'),
      ordersThisYear: orders('year', 'Orders placed since the first of January.'),
      ordersEver: orders('ever', 'Orders placed since the beginning.'),
      tickets: t.field({
        type: [TicketCount],
        description: 'Number of tickets by status.',
        resolve: (_company, _args, { db, actor }) => ticketRows(db, actor.adminId),
      }),
      waiting: t.field({
        type: CompanyWaiting,
        description: 'Number of items that wait for action.',
        resolve: (_company, _args, { db }) =>
          waitingSums(db, new Date(now().getTime() - ONLINE_MS)),
      }),
      timeline: t.field({
        type: [Day],
        description: `The last ${TIMELINE_DAYS} days, the latest last.`,
        resolve: async ({ currency }, _args, { db }) =>
          (await dayRows(db, TIMELINE_DAYS)).map((day) => ({ ...day, currency: currency.code })),
      }),
    };
  },
});

async function company(db: Db): Promise<CompanyFigures> {
  const [currency, orders] = await Promise.all([
    db.currency.findFirstOrThrow({
      where: { isBase: true },
      select: { code: true, prefix: true, suffix: true },
    }),
    orderRows(db),
  ]);
  return { currency, orders };
}

builder.queryField('stats', (t) =>
  t.field({
    type: CompanyStats,
    description: 'Key figures of the company.',
    authScopes: { permission: 'system:read' },
    extensions: legacyExtensions('GetStats', 'system:read'),
    resolve: (_root, _args, { db }) => company(db),
  }),
);
