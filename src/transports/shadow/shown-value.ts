import { isPlainObject } from '#core/plain.ts';

/** What stands for a secret. */
const DOTS = '•••';

/** The longest value that is stored, in characters. */
const LONGEST = 300;

/** Names whose values are secrets; `c` is what opens a ticket to whoever has its link. */
const SECRET =
  /pass|secret|token|hash|auth(?!or)|api_?key|access_?key|private|licen[cs]e|cvv|cvc|cvn|card_?num|iban|bank|account_?num|epp|(^|_)pin$|answer|qr_?code|cookie|session|signature|^c$/i;

/** What holds the value that a field beside it names. */
const VALUE = /^(value|default|fieldvalue|data)$/i;
const NAMING = ['name', 'setting', 'fieldname', 'label', 'type'];

/** How much of a text is looked at. */
const LOOKED_AT = 2_000;

const LONG_WORD = /[A-Za-z0-9_-]{20,}/g;

/** Hides a word that looks made at random: a token, a hash, an id that opens something. */
const unlessRandom = (word: string): string =>
  /\d/.test(word) && /[A-Za-z]/.test(word) ? DOTS : word;

/** Whether a field holds a secret, by its name and by those beside it. */
export function isSecret(name: string, beside: Readonly<Record<string, unknown>>): boolean {
  if (SECRET.test(name)) return true;
  // An email shows in its text what it was sent for.
  if (/^(message|body|html|text)$/i.test(name) && 'subject' in beside) return true;
  const names = NAMING.map((naming) => beside[naming]);
  return VALUE.test(name) && names.some((text) => typeof text === 'string' && SECRET.test(text));
}

/** The texts of a request that are secrets, wherever they stand in it. */
export function secretsIn(value: unknown, isInSecret = false): string[] {
  if (typeof value === 'string') return isInSecret && value.length > 3 ? [value] : [];
  if (Array.isArray(value)) return value.flatMap((item) => secretsIn(item, isInSecret));
  if (!isPlainObject(value)) return [];
  return Object.entries(value).flatMap(([name, item]) =>
    secretsIn(item, isInSecret || isSecret(name, value)),
  );
}

/**
 * A value as it is stored for those who compare: JSON, secrets as dots, cut if it is long. Null for
 * a value that is not there.
 * @param sent secrets of the request, which a reply may repeat
 */
export function shownValue(
  value: unknown,
  isInSecret: boolean,
  sent: readonly string[],
): string | null {
  if (value === undefined) return null;
  const text = JSON.stringify(masked(value, isInSecret, sent));
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
}

function masked(value: unknown, isInSecret: boolean, sent: readonly string[]): unknown {
  if (Array.isArray(value)) return value.map((item) => masked(item, isInSecret, sent));
  if (isPlainObject(value))
    return Object.fromEntries(
      Object.entries(value).map(([name, item]) => [
        name,
        masked(item, isInSecret || isSecret(name, value), sent),
      ]),
    );
  if (value === null || value === '') return value;
  if (isInSecret) return DOTS;
  if (typeof value !== 'string') return value;
  const known = sent.reduce(
    (text, secret) => text.replaceAll(secret, DOTS),
    value.slice(0, LOOKED_AT),
  );
  return known.replace(LONG_WORD, unlessRandom);
}
