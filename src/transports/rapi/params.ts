import { z } from 'zod';
import { normalizeAddress } from '#core/addresses/ip-address.ts';
import { countryCodeOf } from '#core/country.ts';
import { isZeroDate, formatDateTime, parseDateTime, parseLocalDay } from '#core/dates.ts';
import { parseAmount, withoutNoise } from '#core/money.ts';
import { asciiDomain, hasControls, normalizeEmail, stripControls } from '#core/text.ts';
import { yesOrNo } from '#core/yes-no.ts';
import { acceptsBlank, zeroIsNone } from './fields.ts';
import { Problem, paramText, textParam, param } from './param.ts';

const MAX_ID = 2_147_483_647;

/**
 * An id: a whole number from 1 to 2,147,483,647. Where it is optional, a change reads `0` as none,
 * as PHP programs send it; a filter refuses it, since it would show everybody's rows.
 */
export const id = zeroIsNone(
  textParam('a whole number above 0', (text) => within(text, 1, MAX_ID), {
    type: 'integer',
    minimum: 1,
    maximum: MAX_ID,
  }),
);

/** The number of a row in a log, which is numbered in 64 bits. */
export const largeId = zeroIsNone(
  textParam('a whole number above 0', (text) => within(text, 1, Number.MAX_SAFE_INTEGER), {
    type: 'integer',
    minimum: 1,
    maximum: Number.MAX_SAFE_INTEGER,
  }),
);

/** An id that may be missing or empty. */
export const optionalId = id.optional();

/** An optional id in which an empty value and `0` mean "clear it" and come as null. */
export const clearableId = acceptsBlank(
  param<number | null>(
    'a whole number above 0, or 0 for none',
    (provided) => {
      const text = paramText(provided);
      if (text === undefined) return undefined;
      return text === '0' ? null : within(text, 1, MAX_ID);
    },
    null,
  ).optional(),
);

/**
 * A row by its number, or by its system name as lists show it: `2`, `paypal`. An empty value and
 * `0` mean none and come as null.
 */
export const idOrName = acceptsBlank(
  param<number | string | null>(
    'a whole number above 0 or a system name, or 0 for none',
    (provided) => {
      const text = paramText(provided);
      if (text === undefined) return undefined;
      if (text === '0') return null;
      if (/^-?[\d.]+$/.test(text)) return within(text, 1, MAX_ID);
      return hasControls(text) || text.length > 64 ? undefined : text;
    },
    null,
  ).optional(),
);

/** A whole number from `min` to `max`. */
export function integer(min = 0, max = MAX_ID) {
  return textParam(`a whole number from ${min} to ${max}`, (text) => within(text, min, max), {
    type: 'integer',
    minimum: min,
    maximum: max,
  });
}

function within(text: string, min: number, max: number): number | undefined {
  if (!/^-?\d{1,16}$/.test(text)) return undefined;
  const value = Number(text) + 0;
  return value >= min && value <= max ? value : undefined;
}

/** Text of at most `max` characters, trimmed, line breaks kept, control characters removed. */
export function text(max = 255) {
  return textParam(`text of at most ${max} characters`, (provided) => cleaned(provided, max), {
    maxLength: max,
  });
}

/** Like `text`, but one line: for names, subjects, host names and headers. */
export function line(max = 255) {
  return textParam(`one line of at most ${max} characters`, (provided) =>
    hasControls(provided)
      ? new Problem('must be one line without control characters')
      : cleaned(provided, max),
  );
}

/** Like `line`, where it has to be sent and may be empty: what a form shows empty is posted so. */
export const sentLine = (max = 255) =>
  z
    .custom<unknown>((sent) => sent !== undefined && sent !== null, 'is required')
    .pipe(
      z.union([
        z
          .string()
          .regex(/^\s*$/)
          .transform(() => ''),
        line(max),
      ]),
    );

/** One line of which no more than `max` characters count: what a browser says of itself. */
export function cutLine(max: number) {
  return textParam('text', (provided) =>
    [...stripControls(provided).replace(/[\r\n\t]+/g, ' ')].slice(0, max).join(''),
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
    const value = paramText(provided);
    return value === undefined ? undefined : cleaned(value, max);
  };
  return acceptsBlank(param(`text of at most ${max} characters`, read, '').optional());
}

function cleaned(provided: string, max: number): string | Problem {
  const clean = stripControls(provided);
  return [...clean].length <= max ? clean : new Problem(`must be at most ${max} characters long`);
}

/** YES/NO, true/false, 1/0, on/off in any case. */
export const flag = textParam('YES or NO (also true/false, 1/0, on/off)', yesOrNo, {
  examples: ['YES', 'NO'],
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

/**
 * One of a few words, in any case; a record gives each word its value.
 * @param further words that are read as well, and not named where none was meant
 */
export function choice<const T, const U extends T = T>(
  options: readonly (T & string)[] | Readonly<Record<string, T>>,
  further: Readonly<Record<string, U>> = {},
) {
  const pairs: [string, T][] = Array.isArray(options)
    ? options.map((option) => [option, option])
    : Object.entries(options as Record<string, T>);
  const read = [...pairs, ...Object.entries<T>(further)];
  const values = new Map(read.map(([formatted, value]) => [folded(formatted), value]));
  const expected = `one of ${pairs.map(([formatted]) => formatted).join(', ')}`;
  const wire = { examples: pairs.map(([formatted]) => formatted) };
  return textParam(expected, (provided) => values.get(folded(provided)), wire);
}

function folded(formatted: string): string {
  return formatted.toLowerCase().replace(/[\s_-]+/g, ' ');
}

/**
 * A date as `YYYY-MM-DD`, or "localised" as the reference has it: in the order of the setting
 * DateFormat, day first where that is silent. A time of day is ignored.
 */
export const date = textParam('a date as YYYY-MM-DD or DD/MM/YYYY', readDay, {
  examples: ['2026-11-21'],
});

/** Like `date`, where the zero date `0000-00-00` means none and comes as null. */
export const dateOrNone = textParam('a date as YYYY-MM-DD, or 0000-00-00 for none', (provided) =>
  isZeroDate(provided) ? null : readDay(provided),
);

/** A span of time: from its first moment up to, not including, `before`. */
export interface Span {
  from: string;
  before: string;
}

/**
 * The beginning of a date or time as it is printed, `2026`, `2026-11-2` or `2026-11-21 08:1`; comes
 * as the spans of time whose printed form begins so.
 */
export const timeStart = textParam('the beginning of YYYY-MM-DD HH:MM:SS', (provided) =>
  spansOf(provided),
);

function spansOf(provided: string): Span[] | undefined {
  const text = /^\d{4}/.test(provided)
    ? provided.replaceAll('/', '-').replace('T', ' ')
    : (parseLocalDay(provided) ?? provided);
  const shape = '0000-00-00 00:00:00'.slice(0, text.length);
  if (text.length > 19 || text.replace(/\d/g, '0') !== shape) return undefined;
  return startsOf(text);
}

/** Adds the digits that may follow until the text names a year, month, day, hour, minute or second. */
function startsOf(text: string): Span[] | undefined {
  const bare = text.replace(/[- :]$/, '');
  if ([4, 7, 10, 13, 16, 19].includes(bare.length)) {
    const span = spanOf(bare);
    return span && [span];
  }
  const found = [...'0123456789'].flatMap((digit) => startsOf(bare + digit) ?? []);
  return found.length ? found : undefined;
}

function spanOf(text: string): Span | undefined {
  const from = parseDateTime(text + '0000-01-01 00:00:00'.slice(text.length));
  if (!from) return undefined;
  const before = new Date(from);
  if (text.length === 4) before.setUTCFullYear(before.getUTCFullYear() + 1);
  else if (text.length === 7) before.setUTCMonth(before.getUTCMonth() + 1);
  else
    before.setTime(
      before.getTime() + { 10: 86_400, 13: 3_600, 16: 60, 19: 1 }[text.length]! * 1_000,
    );
  return { from: from.toISOString(), before: before.toISOString() };
}

/** A UTC time as ISO text, from `YYYY-MM-DD HH:MM:SS`; a date alone means its midnight. */
export const dateTime = textParam('a time as YYYY-MM-DD HH:MM:SS', (provided) =>
  readTime(provided),
);

function readDay(provided: string): string | undefined {
  return readTime(provided)?.slice(0, 10);
}

function readTime(provided: string): string | undefined {
  const [datePart = '', timePart = '00:00:00', more] = provided.replace('T', ' ').split(/ +/);
  const day = parseLocalDay(datePart);
  if (!day || more !== undefined) return undefined;
  const time = /^\d{2}:\d{2}$/.test(timePart) ? `${timePart}:00` : timePart.replace(/Z$/, '');
  const instant = parseDateTime(`${day} ${time}`);
  return instant && `${formatDateTime(instant).replace(' ', 'T')}Z`;
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
