import { z } from 'zod';
import { isPlainObject } from '#core/plain.ts';
import { JsonTextError, parseJson } from './json.ts';
import { decodePhp, PhpTextError } from './php-serialize.ts';
import { keyAt, keysOf, type PlainObject, withKeys } from './php-array.ts';
import { isBlank, param, Problem, paramText } from './param.ts';
import { acceptsBlank } from './fields.ts';
import { amount, id } from './params.ts';

const MAX_ITEMS = 1_000;

/** Ids as `1`, `1, 2, 3`, a list, or an array; each once, at least one. */
export const idsParam = listOf(id, 'one or more whole numbers above 0, separated by commas');

/** Texts separated by commas, or an array of them. */
export function textList(maxItems = MAX_ITEMS, maxLength = 255) {
  const item = z.string().max(maxLength, `must be at most ${maxLength} characters long`);
  return listOf(item, 'words separated by commas', maxItems);
}

/** A list of texts in which an empty value says that there are none; leave it out to keep what is. */
export const emptiableTexts = (maxItems = MAX_ITEMS) =>
  acceptsBlank(
    z
      .preprocess(
        (provided) => (isBlank(provided) || isEmptyList(provided) ? EMPTY : provided),
        z.union([z.literal(EMPTY).transform((): string[] => []), textList(maxItems)]),
      )
      .optional(),
  );

const EMPTY = '\0empty';
const isEmptyList = (value: unknown) => Array.isArray(value) && value.length === 0;

/**
 * Exact amounts separated by commas: `10, 20, 30` for one, two and three years. The place counts:
 * an empty one and -1, as WHMCS writes it, are a period that is not offered. Of an array the keys
 * are the years, as GetTLDPricing has them, and a list that PHP numbers from 0 begins with one year.
 */
export function amountList(maxItems: number) {
  const expected = `1 to ${maxItems} amounts separated by commas`;
  const place = z.preprocess(
    (piece) => (piece === '' || /^-1(\.0+)?$/.test(paramText(piece) ?? '') ? null : piece),
    amount.nullable(),
  );
  const most = z.array(place).max(maxItems, `must be ${expected}`);
  return param(expected, (provided) => byPlace(provided, maxItems)).pipe(
    most.min(1, `must be ${expected}`).refine((list) => list.some((each) => each !== null), {
      error: `must be ${expected}`,
    }),
  );
}

/** The pieces of a list where their keys say; undefined for keys that are no places. */
function byPlace(provided: unknown, maxItems: number): unknown[] | undefined {
  if (!isPlainObject(provided)) return pieces(provided);
  const keys = Object.keys(provided);
  if (keys.some((key) => !/^\d{1,4}$/.test(key) || Number(key) > maxItems)) return undefined;
  const first = '0' in provided ? 0 : 1;
  const last = Math.max(...keys.map(Number));
  return Array.from({ length: last - first + 1 }, (_none, at) => {
    const piece = provided[String(at + first)] ?? '';
    return typeof piece === 'string' ? piece.trim() : piece;
  });
}

function listOf<T extends number | string>(
  item: z.ZodType<T, unknown>,
  expected: string,
  maxItems = MAX_ITEMS,
) {
  const list = z.array(item).max(maxItems, `must be at most ${maxItems} values`);
  return param(expected, (provided) => items(provided))
    .transform(underSentKeys(list))
    .transform((values) => [...new Set(values)]);
}

/** Reads a list; what is wrong with an item is said under the key that was sent. */
function underSentKeys<T>(schema: z.ZodType<T[], unknown>) {
  return (sent: unknown, context: z.RefinementCtx): T[] => {
    const { data, error } = schema.safeParse(sent);
    if (data) return Array.isArray(sent) ? withKeys(data, keysOfList(sent)) : data;
    for (const { message, path } of error!.issues) {
      const [index, ...rest] = path;
      const key = Array.isArray(sent) && typeof index === 'number' ? keyAt(sent, index) : index;
      context.addIssue({ code: 'custom', message, path: key === undefined ? [] : [key, ...rest] });
    }
    return z.NEVER;
  };
}

const keysOfList = (list: readonly unknown[]) => list.map((_item, index) => keyAt(list, index));

/** A list in which an empty value means "none" and comes as an empty list. */
export function clearableList<T>(list: z.ZodType<T[], unknown>) {
  const read = z.unknown().transform((given, context): T[] => {
    if (isBlank(given)) return [];
    const result = list.safeParse(given);
    if (result.success) return result.data;
    for (const { message, path } of result.error.issues)
      context.addIssue({ code: 'custom', message, path });
    return z.NEVER;
  });
  return acceptsBlank(read.optional());
}

/** The pieces of a comma list or of an array; empty pieces are left out. */
function items(provided: unknown): unknown[] | undefined {
  const all = pieces(provided);
  const filled = [...all.entries()].filter(([, piece]) => piece !== '' && piece !== null);
  const list = filled.map(([, piece]) => piece);
  const keys = filled.map(([index]) => keyAt(all, index));
  return list.length > 0 ? withKeys(list, keys) : undefined;
}

function pieces(provided: unknown): unknown[] {
  const single = paramText(provided);
  if (single !== undefined) return single.split(/,|\r?\n/).map((piece) => piece.trim());
  if (typeof provided !== 'object' || provided === null) return [];
  const keys = keysOf(provided as PlainObject);
  const list = keys.map((key) => (provided as PlainObject)[key]);
  return withKeys(
    list.map((piece) => (typeof piece === 'string' ? piece.trim() : piece)),
    keys,
  );
}

/** JSON text (or the same structure sent as form arrays) that fits a schema. */
export function json<S extends z.ZodType>(schema: S) {
  return param('JSON', (provided) => structure(provided, fromJson)).pipe(schema);
}

/** JSON in base64, as clients send `FormData`; plain JSON and form arrays are read too. */
export function base64Json<S extends z.ZodType>(schema: S) {
  return param('JSON encoded in base64', (provided) =>
    structure(provided, (provided) => {
      if (/^[{[]/.test(provided)) return fromJson(provided);
      const bytes = decodeBase64(provided);
      return bytes ? fromJsonBytes(bytes) : undefined;
    }),
  ).pipe(schema);
}

/**
 * A PHP-serialized array in base64, as clients send `custom_fields`; base64 of JSON and form
 * arrays are read too.
 */
export function base64Php<S extends z.ZodType>(schema: S) {
  return param('a serialized array encoded in base64', (provided) =>
    structure(provided, (provided) => {
      const bytes = decodeBase64(provided);
      if (!bytes) return undefined;
      const start = String.fromCharCode(bytes[0] ?? 0);
      return start === '{' || start === '[' ? fromJsonBytes(bytes) : fromPhp(bytes);
    }),
  ).pipe(schema);
}

/**
 * A list of structures, as PHP sends lists: with any keys, in the order they were sent, and one
 * alone for a list of one. What is wrong with an item is said under the key that was sent.
 */
export function listOfAll<S extends z.ZodType>(item: S, noun = 'line', most = 1_000) {
  const list = z
    .array(item)
    .min(1, `must be at least one ${noun}`)
    .max(most, `must be at most ${most} ${noun}s`);
  const read = underSentKeys<z.output<S>>(list);
  return z.unknown().transform((provided, context) => read(asList(provided), context));
}

function asList(provided: unknown): unknown {
  if (typeof provided !== 'object' || provided === null || Array.isArray(provided)) return provided;
  const keys = keysOf(provided as PlainObject);
  if (!keys.every((key) => /^\d+$/.test(key))) return [provided];
  const list = keys.map((key) => (provided as PlainObject)[key]);
  return withKeys(list, keys);
}

/** Any scalar of PHP as text; null is the empty text. */
export const scalarText = (max: number) =>
  param(
    `text of at most ${max} characters`,
    (provided) => {
      const text = paramText(provided);
      return text !== undefined && text.length > max
        ? new Problem(`must be at most ${max} characters long`)
        : text;
    },
    '',
  );

/** An object of JSON; PHP writes one without keys, or with the keys 0 … n-1, as a list. */
export const jsonObject = json(keyed(z.unknown(), 'must be a JSON object'));

/** Values by key. PHP arrays with the keys 0 … n-1 arrive as lists and are keyed again. */
export function keyed<S extends z.ZodType>(value: S, error?: string) {
  const byKey = (provided: unknown): unknown =>
    Array.isArray(provided) ? { ...(provided as unknown[]) } : provided;
  return z.preprocess(byKey, z.record(z.string(), value, error));
}

function structure(provided: unknown, read: (text: string) => unknown): unknown {
  if (typeof provided === 'object') return provided;
  return typeof provided === 'string' ? read(provided) : undefined;
}

function fromJson(text: string): unknown {
  try {
    return parseJson(text);
  } catch (error) {
    if (error instanceof JsonTextError) return new Problem(`must be ${error.message}`);
    throw error;
  }
}

function fromJsonBytes(bytes: Uint8Array): unknown {
  try {
    return fromJson(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    return new Problem('must be UTF-8 text');
  }
}

function fromPhp(bytes: Uint8Array): unknown {
  try {
    return decodePhp(bytes);
  } catch (error) {
    if (!(error instanceof PhpTextError)) throw error;
    return new Problem(`must be a serialized array encoded in base64. ${error.message}`);
  }
}

/**
 * The bytes of a base64 text, `undefined` when it is none. The URL-safe alphabet, line breaks and
 * missing padding are read; so are spaces, which a form makes of an unescaped plus.
 */
export function decodeBase64(text: string): Buffer | undefined {
  const compact = text.replace(/[\r\n\t]/g, '').replaceAll(' ', '+');
  const bare = compact.replace(/={1,2}$/, '');
  if (!/^[A-Za-z0-9+/_-]*$/.test(bare) || bare.length % 4 === 1) return undefined;
  return Buffer.from(bare, 'base64');
}
