import type { Decimal } from 'decimal.js';
import { type Cycle, isRecurring, monthsOf } from '#core/cycles.ts';
import { addMonths, type Day, daysBetween, laterOf, type Period } from '#core/dates.ts';
import { exact } from '#core/money.ts';

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

/** How something recurs: every so many months, on a day of the month or the last one before it. */
export interface Series {
  months: number;
  day: number;
}

const fits = (date: Day, day: number) => day > 0 && addMonths(date, 0, day) === date;

/**
 * The series that a period belongs to. Its day is known where there is only one that its end is on;
 * of several, it is the first that leads back from the end to the beginning, else the first.
 */
export function seriesOf({ from, to }: Period, months: number, days: readonly number[]): Series {
  const [known, other] = days;
  if (known !== undefined && other === undefined && fits(to, known)) return { months, day: known };
  const possible = [...days, dayOfMonth(from), dayOfMonth(to)].filter((day) => fits(to, day));
  const begins = (day: number) => {
    let begin = to;
    while (begin > from) begin = addMonths(begin, -months, day);
    return begin === from;
  };
  return { months, day: possible.find(begins) ?? possible[0]! };
}

const dayOfMonth = (day: Day) => Number(day.slice(8));

/**
 * How many regular periods of a series a period is worth that ends on a day of the series: each part
 * of it is its days' share of the regular period that it lies in. Not rounded.
 */
export function cyclesIn({ from, to }: Period, { months, day }: Series): Decimal {
  let cycles = exact('0');
  for (let end = to; end > from;) {
    const begin = addMonths(end, -months, day);
    const days = exact(String(daysBetween(laterOf(begin, from), end)));
    cycles = cycles.plus(days.div(daysBetween(begin, end)));
    end = begin;
  }
  return cycles;
}
