import { today } from './clock.ts';
import { addDays, addYears, type Day, parseDay } from './dates.ts';

/** The day of the first .com: no registration is older. */
const FIRST_DAY = '1985-03-15';
/** A registry lets a registration run ten years; a transfer or restore may add some days. */
const LONGEST_YEARS = 10;
const SLACK_DAYS = 90;

const SPELLED =
  /^(\d{4}-\d\d-\d\d)(?:[T ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?\s?(Z|UTC|[+-]\d\d:?\d\d)?)?$/i;

/**
 * The UTC day of a provider's date: `YYYY-MM-DD`, with a time if there is one, or whole seconds or
 * milliseconds since 1970. Null for anything else, and for a day before the first .com or more than
 * ten years and 90 days ahead: such a "date" is a zero, a sentinel or an error. A time without a
 * zone is UTC.
 */
export function plausibleDay(value: unknown): Day | null {
  const text = typeof value === 'number' ? String(value) : value;
  if (typeof text !== 'string') return null;
  const day = dayOf(text.trim());
  if (!day || day < FIRST_DAY) return null;
  return day > addDays(addYears(today(), LONGEST_YEARS), SLACK_DAYS) ? null : day;
}

function dayOf(text: string): Day | undefined {
  if (/^\d{1,13}$/.test(text)) {
    const number = Number(text);
    return isoDay(new Date(number < 1e11 ? number * 1000 : number));
  }
  const [, day, zone] = SPELLED.exec(text) ?? [];
  if (!day || !parseDay(day)) return undefined;
  if (!zone || /^(Z|UTC)$/i.test(zone)) return day;
  return isoDay(new Date(text.replace(' ', 'T').replace(/\s/g, '')));
}

const isoDay = (date: Date): Day | undefined =>
  Number.isNaN(date.getTime()) ? undefined : parseDay(date.toISOString().slice(0, 10));
