import { z } from 'zod';
import { normalizeAddress } from '#core/address.ts';
import { countryCodeOf } from '#core/country.ts';
import { isZeroDate, formatDateTime, parseDateTime, parseDay } from '#core/dates.ts';
import { parseAmount, withoutNoise } from '#core/money.ts';
import { asciiDomain, hasControls, normalizeEmail, stripControls } from '#core/text.ts';
import { acceptsBlank } from './fields.ts';
import { Problem, textOf, textParam, param } from './param.ts';

const MAX_ID = 2_147_483_647;

/** An id: a whole number from 1 to 2,147,483,647. */
export const id = textParam('a whole number above 0', (text) => within(text, 1, MAX_ID));

/** An id that may be missing, empty or 0, which forms of old programs send for "none". */
export const optionalId = textParam('a whole number above 0', (text) =>
  text === '0' ? null : within(text, 1, MAX_ID),
)
  .optional()
  .transform((provided) => provided ?? undefined);

/** A whole number from `min` to `max`. */
export function integer(min = 0, max = MAX_ID) {
  return textParam(`a whole number from ${min} to ${max}`, (text) => within(text, min, max));
}

function within(text: string, min: number, max: number): number | undefined {
  if (!/^-?\d{1,10}$/.test(text)) return undefined;
  const value = Number(text) + 0;
  return value >= min && value <= max ? value : undefined;
}

/** Text of at most `max` characters, trimmed, line breaks kept, control characters removed. */
export function text(max = 255) {
  return textParam(`text of at most ${max} characters`, (provided) => cleaned(provided, max));
}

/** Like `text`, but one line: for names, subjects, host names and headers. */
export function line(max = 255) {
  return textParam(`one line of at most ${max} characters`, (provided) =>
    hasControls(provided)
      ? new Problem('must be one line without control characters')
      : cleaned(provided, max),
  );
}

/** A password: taken as it is, spaces included; only text, never empty. */
export const password = z
  .string({ error: 'is required: a password' })
  .min(1, 'is required: a password')
  .max(1_000, 'must be at most 1000 characters long');

/** Optional text in which an empty value means "clear it" and comes as `""`. */
export function clearable(max = 255) {
  const read = (provided: unknown) => {
    const value = textOf(provided);
    return value === undefined ? undefined : cleaned(value, max);
  };
  return acceptsBlank(param(`text of at most ${max} characters`, read, '').optional());
}

function cleaned(provided: string, max: number): string | Problem {
  const clean = stripControls(provided);
  return [...clean].length <= max ? clean : new Problem(`must be at most ${max} characters long`);
}

const YES = new Set(['yes', 'true', '1', 'on', 'y']);
const NO = new Set(['no', 'false', '0', 'off', 'n']);

/** YES/NO, true/false, 1/0, on/off in any case. */
export const flag = textParam('YES or NO (also true/false, 1/0, on/off)', (provided) => {
  const lower = provided.toLowerCase();
  return YES.has(lower) ? true : NO.has(lower) ? false : undefined;
});

/** Exact decimal text of zero or more, `"15.95"`. */
export const amount = textParam('an amount such as 15.95', (provided) => decimal(provided, 0));

/** Exact decimal text above zero. */
export const positiveAmount = textParam('an amount above 0, such as 15.95', (provided) =>
  decimal(provided, 1),
);

/** Exact decimal text, negative too: invoice lines may be discounts. */
export const signedAmount = textParam('an amount such as 15.95 or -15.95', (provided) =>
  decimal(provided, -1),
);

function decimal(provided: string, least: -1 | 0 | 1): string | undefined {
  const value = parseAmount(withoutNoise(provided));
  return value && value.comparedTo(0) >= least ? value.toFixed() : undefined;
}

/** One of a few words, in any case; a record gives each word its value. */
export function choice<const T>(options: readonly (T & string)[] | Readonly<Record<string, T>>) {
  const pairs: [string, T][] = Array.isArray(options)
    ? options.map((option) => [option, option])
    : Object.entries(options as Record<string, T>);
  const values = new Map(pairs.map(([formatted, value]) => [folded(formatted), value]));
  const expected = `one of ${pairs.map(([formatted]) => formatted).join(', ')}`;
  return textParam(expected, (provided) => values.get(folded(provided)));
}

function folded(formatted: string): string {
  return formatted.toLowerCase().replace(/[\s_-]+/g, ' ');
}

/**
 * A date as `YYYY-MM-DD`; `YYYY/MM/DD`, the "localised" `DD/MM/YYYY` of the reference and an
 * ignored time of day are read too.
 */
export const date = textParam('a date as YYYY-MM-DD or DD/MM/YYYY', readDay);

/** Like `date`, where the zero date `0000-00-00` means none and comes as null. */
export const dateOrNone = textParam('a date as YYYY-MM-DD, or 0000-00-00 for none', (provided) =>
  isZeroDate(provided) ? null : readDay(provided),
);

/** A UTC time as ISO text, from `YYYY-MM-DD HH:MM:SS`; a date alone means its midnight. */
export const dateTime = textParam('a time as YYYY-MM-DD HH:MM:SS', (provided) =>
  readTime(provided),
);

function readDay(provided: string): string | undefined {
  return readTime(provided)?.slice(0, 10);
}

function readTime(provided: string): string | undefined {
  const [datePart = '', timePart = '00:00:00', more] = provided.replace('T', ' ').split(/ +/);
  const day = parseDay(isoOrder(datePart));
  if (!day || more !== undefined) return undefined;
  const time = /^\d{2}:\d{2}$/.test(timePart) ? `${timePart}:00` : timePart.replace(/Z$/, '');
  const instant = parseDateTime(`${day} ${time}`);
  return instant && `${formatDateTime(instant).replace(' ', 'T')}Z`;
}

function isoOrder(provided: string): string {
  return provided
    .replace(/^(\d{2})\/(\d{2})\/(\d{4})$/, '$3-$2-$1')
    .replace(/^(\d{4})\/(\d{2})\/(\d{2})$/, '$1-$2-$3');
}

/** An e-mail address, lower-case. */
export const email = textParam('an e-mail address', normalizeEmail);

/** An IPv4 or IPv6 address in its one spelling. */
export const ipAddress = textParam('an IPv4 or IPv6 address', normalizeAddress);

/** A domain name, lower-case and in ASCII. */
export const domainName = textParam('a domain name such as example.com', asciiDomain);

/** A country as a two-letter ISO code; English names are read too. */
export const country = textParam('a two-letter ISO country code', countryCodeOf);

/** A web address; only http and https, so that no `javascript:` link is ever stored. */
export const webAddress = textParam(
  'a web address that begins with http:// or https://',
  (provided) => {
    if (!URL.canParse(provided) || hasControls(provided)) return undefined;
    return /^https?:$/.test(new URL(provided).protocol) ? provided : undefined;
  },
);
