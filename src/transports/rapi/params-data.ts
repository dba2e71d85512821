import { z } from 'zod';
import { JsonTextError, parseJson } from './json.ts';
import { decodePhp, PhpTextError } from './php-serialize.ts';
import { Problem, textOf, param } from './param.ts';
import { amount, id } from './params.ts';

const MAX_ITEMS = 1_000;

/** Ids as `1`, `1, 2, 3`, a list, or an array; each once, at least one. */
export const idList = listOf(id, 'one or more whole numbers above 0, separated by commas');

/** Texts separated by commas, or an array of them. */
export function textList(maxItems = MAX_ITEMS, maxLength = 255) {
  const item = z.string().max(maxLength, `must be at most ${maxLength} characters long`);
  return listOf(item, 'words separated by commas', maxItems);
}

/**
 * Exact amounts separated by commas: `10, 20, 30` for one, two and three years. The place counts:
 * an empty one and -1, as WHMCS writes it, are a period that is not offered.
 */
export function amountList(maxItems: number) {
  const expected = `1 to ${maxItems} amounts separated by commas`;
  const place = z.preprocess(
    (piece) => (piece === '' || /^-1(\.0+)?$/.test(String(piece)) ? null : piece),
    amount.nullable(),
  );
  const most = z.array(place).max(maxItems, `must be ${expected}`);
  return param(expected, pieces).pipe(
    most.min(1, `must be ${expected}`).refine((list) => list.some((each) => each !== null), {
      error: `must be ${expected}`,
    }),
  );
}

function listOf<T extends number | string>(
  item: z.ZodType<T, unknown>,
  expected: string,
  maxItems = MAX_ITEMS,
) {
  return param(expected, (provided) => items(provided))
    .pipe(z.array(item).max(maxItems, `must be at most ${maxItems} values`))
    .transform((list) => [...new Set(list)]);
}

/** The pieces of a comma list or of an array; empty pieces are left out. */
function items(provided: unknown): unknown[] | undefined {
  const filled = pieces(provided).filter((piece) => piece !== '' && piece !== null);
  return filled.length > 0 ? filled : undefined;
}

function pieces(provided: unknown): unknown[] {
  const single = textOf(provided);
  if (single !== undefined) return single.split(',').map((piece) => piece.trim());
  if (typeof provided !== 'object' || provided === null) return [];
  return Object.values(provided).map((piece) => (typeof piece === 'string' ? piece.trim() : piece));
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
      return bytes ? fromJson(bytes.toString('utf8')) : undefined;
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
      return start === '{' || start === '[' ? fromJson(bytes.toString('utf8')) : fromPhp(bytes);
    }),
  ).pipe(schema);
}

/** Values by key. PHP arrays with the keys 0 … n-1 arrive as lists and are keyed again. */
export function keyed<S extends z.ZodType>(value: S) {
  const byKey = (provided: unknown) => (Array.isArray(provided) ? { ...provided } : provided);
  return z.preprocess(byKey, z.record(z.string(), value));
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
