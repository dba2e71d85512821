import { DomainError } from '#core/errors.ts';
import { isStorable } from '#core/text.ts';
import { type Column, type Model, Unplanned } from './catalog.ts';
import { keyTerms, orderByOf, type Term, wholeOrder } from './order.ts';
import type { Args } from './shape.ts';

/**
 * The column that cursors are made of. No table has it: a row's value is worked out from the order
 * it was read in, and says where in the list the row stands.
 */
export const PLACE = '$$place';

/** The order of a find as columns; null for an order only Prisma can say. */
export function orderOf(model: Model, { orderBy, ...args }: Args): Term[] | null {
  const isPage = args.take !== undefined || args.skip !== undefined || args.cursor !== undefined;
  try {
    return wholeOrder(model, orderBy, isPage);
  } catch (error) {
    if (!(error instanceof Unplanned)) throw error;
    return null;
  }
}

/**
 * The arguments of a find with a whole order, and with its cursor made a condition on the rows
 * behind that place, so that the cursor's own row may have changed or be gone.
 * @throws DomainError CURSOR_INVALID for a cursor of another list or another order.
 */
export function placed(model: Model, args: Args): Args {
  const terms = orderOf(model, args);
  if (!terms) return args;
  const { cursor, skip, where, ...rest } = args;
  const text = (cursor as Args | undefined)?.[PLACE];
  const ordered = terms.length ? { ...rest, orderBy: orderByOf(terms) } : rest;
  if (text === undefined)
    return {
      ...ordered,
      ...(where !== undefined && { where }),
      ...(skip !== undefined && { skip }),
      ...(cursor !== undefined && { cursor }),
    };
  const isBackward = Number(args.take) < 0;
  const values = valuesOf(model, terms, text, isBackward ? 'before' : 'after');
  // plugin-prisma steps past the cursor's row, which the condition does automatically.
  const further = Math.max(Number(skip ?? 0) - 1, 0);
  return {
    ...ordered,
    where: { AND: [where ?? {}, beyond(terms, values, isBackward)] },
    ...(further > 0 && { skip: further }),
  };
}

const nameOf = ({ column, through }: Term) => (through ? `${through}.${column.name}` : column.name);

const spelled = (term: Term) =>
  `${nameOf(term)}${term.isDescending ? '-' : '+'}${term.nulls === 'first' ? '!' : ''}`;

const signature = ({ name }: Model, terms: readonly Term[]) =>
  `${name} ${terms.map(spelled).join(' ')}`;

const cellIn = (row: Args, { column, through }: Term) =>
  (through ? (row[through] as Args | null)?.[column.name] : row[column.name]) ?? null;

/** What makes the place of a row that was read in this order. */
export function placeIn(model: Model, terms: readonly Term[]): (row: Args) => string {
  const list = signature(model, terms.length ? terms : keyTerms(model));
  return (row) => JSON.stringify([list, ...terms.map((term) => cellOf(cellIn(row, term)))]);
}

function cellOf(value: unknown): unknown {
  if (value === null) return null;
  if (value instanceof Date) return value.toISOString();
  if (typeof value === 'bigint') return String(value);
  return typeof value === 'object' ? (value as { toFixed(): string }).toFixed() : value;
}

function valuesOf(
  model: Model,
  terms: readonly Term[],
  text: unknown,
  field: 'after' | 'before',
): unknown[] {
  const invalid = () =>
    new DomainError('CURSOR_INVALID', undefined, {
      field,
      issues: [{ path: [field], message: 'is no cursor of this list in this order' }],
    });
  const parts = parsed(text);
  if (parts?.[0] !== signature(model, terms) || parts.length !== terms.length + 1) throw invalid();
  return terms.map(({ column }, at) => {
    const value = valueOf(column, parts[at + 1]);
    if (value === undefined) throw invalid();
    return value;
  });
}

function parsed(text: unknown): unknown[] | null {
  try {
    const parts: unknown = JSON.parse(String(text));
    return Array.isArray(parts) ? parts : null;
  } catch {
    return null;
  }
}

/** A value a cursor brought, as Prisma compares it; undefined where the column has none like it. */
function valueOf({ type, labels, isRequired }: Column, cell: unknown): unknown {
  if (cell === null) return isRequired ? undefined : null;
  if (type === 'Int') return Number.isSafeInteger(cell) ? cell : undefined;
  if (type === 'Boolean') return typeof cell === 'boolean' ? cell : undefined;
  if (typeof cell !== 'string' || !isStorable(cell)) return undefined;
  if (labels) return labels.has(cell) ? cell : undefined;
  if (type === 'Decimal') return /^-?\d{1,20}(\.\d{1,20})?$/.test(cell) ? cell : undefined;
  if (type === 'BigInt') return /^-?\d{1,18}$/.test(cell) ? BigInt(cell) : undefined;
  if (type !== 'DateTime') return cell;
  const timestamp = new Date(cell);
  return Number.isNaN(timestamp.getTime()) ? undefined : timestamp;
}

/** A condition on the column of a term. */
const on = ({ column, through }: Term, condition: unknown): Args =>
  through ? { [through]: { [column.name]: condition } } : { [column.name]: condition };

/** The condition of standing behind a place, or before it. */
function beyond(terms: readonly Term[], values: readonly unknown[], isBackward: boolean): Args {
  const steps = terms.flatMap((term, at): Args[] => {
    const further = furtherThan(term, values[at], isBackward);
    if (!further) return [];
    const equal = terms.slice(0, at).map((before, index) => on(before, values[index]));
    return equal.length ? [{ AND: [...equal, further] }] : [further];
  });
  const [first] = terms;
  if (steps.length === 1) return steps[0]!;
  if (!first || first.nulls || isListed(first.column)) return { OR: steps };
  // Says nothing new, but lets an index begin at the place.
  const param = first.isDescending === isBackward ? 'gte' : 'lte';
  return { AND: [on(first, { [param]: values[0] }), { OR: steps }] };
}

/** Prisma compares neither the words of an enum nor booleans: those beyond are listed. */
const isListed = ({ labels, type }: Column) => labels !== null || type === 'Boolean';

/** The condition that a column stands behind a value; null where nothing can. */
function furtherThan(term: Term, value: unknown, isBackward: boolean): Args | null {
  const { column, isDescending, nulls } = term;
  const isDown = isDescending !== isBackward;
  const areNullsBehind = nulls !== null && (nulls === 'last') !== isBackward;
  if (value === null) return areNullsBehind ? null : on(term, { not: null });
  const compared = isListed(column)
    ? on(term, { in: listedBeyond(column, value, isDown) })
    : on(term, { [isDown ? 'lt' : 'gt']: value });
  return areNullsBehind ? { OR: [compared, on(term, null)] } : compared;
}

function listedBeyond({ labels }: Column, value: unknown, isDown: boolean): unknown[] {
  const all: unknown[] = labels ? [...labels.keys()] : [false, true];
  const at = all.indexOf(value);
  return isDown ? all.slice(0, at) : all.slice(at + 1);
}
