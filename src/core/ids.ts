import { withArticle } from './text.ts';
import { DomainError } from './errors.ts';

/** A global id says its type and its key in the open: `Order:77`. */
export const encodeId = (type: string, key: string | number | bigint) => `${type}:${key}`;

/** Takes a global id apart. Text without a colon has an empty key, which no type accepts. */
export function decodeId(text: string): { typename: string; id: string } {
  const at = text.indexOf(':');
  return at < 0
    ? { typename: text, id: '' }
    : { typename: text.slice(0, at), id: text.slice(at + 1) };
}

/** The number inside a global id of the gateway's own: `7` of `Order:7`; null for none. */
export const keyIn = (globalId: string | null | undefined): number | null =>
  globalId ? Number(decodeId(globalId).id) : null;

/** Whether this is how keys are written: one spelling each, and none that only a bigint holds. */
export const isKey = (text: string): boolean => /^[1-9]\d{0,17}$/.test(text);

/** The largest key that the tables of most types hold. */
export const largestKey = 2_147_483_647;

/**
 * The integer key inside a global id's key part.
 * A key that no row can have is refused as invalid input, naming the type it should have been.
 */
export function keyOf(id: { typename: string; id: string }): number {
  const key = Number(id.id);
  if (isKey(id.id) && key <= largestKey) return key;
  throw new DomainError(
    'BAD_INPUT',
    `"${id.typename}:${id.id}" is not the id of ${withArticle(id.typename)}.`,
  );
}

/**
 * The key inside the global id of a row whose table is numbered in 64 bits, such as a log.
 * @throws DomainError BAD_INPUT
 */
export function largeKeyOf(id: { typename: string; id: string }): number {
  const key = Number(id.id);
  return isKey(id.id) && Number.isSafeInteger(key) ? key : keyOf(id);
}

/**
 * The key of a global id that must be of one type, for types that a later module declares.
 * @throws DomainError BAD_INPUT
 */
export function keyOfType(text: string, typename: string): number {
  const id = decodeId(text);
  if (id.typename === typename) return keyOf(id);
  throw new DomainError(
    'BAD_INPUT',
    `${JSON.stringify(text.slice(0, 60))} is not the id of ${withArticle(typename)}.`,
  );
}

/**
 * The key of an id whose type the input could not name, since it belongs to a module further up.
 * @param field the input's name for it
 * @throws DomainError BAD_INPUT when it is the id of something else.
 */
export function keyOfThe(
  typename: string,
  provided: { typename: string; id: string },
  field: string,
): number {
  if (provided.typename === typename) return keyOf(provided);
  throw new DomainError('BAD_INPUT', `${field}: must be the id of ${withArticle(typename)}.`, {
    field,
  });
}
