import type { Branch, Count, Subselect } from './branch.ts';
import type { Binder } from './binder.ts';
import { type Column, modelOf, Unplanned } from './catalog.ts';
import { type Cell, rowClassOf } from './row-class.ts';
import { rowsSql } from './rows.ts';
import type { Args } from './shape.ts';
import { joinSql, whereSql } from './where.ts';

/** The most arguments a PostgreSQL function takes. */
const MOST_CELLS = 100;

/** A statement whose one row holds the answer as JSON text, and the total where it was asked for. */
export function rootSql(
  binder: Binder,
  branch: Branch,
  args: Args,
  { one, total }: { one: boolean; total?: unknown },
): string {
  const alias = binder.alias();
  const { from, where, order } = rowsSql(binder, branch, alias, args);
  const row = rowSql(binder, branch, alias);
  const tail = `from ${from}${where && ` where ${where}`}`;
  if (one) return `select ${row}::text ${tail}${order} limit 1`;
  const rows = `select coalesce(json_agg(${row}${order}), '[]')::text ${tail}`;
  if (total === undefined) return rows;
  return `select (${rows}), (${countSql(binder, branch.model.name, total)})`;
}

/** Counts the rows of a model that meet a condition. */
export function countSql(binder: Binder, name: string, where: unknown): string {
  const alias = binder.alias();
  const model = modelOf(binder.catalog, name);
  return `select count(*)::int from ${model.table} ${alias} where ${whereSql(binder, model, alias, where)}`;
}

/** One row of a branch as a JSON array, everything below it included; writes its class as well. */
function rowSql(binder: Binder, branch: Branch, alias: string): string {
  const parts: string[] = [];
  const cells: Cell[] = [];
  for (const column of branch.columns.values()) {
    parts.push(cellSql(column, alias));
    cells.push({ kind: 'column', column });
  }
  for (const subselect of branch.subselects)
    unlessUnplanned(binder, branch, subselect, () => {
      parts.push(subselectSql(binder, subselect, alias));
      const kind = subselect.relation.isList ? 'many' : 'one';
      cells.push({ kind, property: subselect.property, branch: subselect.branch });
    });
  for (const count of branch.counts)
    unlessUnplanned(binder, branch, count, () => {
      parts.push(relatedCountSql(binder, count, alias));
      cells.push({ kind: 'count', property: count.property, name: count.relation.name });
    });
  if (parts.length > MOST_CELLS) throw new Unplanned('too many columns');
  branch.Row = rowClassOf(branch, cells);
  return `json_build_array(${parts.join(', ')})`;
}

/** Does without a part that no statement can hold: its field goes to Prisma, the rest stays. */
function unlessUnplanned(
  binder: Binder,
  branch: Branch,
  { owner }: Subselect | Count,
  write: () => void,
): void {
  const bound = binder.used.length;
  try {
    write();
  } catch (error) {
    if (!(error instanceof Unplanned) || !owner.length) throw error;
    binder.rewind(bound);
    branch.release(owner);
  }
}

function cellSql({ column, type, isList }: Column, alias: string): string {
  const exact = !isList && (type === 'Decimal' || type === 'BigInt');
  return `${alias}.${column}${exact ? '::text' : ''}`;
}

function subselectSql(
  binder: Binder,
  { relation, args, branch }: Subselect,
  parent: string,
): string {
  const alias = binder.alias();
  const link = (rows: string) => joinSql(relation, rows, parent);
  const { from, where, order } = rowsSql(binder, branch, alias, args, link);
  const tail = `from ${from}${where && ` where ${where}`}`;
  const row = rowSql(binder, branch, alias);
  return relation.isList
    ? `(select coalesce(json_agg(${row}${order}), '[]'::json) ${tail})`
    : `(select ${row} ${tail})`;
}

function relatedCountSql(binder: Binder, { relation, where }: Count, parent: string): string {
  const alias = binder.alias();
  const model = modelOf(binder.catalog, relation.target);
  const said = whereSql(binder, model, alias, where);
  const rest = said === 'true' ? '' : ` and (${said})`;
  return `(select count(*)::int from ${model.table} ${alias} where ${joinSql(relation, alias, parent)}${rest})`;
}
