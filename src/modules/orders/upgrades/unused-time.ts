import type { Decimal } from 'decimal.js';
import { type Cycle, isRecurring, monthsOf } from '#core/cycles.ts';
import {
  addDays,
  addMonths,
  type Day,
  daysBetween,
  laterOf,
  type Period,
  toDay,
} from '#core/dates.ts';
import { type Amount, exact, sum } from '#core/money.ts';
import type { Prisma, ServiceUpgrade } from '#generated/prisma/client.ts';
import { daysOfService } from '#modules/billing/generation/services-due.ts';
import { cyclesIn, seriesOf } from '#modules/catalog/pricing/prorata.ts';
import type { Tx } from '#platform/database/client.ts';
import { firstLine, paidLines } from '#modules/billing/ledger/paid-lines.ts';

/** The columns of a service that decide about its time. */
export const timeColumns = {
  id: true,
  billingCycle: true,
  nextDueOn: true,
  registeredOn: true,
  billingDay: true,
  recurringAmount: true,
  order: { select: { requestorAdminId: true } },
  product: { select: { prorataEnabled: true, prorataDay: true } },
} satisfies Prisma.ServiceSelect;

type TimedService = Prisma.ServiceGetPayload<{ select: typeof timeColumns }>;

/** The time of a service that is still to come on a day, up to its next due date. */
export interface UnusedTime {
  /** In cycles of the service; not rounded. */
  cycles: Decimal;
  /** What was paid for it and not given back, tax included; not rounded. */
  paid: Decimal;
  daysLeft: number;
  /** Days from the beginning of the period that runs. */
  totalDays: number;
  to: Day;
}

/** Money that was paid for a period, or given back for it, in cycles of so many months. */
interface Paid extends Period {
  amount: Decimal;
  months: number;
  /** Days of the month that its series may keep to. */
  days: readonly number[];
}

/**
 * The time of a service that is still to come, by the lines that billed it and the changes that were
 * made of it. `priced` gives what is paid for a recurring amount. Null where nothing recurs or
 * nothing is left.
 */
export async function unusedTime(
  tx: Tx,
  service: TimedService,
  { on, priced }: { on: Day; priced: (recurring: Amount) => Decimal },
): Promise<UnusedTime | null> {
  const { billingCycle, nextDueOn } = service;
  if (!nextDueOn || !isRecurring(billingCycle as Cycle)) return null;
  const to = toDay(nextDueOn);
  if (to <= on) return null;
  const months = monthsOf(billingCycle);
  const days = daysOfService(service);
  const { granted, paid } = await historyOf(tx, service, days, priced);
  const running = granted.find((period) => period.from <= on && on < period.to);
  return {
    cycles: cyclesLeft(granted, { from: on, to }, months, days),
    paid: sum(paid.map((one) => valueOf(one, on))),
    daysLeft: daysBetween(on, to),
    totalDays: daysBetween(running?.from ?? on, to),
    to,
  };
}

interface History {
  /** Periods that somebody granted, paid or not. */
  granted: Period[];
  paid: Paid[];
}

/**
 * What was granted and paid, change by change. Where the time that was begun goes on, each line keeps
 * its own days; a new first period takes over what was left of the money, less what was given back.
 */
async function historyOf(
  tx: Tx,
  service: TimedService,
  days: readonly number[],
  priced: (recurring: Amount) => Decimal,
): Promise<History> {
  const lines = await paidLines(tx, service.id);
  const changes = await tx.serviceUpgrade.findMany({
    where: { serviceId: service.id, status: 'COMPLETED', startOn: { not: null } },
    orderBy: { id: 'asc' },
  });
  const before = await beforeFirstLine(tx, service, changes[0], { days, priced });
  let granted: Period[] = before;
  let paid: Paid[] = [...before];
  let counted = 0;
  for (const change of changes) {
    const { startOn, endOn, lastItemId, fromCycle, toCycle, fromBillingDay, toBillingDay } = change;
    const from = toDay(startOn!);
    const own = lines.filter(({ id }) => id > counted && id <= lastItemId);
    const old = {
      months: monthsOf(fromCycle),
      days: daysOfService({ ...service, billingDay: fromBillingDay }),
    };
    paid.push(...own.map((line) => ({ ...line, ...old })));
    const credit = exact(change.credit);
    const period = endOn && { from, to: toDay(endOn) };
    const goesOn = fromCycle === toCycle && toBillingDay === null;
    if (!period) paid = [];
    else if (goesOn) paid.push({ ...period, ...old, amount: credit.neg() });
    else {
      const amount = sum(paid.map((one) => valueOf(one, from))).minus(credit);
      const next = daysOfService({ ...service, billingDay: toBillingDay });
      paid = [{ ...period, amount, months: monthsOf(toCycle), days: next }];
    }
    granted = period ? [period] : [];
    counted = lastItemId;
  }
  const months = monthsOf(service.billingCycle);
  const after = lines.filter(({ id }) => id > counted);
  return {
    granted: [...granted, ...after.filter(({ type }) => type === 'SERVICE')],
    paid: [...paid, ...after.map((line) => ({ ...line, months, days }))],
  };
}

/**
 * The cycle before a service was first billed here. One that was moved in from elsewhere counts as
 * paid for it; for one that a buyer ordered without an invoice nothing was paid.
 */
async function beforeFirstLine(
  tx: Tx,
  { id, order, nextDueOn, billingCycle, recurringAmount }: TimedService,
  change: ServiceUpgrade | undefined,
  { days, priced }: { days: readonly number[]; priced: (recurring: Amount) => Decimal },
): Promise<Paid[]> {
  const line = await firstLine(tx, id);
  if (!line && order && order.requestorAdminId === null) return [];
  const isChangedFirst = change && (!line || line.id > change.lastItemId);
  const to = isChangedFirst
    ? addDays(toDay(change.startOn!), change.daysUntilRenewal)
    : (line?.from ?? toDay(nextDueOn!));
  const months = monthsOf(change?.fromCycle ?? billingCycle);
  if (months === 0) return [];
  const { day } = seriesOf({ from: to, to }, months, days);
  const amount = priced(change?.fromRecurringAmount ?? recurringAmount);
  return [{ from: addMonths(to, -months, day), to, amount, months, days }];
}

/** What of a payment is for the days from one on. */
function valueOf({ from, to, amount, months, days }: Paid, on: Day): Decimal {
  if (to <= on || months === 0) return exact('0');
  if (on <= from) return amount;
  const series = seriesOf({ from, to }, months, days);
  return amount.times(cyclesIn({ from: on, to }, series)).div(cyclesIn({ from, to }, series));
}

/** How many cycles lie in a period, each part by the granted period that it belongs to. */
function cyclesLeft(
  granted: readonly Period[],
  { from, to }: Period,
  months: number,
  days: readonly number[],
): Decimal {
  const part = (within: Period, begin: Day, end: Day) => {
    const series = seriesOf(within, months, days);
    const after = (day: Day) => cyclesIn({ from: day, to: within.to }, series);
    return after(begin).minus(after(end));
  };
  let cycles = exact('0');
  let cursor = from;
  const rest = { from: cursor, to };
  for (const period of granted.toSorted((a, b) => (a.from < b.from ? -1 : 1))) {
    const end = period.to < to ? period.to : to;
    const begin = laterOf(cursor, period.from);
    if (begin >= end) continue;
    if (begin > cursor) cycles = cycles.plus(part(rest, cursor, begin));
    cycles = cycles.plus(part(period, begin, end));
    cursor = end;
  }
  return cursor < to ? cycles.plus(part({ from: cursor, to }, cursor, to)) : cycles;
}
