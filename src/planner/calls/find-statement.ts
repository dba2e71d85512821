import { Binder } from '#planner/binder.ts';
import { attempt, type Catalog, modelOf, Unplanned } from '#planner/catalog.ts';
import { termsOf } from '#planner/order.ts';
import { orderSql } from '#planner/rows.ts';
import type { CallWriter } from '#planner/database.ts';
import { dresser, fitsInt, selected } from './selected-columns.ts';
import { type Args, marked, requestShape } from '#planner/shape.ts';
import { whereSql } from '#planner/where.ts';

interface CompiledFind {
  text: string;
  bound: Pick<Binder, 'used' | 'converts'>;
  resultOf(rows: object[]): unknown;
}

const FINDS = new Set(['findFirst', 'findFirstOrThrow', 'findUnique', 'findUniqueOrThrow']);
const KNOWN = new Set(['where', 'select', 'orderBy', 'take', 'backward']);

/** The most statements kept; their number depends on what code reads, not on callers. */
const MOST = 2_000;

/** Writes reads of columns of one model as statements; Prisma does what it cannot say. */
export function findStatements(catalog: Catalog): CallWriter {
  const known = new Map<string, CompiledFind | null>();
  return (name, method, args = {}) => {
    if (method !== 'findMany' && method !== 'count' && !FINDS.has(method)) return null;
    const values: unknown[] = [];
    const key = attempt(() => `${name}.${method} ${requestShape(args, values)}`);
    // What does not fit a column is refused in Prisma's words, and ends no transaction.
    if (key === null || !values.every(fitsInt)) return null;
    let compiled = known.get(key);
    if (compiled === undefined) {
      if (known.size >= MOST) known.clear();
      compiled = attempt(() => compile(catalog, name, method, args));
      known.set(key, compiled);
    }
    if (!compiled) return null;
    const { text, bound, resultOf } = compiled;
    const sent = attempt(() => Binder.values(bound, values));
    return sent && { text, values: sent, resultOf };
  };
}

function compile(catalog: Catalog, name: string, method: string, provided: Args): CompiledFind {
  const model = modelOf(catalog, name.charAt(0).toUpperCase() + name.slice(1));
  const args = marked(provided, { next: 0 }) as Args;
  for (const key in args) if (!KNOWN.has(key)) throw new Unplanned(`argument ${key}`);
  if (args.backward || (args.take !== undefined && typeof args.take !== 'number'))
    throw new Unplanned('a page from its end');
  const binder = new Binder(catalog);
  const alias = binder.alias();
  const where = whereSql(binder, model, alias, args.where);
  const from = `from ${model.table} ${alias}${where === 'true' ? '' : ` where ${where}`}`;
  if (method === 'count') return { ...countOf(args, from), bound: binder };
  const terms = termsOf(model, args.orderBy);
  if (terms.some(({ through }) => through)) throw new Unplanned('an order by a relation');
  const columns = selected(model, args.select as Args | undefined);
  const cells = columns.map((column) => `${alias}.${column.column} as "${column.name}"`);
  const isMany = method === 'findMany';
  const limit = isMany ? args.take : 1;
  const text = `select ${cells.join()} ${from}${orderSql(terms, alias)}${limit === undefined ? '' : ` limit ${Number(limit)}`}`;
  const dress = dresser(columns);
  const isRequired = method.endsWith('OrThrow');
  const resultOf = (rows: object[]) => {
    for (const row of rows) dress?.(row as Args);
    return isMany ? rows : (rows[0] ?? (isRequired ? undefined : null));
  };
  return { text, bound: binder, resultOf };
}

function countOf({ where: _where, ...rest }: Args, from: string) {
  if (Object.keys(rest).length) throw new Unplanned('a count of a page');
  const resultOf = (rows: object[]) => (rows[0] as { count: number }).count;
  return { text: `select count(*)::int as count ${from}`, resultOf };
}
