import { filters, type Liquid } from 'liquidjs';
import { now, timeZone } from '#core/clock.ts';

const usualDate = filters.date as (this: unknown, ...args: unknown[]) => unknown;

/** A day as text, in the form that filters read. */
const DAY = /^\d{4}-\d\d-\d\d$/;

/** A day in the company's format as `YYYY-MM-DD`; null for any other text. */
export function dayWritten(format: string, text: string): string | null {
  const parts = { YYYY: '(?<year>\\d{4})', MM: '(?<month>\\d\\d)', DD: '(?<day>\\d\\d)' };
  const pattern = format
    .replace(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`)
    .replace(/YYYY|MM|DD/g, (part) => parts[part as keyof typeof parts]);
  const found = new RegExp(`^${pattern}$`).exec(text)?.groups;
  return found ? `${found.year}-${found.month}-${found.day}` : null;
}

/** What a zone is called at an instant, as in `EST`; nothing for an instant that is none. */
function zoneName(value: unknown, zone: string): string {
  const instant = new Date(value as string | Date);
  if (Number.isNaN(instant.getTime())) return '';
  const parts = new Intl.DateTimeFormat('en-US', { timeZone: zone, timeZoneName: 'short' });
  return parts.formatToParts(instant).find(({ type }) => type === 'timeZoneName')?.value ?? '';
}

/**
 * Has `date` read days as the company writes them, and show instants in the company's time zone:
 * an invoice due on 06/12/2026 is due in December for every format of the template.
 */
export function addDateFilter(engine: Liquid): void {
  engine.registerFilter('date', function date(value, format, zone) {
    const written = String(this.context.getSync(['company', 'date_format']) ?? '');
    const text = typeof value === 'string' ? value.trim() : '';
    const day = DAY.test(text) ? text : written && dayWritten(written, text);
    const shown = day ? `${day}T00:00:00Z` : text === 'now' ? now() : value;
    // A day is the same day everywhere; an instant is shown where the company is.
    const where = typeof zone === 'string' ? zone : day ? 'UTC' : timeZone();
    const wanted =
      typeof format === 'string' ? format.replaceAll('%Z', zoneName(shown, where)) : format;
    return usualDate.call(this, shown, wanted, zone ?? where);
  });
}
