import type { GetStatsQuery } from '#generated/rapi/graphql.ts';
import { formattedMoney } from '#transports/rapi/format.ts';

type Stats = GetStatsQuery['stats'];

/** The company in numbers as GetStats spells it. */
export function companyStatsFields(stats: Stats) {
  const { currency: code, currencyPrefix: prefix, currencySuffix: suffix, income, waiting } = stats;
  const money = ({ amount }: { amount: string }) =>
    formattedMoney(amount, { code, prefix, suffix });
  return {
    income_today: money(income.today),
    income_thismonth: money(income.thisMonth),
    income_thisyear: money(income.thisYear),
    income_alltime: money(income.ever),
    orders_pending: stats.ordersEver.pending,
    ...orderCounts('today', stats.ordersToday),
    ...orderCounts('yesterday', stats.ordersYesterday),
    orders_thismonth_total: stats.ordersThisMonth.total,
    orders_thisyear_total: stats.ordersThisYear.total,
    ...ticketCounts(stats.ticketsByStatus),
    cancellations_pending: waiting.cancellations,
    todoitems_due: waiting.dueTodoItems,
    networkissues_open: waiting.networkIssues,
    billableitems_uninvoiced: waiting.billableItems,
    quotes_valid: waiting.validQuotes,
    staff_online: waiting.staffOnline,
    timeline_data: timelineFields(stats.timeline),
  };
}

const orderCounts = (day: string, counts: Stats['ordersToday']) => ({
  [`orders_${day}_cancelled`]: counts.cancelled,
  [`orders_${day}_pending`]: counts.pending,
  [`orders_${day}_fraud`]: counts.fraud,
  [`orders_${day}_active`]: counts.active,
  [`orders_${day}_total`]: counts.total,
});

function ticketCounts(tickets: Stats['ticketsByStatus']) {
  const sum = (of: (row: Stats['ticketsByStatus'][number]) => number) =>
    tickets.reduce((total, row) => total + of(row), 0);
  const byStatus = tickets.map(({ status, count }) => [`tickets_${status}`, count]);
  return {
    tickets_allactive: sum(({ isActive, count }) => (isActive ? count : 0)),
    tickets_awaitingreply: sum(({ isAwaitingReply, count }) => (isAwaitingReply ? count : 0)),
    tickets_flaggedtickets: sum(({ isActive, flagged }) => (isActive ? flagged : 0)),
    ...(Object.fromEntries(byStatus) as Record<string, number>),
  };
}

function timelineFields(timeline: Stats['timeline']) {
  const by = <Value>(of: (day: Stats['timeline'][number]) => Value) =>
    Object.fromEntries(timeline.map((day) => [day.on, of(day)]));
  return {
    new_orders: by(({ orders }) => orders),
    accepted_orders: by(({ acceptedOrders }) => acceptedOrders),
    income: by(({ income }) => income.amount),
    expenditure: by(({ expenditure }) => expenditure.amount),
    new_tickets: by(({ tickets }) => tickets),
  };
}
