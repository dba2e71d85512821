import { now } from '#core/clock.ts';
import { toDay } from '#core/dates.ts';
import { exact } from '#core/money.ts';
import type { Db } from '#platform/database/client.ts';
import { builder } from '#schema/builder.ts';
import { legacyExtensions } from '#schema/legacy.ts';
import { Money } from '#schema/money.ts';
import {
  CompanyWaiting,
  OrderCounts,
  type Orders,
  type OrderSpan,
  TicketCount,
} from './company-counts.ts';
import { incomeSums, type IncomeSums, orderRows, ticketRows, waitingSums } from './company-sums.ts';
import { DateRange } from '#schema/lists/ranges.ts';
import { checkSpan, spanBefore, StatsPeriod, type StatsSpan } from './period.ts';
import {
  clientCounts,
  orderCounts,
  PeriodClients,
  PeriodOrders,
  PeriodTickets,
  ticketFigures,
} from './period-activity.ts';
import { incomeByProduct, incomeWithin, periodFields, type PeriodIncome } from './period-income.ts';
import { CompanyDay, MOST_STEPS, StatsStep, timelineOf } from './period-timeline.ts';
import { ONLINE_MS } from '#modules/system/admins/staff-online.ts';

interface IncomeFigures extends PeriodIncome {
  base: string;
  /** What came in until now, read once for all fields that show it. */
  sums: () => Promise<IncomeSums>;
}

const Income = builder.objectRef<IncomeFigures>('CompanyIncome').implement({
  read: 'billing:read',
  description: 'Income of the company, less fees and refunds.',
  fields: (t) => {
    const over = (span: keyof IncomeSums, description: string) =>
      t.field({
        type: Money,
        description,
        resolve: async ({ sums, base }) => ({
          amount: exact((await sums())[span]),
          currency: base,
        }),
      });
    return {
      today: over('today', 'Today, in the base currency.'),
      thisMonth: over('month', 'Since the first of the month, in the base currency.'),
      thisYear: over('year', 'Since the first of January, in the base currency.'),
      ever: over('ever', 'Since the beginning, in the base currency.'),
      ...periodFields(t as never),
    };
  },
});

interface CompanyFigures {
  currency: { code: string; prefix: string; suffix: string };
  orders: Orders;
  period: StatsSpan;
}

/** What is read once however often it is asked for. */
function once<Result>(read: () => Promise<Result>): () => Promise<Result> {
  let result: Promise<Result> | undefined;
  return () => (result ??= read());
}

const CompanyStats = builder.objectRef<CompanyFigures>('CompanyStats');
CompanyStats.implement({
  read: 'system:read',
  description: 'Key figures of the company, calculated at the time of the request.',
  fields: (t) => {
    const orders = (span: OrderSpan, description: string) =>
      t.field({
        type: OrderCounts,
        description,
        resolve: ({ orders: rows }) => ({ rows, span }),
      });
    return {
      id: t.id({
        description: 'ID of this object for the store of a client program.',
        resolve: ({ period }) => idOf(period),
      }),
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
      period: t.field({
        type: StatsPeriod,
        description: 'The days that were asked for.',
        resolve: ({ period }) => period,
      }),
      income: t.field({
        type: Income,
        description: 'Income of the company.',
        resolve: ({ currency, period }, _args, { db }) => ({
          base: currency.code,
          currency: period.only ?? currency.code,
          sums: once(() => incomeSums(db)),
          within: once(() => incomeWithin(db, period)),
          byProduct: once(() => incomeByProduct(db, period)),
        }),
      }),
      ordersToday: orders('today', 'Orders placed today.'),
      ordersYesterday: orders('yesterday', 'Orders placed yesterday.'),
      ordersThisMonth: orders('month', 'Orders placed since the first of the month.'),
      ordersThisYear: orders('year', 'Orders placed since the first of January.'),
      ordersEver: orders('ever', 'Orders placed since the beginning.'),
      ticketsByStatus: t.field({
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
      previous: t.field({
        type: CompanyStats,
        nullable: true,
        weight: 1_000,
        description:
          'The same figures of as many days just before the period; null for a period without both ends.',
        resolve: ({ period, ...rest }) => {
          const before = spanBefore(period);
          return before && { ...rest, period: before };
        },
      }),
      orders: t.field({
        type: PeriodOrders,
        description: 'Orders of the period.',
        resolve: ({ period }, _args, { db }) => orderCounts(db, period),
      }),
      clients: t.field({
        type: PeriodClients,
        description: 'Clients who came and left in the period.',
        resolve: ({ period }, _args, { db }) => clientCounts(db, period),
      }),
      tickets: t.field({
        type: PeriodTickets,
        description: 'Tickets of the period.',
        resolve: ({ period }, _args, { db }) => ticketFigures(db, period),
      }),
      timeline: t.field({
        listSize: MOST_STEPS,
        type: [CompanyDay],
        description: `The period step by step, the latest last; at most ${MOST_STEPS} steps. Without both ends of a period, the last 30 days.`,
        args: {
          step: t.arg({
            type: StatsStep,
            defaultValue: 'DAY',
            description: 'Length of the steps; the first and the last may be shorter.',
          }),
        },
        resolve: async ({ currency, period }, { step }, { db }) =>
          (await timelineOf(db, period, step ?? 'DAY')).map((sums) => ({
            ...sums,
            currency: period.only ?? currency.code,
          })),
      }),
    };
  },
});

/** One id for the figures of a period, so that a client program keeps those of two apart. */
function idOf(period: StatsSpan): string {
  const { days, only } = period;
  const span = [days?.from, days?.to].map((day) => (day ? toDay(day) : '')).join(':');
  return span === ':' && !only ? 'CompanyStats:1' : `CompanyStats:${span}:${only ?? ''}`;
}

async function company(db: Db, period: StatsSpan): Promise<CompanyFigures> {
  const [currency, orders] = await Promise.all([
    db.currency.findFirstOrThrow({
      where: { isBase: true },
      select: { code: true, prefix: true, suffix: true },
    }),
    orderRows(db),
  ]);
  return { currency, orders, period };
}

builder.queryField('stats', (t) =>
  t.field({
    type: CompanyStats,
    weight: 1_000,
    description: 'Key figures of the company.',
    authScopes: { permission: 'system:read' },
    extensions: legacyExtensions('GetStats', 'system:read'),
    args: {
      period: t.arg({
        type: DateRange,
        description:
          "Days of what is of a period, the company's: `income.total`, `income.byGateway`, `income.byProduct`, `orders`, `clients`, `tickets` and `timeline`.",
      }),
      currency: t.arg({
        type: 'CurrencyCode',
        description: 'Only money in this currency; by default all, turned into the base currency.',
      }),
    },
    resolve: (_root, { period, currency }, { db }) =>
      company(db, checkSpan({ days: period, only: currency ?? null })),
  }),
);
