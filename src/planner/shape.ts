import { isPlainObject } from '#core/plain.ts';
import { Unplanned } from './catalog.ts';

/** Stands for a value in arguments that were taken apart into shape and values. */
export class BoundParam {
  readonly index: number;
  readonly isList: boolean;
  readonly isEmpty: boolean;

  constructor(index: number, list?: readonly unknown[]) {
    this.index = index;
    this.isList = list !== undefined;
    this.isEmpty = list?.length === 0;
  }
}

/** Arguments of a Prisma call, or a part of them. */
export type Args = Record<string, unknown>;

/** Below these keys a word is part of the statement rather than a value bound to it. */
const LITERAL = new Set(['select', 'include', 'orderBy', 'mode', '_count', 'distinct']);

/** Words of Prisma's own that a column must not be called where arguments are taken apart. */
export const reserved = new Set([...LITERAL, 'where', 'cursor', 'take', 'skip', 'backward']);

const isScalar = (value: unknown) =>
  typeof value !== 'object' ||
  value instanceof Date ||
  ArrayBuffer.isView(value) ||
  typeof (value as { toFixed?: unknown }).toFixed === 'function';

const isValues = (list: readonly unknown[]) =>
  list.every((item) => item !== null && isScalar(item));

/** Whether what stands under this key is values again, in the middle of literal words. */
const holdsValues = (key: string, value: unknown) =>
  (key === 'skip' && typeof value === 'number') ||
  ((key === 'where' || key === 'cursor') && typeof value === 'object');

/**
 * Sizes of pages, where the first pages begin, and the step past a cursor are few and are written
 * into the statement: with a limit or an offset it does not know, PostgreSQL makes a new plan each
 * time.
 */
const isLiteralPage = (key: string, value: unknown): value is number =>
  Number.isSafeInteger(value) &&
  (key === 'take' || (key === 'skip' && isUsualStart(value as number)));

const isUsualStart = (skip: number) => skip === 1 || (skip % 5 === 0 && skip >= 0 && skip <= 200);

/**
 * The shape of a call's arguments as a text that is equal for equal statements; the values are
 * pushed in the order `marked` numbers them.
 * @throws Unplanned for values no statement can hold.
 */
export function requestShape(value: unknown, values: unknown[], literal = false): string {
  if (value === null) return 'n';
  if (typeof value === 'function' || typeof value === 'symbol') throw new Unplanned('a function');
  if (isScalar(value)) {
    if (literal) return typeof value === 'bigint' ? `${value}n` : JSON.stringify(value);
    values.push(value);
    return '?';
  }
  if (Array.isArray(value)) {
    if (literal || !isValues(value))
      return `[${value.map((item) => requestShape(item, values, literal)).join()}]`;
    values.push(value);
    return value.length ? '[?]' : '[]';
  }
  if (!isPlainObject(value)) throw new Unplanned('an odd value');
  let shape = '{';
  for (const key in value) {
    const inner = (value as Args)[key];
    if (inner === undefined) continue;
    if (isLiteralPage(key, inner)) {
      shape += `${key}:${inner},`;
      continue;
    }
    const isLiteral = !holdsValues(key, inner) && (literal || LITERAL.has(key));
    shape += `${key}:${requestShape(inner, values, isLiteral)},`;
  }
  return `${shape}}`;
}

/** The arguments with a `Param` for each value `shapeOf` pushed, in the same order. */
export function marked(value: unknown, counter: { next: number }, literal = false): unknown {
  if (value === null) return null;
  if (isScalar(value)) return literal ? value : new BoundParam(counter.next++);
  if (Array.isArray(value)) {
    if (!literal && isValues(value)) return new BoundParam(counter.next++, value);
    return value.map((item) => marked(item, counter, literal));
  }
  const result: Record<string | symbol, unknown> = {};
  for (const key in value as Args) {
    const inner = (value as Args)[key];
    if (inner === undefined) continue;
    if (isLiteralPage(key, inner)) {
      result[key] = Math.abs(inner);
      if (key === 'take') result.backward = inner < 0;
      continue;
    }
    const isLiteral = !holdsValues(key, inner) && (literal || LITERAL.has(key));
    result[key] = marked(inner, counter, isLiteral);
  }
  for (const symbol of Object.getOwnPropertySymbols(value))
    result[symbol] = (value as Record<symbol, unknown>)[symbol];
  return result;
}
