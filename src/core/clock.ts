import { Temporal } from 'temporal-polyfill';
import type { Day } from './dates.ts';
import { type Clock, outside, runtime, systemClock } from './runtime.ts';

/** The current instant. Nothing else in the program asks for it, so that time can be simulated. */
export function now(): Date {
  return new Date(runtime().clock().getTime());
}

/** The time zone in which the company's days begin. */
export const timeZone = (): string => runtime().timeZone;

/** Whether it is the name of a time zone, `Europe/Berlin`, in any case. */
export function isTimeZone(name: string): boolean {
  try {
    return Boolean(new Intl.DateTimeFormat('en', { timeZone: name }));
  } catch {
    return false;
  }
}

/** An instant as the company's clocks show it. */
const shownAt = (instant: Date) =>
  Temporal.Instant.fromEpochMilliseconds(instant.getTime()).toZonedDateTimeISO(timeZone());

/** The second of which the day was asked for last: many ask within one, and it has one day. */
let last = { second: Number.NaN, zone: '', day: '' };

/** The day an instant falls on where the company is. */
export function dayOf(instant: Date): Day {
  const second = Math.floor(instant.getTime() / 1_000);
  const zone = timeZone();
  if (second !== last.second || zone !== last.zone)
    last = { second, zone, day: shownAt(instant).toPlainDate().toString() };
  return last.day;
}

/** Today's date where the company is: the day of the books. */
export const today = (): Day => dayOf(now());

/** The hour of the day where the company is, 0 to 23. */
export const hourOfDay = (): number => shownAt(now()).hour;

/** The instant at which a day begins where the company is. */
export const startOf = (day: Day): Date =>
  new Date(Temporal.PlainDate.from(day).toZonedDateTime(timeZone()).epochMilliseconds);

/**
 * Replaces the clock of code outside a gateway, by which gateways without one of their own go, so
 * that time can be simulated; the returned function puts the previous one back.
 */
export function useClock(replacement: Clock): () => void {
  const previous = outside.clock;
  outside.clock = replacement;
  return () => {
    outside.clock = previous;
  };
}

/** Stops that clock at an instant until `advance` moves it; returns the function that undoes it. */
export function freeze(at: Date | string): () => void {
  const instant = new Date(at);
  if (Number.isNaN(instant.getTime())) throw new RangeError(`Not a time: ${String(at)}`);
  return useClock(() => instant);
}

/**
 * Moves that clock ahead by a duration of exact length: days are 24 hours. A frozen clock stays
 * frozen at the later instant, a running one runs on from it.
 */
export function advance(by: {
  days?: number;
  hours?: number;
  minutes?: number;
  seconds?: number;
}): void {
  const { days = 0, hours = 0, minutes = 0, seconds = 0 } = by;
  const shift = (((days * 24 + hours) * 60 + minutes) * 60 + seconds) * 1000;
  const before = outside.clock;
  const frozenAt = before();
  const stands = before() === frozenAt;
  const later = new Date(frozenAt.getTime() + shift);
  useClock(stands ? () => later : () => new Date(before().getTime() + shift));
}

/** Puts the system's clock back. */
export function useSystemClock(): void {
  useClock(systemClock);
}
