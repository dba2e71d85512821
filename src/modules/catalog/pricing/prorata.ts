import { Decimal } from 'decimal.js';
import { type Cycle, isRecurring, monthsOf } from '#core/cycles.ts';
import { addMonths, type Day, daysBetween, remainingFraction } from '#core/dates.ts';
import { type Amount, exact, round } from '#core/money.ts';

/** The first period of a purchase and the part of a cycle's price it costs. */
export interface FirstPeriod {
  from: Day;
  /** The day after the last one paid for: the next due date. */
  to: Day;
  /** 1 for a whole cycle. Multiply first, round the money after. */
  fraction: Decimal;
}

/**
 * The first period of something bought on a day; null for what never comes again. Where everything
 * falls due on one day of the month (the last one, where a month is shorter), the period ends with
 * the regular period that it begins in, and costs its days' part of that. From `nextMonthAfterDay`
 * on, the month after it is paid for as well.
 */
export function firstPeriod(
  on: Day,
  cycle: Cycle,
  prorata: { day: number; nextMonthAfterDay: number } | null,
): FirstPeriod | null {
  if (!isRecurring(cycle)) return null;
  const months = monthsOf(cycle);
  const whole = exact('1');
  if (!prorata || prorata.day < 1) return { from: on, to: addMonths(on, months), fraction: whole };

  const { day, nextMonthAfterDay } = prorata;
  const next = addMonths(on, months, day);
  const to = addMonths(next, -months, day) > on ? addMonths(next, -1, day) : next;
  const begin = addMonths(to, -months, day);
  if (begin === on) return { from: on, to, fraction: whole };
  const fraction = exact(String(daysBetween(on, to))).div(daysBetween(begin, to));
  if (nextMonthAfterDay < 1 || Number(on.slice(8)) < nextMonthAfterDay)
    return { from: on, to, fraction };
  return { from: on, to: addMonths(to, 1, day), fraction: fraction.plus(whole.div(months)) };
}

/** What a change of a running service is calculated from. */
export interface PeriodChange {
  currency: string;
  on: Day;
  /** The period that is paid for already; null where nothing is (free, or paid once). */
  paid: { from: Day; to: Day } | null;
  /** What the present one costs for the whole of `paid`. */
  oldPrice: Amount;
  oldCycle: Cycle;
  /** What the new one costs for one of its cycles, discounts taken off. */
  newPrice: Amount;
  newCycle: Cycle;
}

/** What a change costs now. */
export interface ChangePrice {
  /** Days of the paid period still to come, and its length; both 0 where there is none. */
  daysLeft: number;
  totalDays: number;
  /** The unused part of what was paid. */
  credit: Decimal;
  /** The new one's price until `nextDueOn`. */
  charge: Decimal;
  /** charge − credit, never below zero. */
  due: Decimal;
  /** What is left of the credit when it exceeds the charge. */
  surplus: Decimal;
  /** Null where the new one never comes again. */
  nextDueOn: Day | null;
}

/**
 * The price of changing a running service to another product, cycle or set of options. With the
 * same cycle the paid period goes on and only the difference for its rest is paid; with another one
 * a new period begins today.
 */
export function changePrice(change: PeriodChange): ChangePrice {
  const { currency, on, paid, oldCycle, newCycle } = change;
  const runs = paid !== null && isRecurring(oldCycle) && paid.to > on;
  const left = runs ? remainingFraction(paid, on) : new Decimal(0);
  const credit = round(exact(change.oldPrice).times(exact(left)), currency);
  const goesOn = runs && newCycle === oldCycle;
  const charge = goesOn
    ? round(exact(change.newPrice).times(exact(left)), currency)
    : round(change.newPrice, currency);
  const difference = charge.minus(credit);
  const zero = exact('0');
  return {
    daysLeft: runs ? Math.min(daysBetween(on, paid.to), daysBetween(paid.from, paid.to)) : 0,
    totalDays: runs ? daysBetween(paid.from, paid.to) : 0,
    credit,
    charge,
    due: difference.isNegative() ? zero : difference,
    surplus: difference.isNegative() ? difference.neg() : zero,
    nextDueOn: goesOn ? paid.to : (firstPeriod(on, newCycle, null)?.to ?? null),
  };
}
