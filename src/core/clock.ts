import { Temporal } from 'temporal-polyfill';

/** A source of the current time. */
export type Clock = () => Date;

const systemClock: Clock = () => new Date();
let clock: Clock = systemClock;

/** The current instant. Nothing else in the program asks for it, so that time can be simulated. */
export function now(): Date {
  return new Date(clock().getTime());
}

/**
 * Today's date, `YYYY-MM-DD`, in an IANA time zone (default UTC).
 * @throws RangeError for an unknown time zone.
 */
export function today(timeZone = 'UTC'): string {
  const instant = Temporal.Instant.fromEpochMilliseconds(now().getTime());
  return instant.toZonedDateTimeISO(timeZone).toPlainDate().toString();
}

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
