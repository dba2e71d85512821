import { Decimal } from 'decimal.js';
import { Temporal } from 'temporal-polyfill';
import { runtime } from './runtime.ts';

/** A calendar date as text, `YYYY-MM-DD`, years 1000 to 9999. */
export type Day = string;

/** What legacy databases store for "no date". */
export const ZERO_DAY = '0000-00-00';
/** What legacy databases store for "no time". */
export const ZERO_DATE_TIME = '0000-00-00 00:00:00';

const DAY = /^[1-9]\d{3}-\d{2}-\d{2}$/;
const DATE_TIME = /^([1-9]\d{3}-\d{2}-\d{2})[ T]([01]\d|2[0-3]):([0-5]\d):([0-5]\d)$/;

/** The numeric orders of a day, month and year that people write dates in. */
const ORDERS = {
  DMY: /^(?<day>\d{1,2})[/.-](?<month>\d{1,2})[/.-](?<year>\d{4})$/,
  MDY: /^(?<month>\d{1,2})[/.-](?<day>\d{1,2})[/.-](?<year>\d{4})$/,
  YMD: /^(?<year>\d{4})[/.-](?<month>\d{1,2})[/.-](?<day>\d{1,2})$/,
};

/** The day a localised date means: year first always, else in the company's order. */
export function parseLocalDay(text: string): Day | undefined {
  const { groups } = ORDERS.YMD.exec(text) ?? ORDERS[runtime().dateOrder].exec(text) ?? {};
  if (!groups) return undefined;
  const { year = '', month = '', day = '' } = groups;
  return parseDay(`${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`);
}

/** The date when the text is a real `YYYY-MM-DD`; `undefined` for 30 February and zero dates. */
export function parseDay(text: string): Day | undefined {
  if (!DAY.test(text)) return undefined;
  try {
    return Temporal.PlainDate.from(text, { overflow: 'reject' }).toString();
  } catch {
    return undefined;
  }
}

/** The instant of `YYYY-MM-DD HH:MM:SS` (space or T), read as UTC; `undefined` if it is none. */
export function parseDateTime(text: string): Date | undefined {
  const [, day, hours, minutes, seconds] = DATE_TIME.exec(text) ?? [];
  if (!day || !parseDay(day)) return undefined;
  return new Date(`${day}T${hours}:${minutes}:${seconds}Z`);
}

/** Whether the text is a zero date, with or without a zero time. */
export function isZeroDate(text: string): boolean {
  return text === ZERO_DAY || text === ZERO_DATE_TIME;
}

/** The date column value of a day: a `Date` at midnight UTC. @throws RangeError */
export function toDate(day: Day): Date {
  return new Date(`${plain(day).toString()}T00:00:00Z`);
}

/** The day of a date column value, or the UTC day of any instant. */
export function toDay(date: Date): Day {
  return date.toISOString().slice(0, 10);
}

/** `YYYY-MM-DD HH:MM:SS` of an instant in UTC. */
export function formatDateTime(instant: Date): string {
  return instant.toISOString().slice(0, 19).replace('T', ' ');
}

/** The day of a date column value, or the zero date for none. */
export function dayOrZero(date: Date | null | undefined): string {
  return date ? toDay(date) : ZERO_DAY;
}

/** `YYYY-MM-DD HH:MM:SS` in UTC, or the zero date for none. */
export function dateTimeOrZero(instant: Date | null | undefined): string {
  return instant ? formatDateTime(instant) : ZERO_DATE_TIME;
}

/** The day `days` later (earlier when negative). */
export function addDays(day: Day, days: number): Day {
  return plain(day).add({ days }).toString();
}

/**
 * The day `months` later. `anchorDay` (1–31) is the day of the month the series began on: a series
 * anchored on the 31st goes 31 Jan, 28 or 29 Feb, 31 Mar. Without it the day's own number is used.
 */
export function addMonths(day: Day, months: number, anchorDay?: number): Day {
  const start = plain(day);
  const requested = anchorDay ?? start.day;
  if (!Number.isInteger(requested) || requested < 1 || requested > 31)
    throw new RangeError(`Not a day of a month: ${requested}`);
  const month = start.with({ day: 1 }).add({ months });
  return month.with({ day: Math.min(requested, month.daysInMonth) }).toString();
}

/**
 * The day `years` later; 29 Feb becomes 28 Feb in a common year. With `anchorDay` 29 the series
 * returns to 29 Feb in the next leap year.
 */
export function addYears(day: Day, years: number, anchorDay?: number): Day {
  return addMonths(day, years * 12, anchorDay);
}

/** Whole days from one day to another; negative when `to` is earlier. */
export function daysBetween(from: Day, to: Day): number {
  return plain(from).until(plain(to), { largestUnit: 'days' }).days;
}

/** The later of two days. */
export function laterOf(a: Day, b: Day): Day {
  return a > b ? a : b;
}

/** One billed stretch of time: from its first day up to, not including, the day `to`. */
export interface Period {
  from: Day;
  to: Day;
}

/** The billing period that starts on `from` and lasts `months`; the next one starts on its `to`. */
export function billingPeriod(from: Day, months: number, anchorDay?: number): Period {
  if (!Number.isInteger(months) || months < 1)
    throw new RangeError(`A billing cycle lasts at least one month, not ${months}.`);
  return { from, to: addMonths(from, months, anchorDay) };
}

/** The billing period of a series that holds `day`, which must not be before the series' start. */
export function periodAround(start: Day, months: number, day: Day): Period {
  if (day < start) throw new RangeError(`${day} is before the series starts on ${start}.`);
  const { years, months: rest } = plain(start).until(plain(day), { largestUnit: 'years' });
  const anchor = plain(start).day;
  // Calendar differences clamp at month ends, so the first guess may be one period late or early.
  let step = Math.floor((years * 12 + rest) / months) + 1;
  while (addMonths(start, step * months, anchor) > day) step -= 1;
  const from = addMonths(start, step * months, anchor);
  return { from, to: addMonths(start, (step + 1) * months, anchor) };
}

/**
 * The part of a period that is still to come on `day`: 1 on its first day, 0 from its end on, by
 * whole days. Not rounded: multiply first, round the money after.
 */
export function remainingFraction(period: Period, day: Day): Decimal {
  const length = daysBetween(period.from, period.to);
  if (length < 1) throw new RangeError('A period must end after it starts.');
  const left = Math.min(length, Math.max(0, daysBetween(day, period.to)));
  return new Decimal(left).div(length);
}

function plain(day: Day): Temporal.PlainDate {
  const checked = parseDay(day);
  if (!checked) throw new RangeError(`Not a date: ${JSON.stringify(day.slice(0, 40))}`);
  return Temporal.PlainDate.from(checked);
}
