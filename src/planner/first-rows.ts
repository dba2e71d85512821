import { asIs, Binder } from './binder.ts';
import { type Catalog, modelOf, Unplanned } from './catalog.ts';
import { type Args, type BoundParam, marked, requestShape } from './shape.ts';
import { afterAll, textOfPattern, whereSql } from './where.ts';

/** A column of text that rows stand in the order of. */
export interface TextOrder {
  column: string;
  /** In small letters, whatever the column holds. */
  isInsensitive: boolean;
  /** Only rows whose text begins so, as Prisma's `startsWith` says it. */
  startsWith: string;
}

/** Rows of one model that meet a condition, by id. */
export interface RowsPart {
  model: string;
  where: Args;
  /** Rows that meet this are left out. */
  except?: Args;
  /** By this column first, as text, byte by byte. */
  by?: TextOrder | undefined;
  /** How many rows meet the condition depends on its values alone: first looks whether they are few. */
  isSifted?: true;
  /** Only rows behind this place. */
  after?: RowPlace | undefined;
}

/** Where a row stands in its part. */
export interface RowPlace {
  /** What the part is ordered by; empty where it is ordered by id alone. */
  value: string;
  id: number;
}

/** A row: which part it belongs to, and where it stands there. */
export interface FoundRow extends RowPlace {
  part: number;
}

/** A row as the statement gives it: part, id and value. */
export type FoundCells = [part: number, id: number, value: string];

/** Stands for the rows of a sifted part that are not few. */
export const MANY = -1;

interface Compiled {
  text: string;
  bound: Pick<Binder, 'used' | 'converts'>;
}

/** The most statements kept; their number depends on what people search with, and what they may see. */
const MOST = 500;

/** Writes one statement for the first rows of several parts, one part after the other. */
export class FirstRows {
  private readonly catalog: Catalog;
  private readonly known = new Map<string, Compiled>();

  constructor(catalog: Catalog) {
    this.catalog = catalog;
  }

  /** @throws Unplanned where no statement can say one of the parts. */
  statement(parts: readonly RowsPart[], limit: number): { text: string; values: unknown[] } {
    const values: unknown[] = [];
    const key = `${limit} ${parts.map((part) => shapeOf(part, values)).join()}`;
    let compiled = this.known.get(key);
    if (!compiled) {
      if (this.known.size >= MOST) this.known.clear();
      this.known.set(key, (compiled = this.compile(parts, limit)));
    }
    return { text: compiled.text, values: Binder.values(compiled.bound, values) };
  }

  private compile(parts: readonly RowsPart[], limit: number): Compiled {
    const binder = new Binder(this.catalog);
    const counter = { next: 0 };
    const selects = parts.map((part, at) => this.select(binder, part, counter, [at, limit]));
    const text = selects.length > 1 ? `${selects.join(' union all ')} limit ${limit}` : selects[0]!;
    return { text, bound: binder };
  }

  private select(
    binder: Binder,
    part: RowsPart,
    counter: { next: number },
    [at, limit]: readonly [number, number],
  ): string {
    const { where, except, after, start } = marked(conditionsOf(part), counter) as Marked;
    const model = modelOf(this.catalog, part.model);
    const alias = binder.alias();
    const sorted = part.by && sortedBy(binder, part, alias);
    const said = [whereSql(binder, model, alias, where)];
    if (except) said.push(`(${whereSql(binder, model, alias, except)}) is not true`);
    if (sorted && start) said.push(beginsSql(binder, sorted, start, part.by!.isInsensitive));
    if (after) said.push(behind(binder, after, `${alias}.id`, sorted));
    const given = said.filter((one) => one !== 'true').join(' and ') || 'true';
    const tail = `from ${model.table} ${alias} where ${given}`;
    if (part.isSifted) return siftedSql(at, limit, `select ${alias}.id ${tail}`);
    const order = sorted ? `${sorted} using ~<~, ${alias}.id` : `${alias}.id`;
    return `(select ${at}, ${alias}.id, ${sorted ?? `''`} ${tail} order by ${order} limit ${limit})`;
  }
}

/** The most rows that are sorted. */
const FEW = 1_000;

/**
 * The rows of a condition by id if they are few: found by whatever index there is, and sorted; else
 * one row that says so. PostgreSQL cannot tell, and would go through all of a large table for rare
 * ones; frequent ones are met on the way through all, which is a statement of its own: to plan both
 * takes longer than to carry one out.
 */
function siftedSql(at: number, limit: number, rows: string): string {
  const few = `few${at}`;
  const count = `(select count(*) from ${few})`;
  const rare = `(select ${at}, id, '' from ${few} where ${count} <= ${FEW} order by id limit ${limit})`;
  const many = `select ${at}, ${MANY}, '' where ${count} > ${FEW}`;
  return `(with ${few} as materialized (${rows} limit ${FEW + 1}) ${rare} union all ${many})`;
}

/** The condition of the rows behind a place. */
function behind(
  binder: Binder,
  after: NonNullable<Marked['after']>,
  key: string,
  sorted: string | undefined,
): string {
  if (!sorted) return `${key} > ${binder.bind(after.id, asIs)}`;
  const value = () => binder.bind(after.value, asIs);
  // The first condition is the one that an index serves.
  const from = `${sorted} ~>=~ ${value()}`;
  return `${from} and (${sorted} ~>~ ${value()} or ${key} > ${binder.bind(after.id, asIs)})`;
}

/**
 * Text that begins so. A value out of a query of its own is none that a plan is made for: all
 * searches share the plan, which takes longer to make than to carry out.
 */
function beginsSql(binder: Binder, sorted: string, start: BoundParam, isInsensitive: boolean) {
  const bound = (convert: (text: unknown) => string) => {
    const value = `${binder.bind(start, convert)}::text`;
    return `(select ${isInsensitive ? `lower(${value})` : value})`;
  };
  return `${sorted} ~>=~ ${bound(textOfPattern)} and ${sorted} ~<=~ ${bound(afterAll)}`;
}

interface Marked {
  start?: BoundParam;
  where: unknown;
  except?: unknown;
  after?: { value: BoundParam; id: BoundParam };
}

const conditionsOf = ({ where, except, after, by }: RowsPart) => ({
  where,
  ...(by && { start: by.startsWith }),
  ...(except && { except }),
  ...(after && { after: { value: after.value, id: after.id } }),
});

const shapeOf = (part: RowsPart, values: unknown[]) =>
  `${part.model} ${part.isSifted ?? ''} ${part.by ? `${part.by.column} ${part.by.isInsensitive}` : ''} ${requestShape(conditionsOf(part), values)}`;

/** What rows are ordered by, as SQL. */
function sortedBy({ catalog }: Binder, { model, by }: RowsPart, alias: string): string {
  const column = modelOf(catalog, model).columns.get(by!.column);
  if (column?.type !== 'String') throw new Unplanned(`an order by ${by!.column}`);
  const name = `${alias}.${column.column}`;
  return by!.isInsensitive ? `lower(${name})` : name;
}
