import { asciiStart, normalizeEmail } from '#core/text.ts';

/**
 * Filters over text, for every list: what callers send is text and never a pattern. Prisma writes
 * `LIKE` and `ILIKE` without escaping, so `%`, `_` and `\\` are escaped here.
 */
const literal = (text: string): string => text.replace(/[\\%_]/g, '\\$&');

const insensitive = 'insensitive' as const;

/** Begins so, in any case. */
export const beginsWith = (text: string) => ({ startsWith: literal(text), mode: insensitive });

/** Occurs in it, in any case. */
export const includes = (text: string) => ({ contains: literal(text), mode: insensitive });

/** Is that text, in any case. */
export const isText = (text: string) => ({ equals: literal(text), mode: insensitive });

/** Begins so, for a column that is stored in small letters: an index finds it. */
export const beginsLower = (text: string) => ({ startsWith: literal(text.toLowerCase()) });

/** Occurs in it, for a column that is stored in small letters. */
export const includesLower = (text: string) => ({ contains: literal(text.toLowerCase()) });

/** Every word occurs in it, in any case and any order. */
export const wordsWithin = (text: string | null | undefined) =>
  (text?.split(/\s+/).filter(Boolean).slice(0, 10) ?? []).map(includes);

/** The id that a text may be; -1, which no row has, for any other text. */
export const idIn = (text: string): number =>
  /^#?[1-9]\d{0,8}$/.test(text) ? Number(text.replace('#', '')) : -1;

/** A domain name, or an e-mail address, that begins so: in Unicode or as it is stored. */
export const beginsName = (text: string) => beginsLower(asciiStart(text.trim()));

/** The stored form of an e-mail address that is looked for, whichever way it is written. */
export const emailKey = (text: string | null | undefined): string =>
  normalizeEmail(text ?? '') ?? (text ?? '').trim().toLowerCase();

interface NumberFilter {
  phoneNumber?: { startsWith: string } | string;
  phoneCountryCode?: { startsWith: string } | string;
}

/**
 * The telephone numbers that a text begins: with the calling code after `+` or `00` or bare, with
 * the national 0, or without.
 * @param isWhole the text is the whole number.
 */
export function phoneFilter(text: string, isWhole = false): Record<'OR', NumberFilter[]> {
  const isInternational = /^\s*(?:\+|00)/.test(text);
  const digits = text.replace(/\D/g, '').replace(isInternational ? /^00/ : /^$/, '');
  const rest = (number: string) => (isWhole ? number : { startsWith: number });
  // Without digits it is no number, and begins none.
  const none: NumberFilter = { phoneNumber: { startsWith: literal(text) } };
  if (!digits) return { OR: [none] };
  const found: NumberFilter[] = [];
  for (let length = 1; length <= Math.min(3, digits.length); length += 1)
    found.push({
      phoneCountryCode: digits.slice(0, length),
      phoneNumber: rest(digits.slice(length).replace(/^0/, '')),
    });
  if (!isWhole && digits.length < 3) found.push({ phoneCountryCode: { startsWith: digits } });
  if (!isInternational) found.push({ phoneNumber: rest(digits.replace(/^0/, '')) });
  const [first = none, ...more] = found;
  return { OR: [first, ...more] };
}

/** What a word finds a person by: a part of a name or address, or digits of a telephone number. */
export function peopleWith(word: string): [object, ...object[]] {
  const digits = word.replace(/\D/g, '');
  return [
    { firstName: includes(word) },
    { lastName: includes(word) },
    { companyName: includes(word) },
    { email: includesLower(asciiStart(word)) },
    ...(/^[\d+() ./-]{4,}$/.test(word) && digits ? [{ phoneNumber: { contains: digits } }] : []),
  ];
}

/** A client or contact whom a word finds. */
export function somebodyCalled(word: string) {
  const [first, ...more] = peopleWith(word);
  return { OR: [first, ...more] };
}
