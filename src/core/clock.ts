import { Temporal } from 'temporal-polyfill';
import type { Day } from './dates.ts';

/** A source of the current time. */
export type Clock = () => Date;

const systemClock: Clock = () => new Date();
let clock: Clock = systemClock;

/** The current instant. Nothing else in the program asks for it, so that time can be simulated. */
export function now(): Date {
  return new Date(clock().getTime());
}

/** Where the company is: an IANA time zone. */
let zone = 'UTC';

/** The time zone in which the company's days begin. */
export const timeZone = (): string => zone;

/** Whether it is the name of a time zone, `Europe/Berlin`, in any case. */
export function isTimeZone(name: string): boolean {
  try {
    return Boolean(new Intl.DateTimeFormat('en', { timeZone: name }));
  } catch {
    return false;
  }
}

/** Moves the company into a time zone. @throws RangeError for one nobody knows. */
export function useTimeZone(name: string): void {
  if (!isTimeZone(name)) throw new RangeError(`Not a time zone: ${name}`);
  zone = name;
}

/** An instant as the company's clocks show it. */
const shownAt = (instant: Date) =>
  Temporal.Instant.fromEpochMilliseconds(instant.getTime()).toZonedDateTimeISO(zone);

/** The day an instant falls on where the company is. */
export const dayOf = (instant: Date): Day => shownAt(instant).toPlainDate().toString();

/** Today's date where the company is: the day of the books. */
export const today = (): Day => dayOf(now());

/** The hour of the day where the company is, 0 to 23. */
export const hourOfDay = (): number => shownAt(now()).hour;

/** The instant at which a day begins where the company is. */
export const startOf = (day: Day): Date =>
  new Date(Temporal.PlainDate.from(day).toZonedDateTime(zone).epochMilliseconds);

/** Replaces the clock; the returned function puts the previous one back. */
export function useClock(replacement: Clock): () => void {
  const previous = clock;
  clock = replacement;
  return () => {
    clock = previous;
  };
}

/** Stops the clock at an instant until `advance` moves it; returns the function that undoes it. */
export function freeze(at: Date | string): () => void {
  const instant = new Date(at);
  if (Number.isNaN(instant.getTime())) throw new RangeError(`Not a time: ${String(at)}`);
  return useClock(() => instant);
}

/**
 * Moves the clock ahead by a duration of exact length: days are 24 hours. A frozen clock stays
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
  const before = clock;
  const frozenAt = before();
  const stands = before() === frozenAt;
  const later = new Date(frozenAt.getTime() + shift);
  clock = stands ? () => later : () => new Date(before().getTime() + shift);
}

/** Puts the system's clock back. */
export function useSystemClock(): void {
  clock = systemClock;
}
