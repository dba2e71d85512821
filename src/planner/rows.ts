import { asIs, type Binder } from './binder.ts';
import type { Branch } from './branch.ts';
import { Unplanned } from './catalog.ts';
import { flipped, keyTerms, type Term, termsOf } from './order.ts';
import { type Args, BoundParam } from './shape.ts';
import { whereSql } from './where.ts';

/** Where rows come from: what stands after `from` and `where`, and the order of an aggregate. */
export interface RowSource {
  from: string;
  where: string;
  order: string;
}

const KNOWN = new Set(['where', 'orderBy', 'take', 'skip', 'backward', 'select', 'peeks']);

const said = (parts: readonly string[]) =>
  parts.filter((part) => part && part !== 'true').join(' and ');

const whereClause = (parts: readonly string[]) => {
  const text = said(parts);
  return text ? ` where ${text}` : '';
};

/**
 * The rows that Prisma's arguments ask for, under the name `alias`.
 * @param link the condition that ties them to their parent, given the name of the rows.
 */
export function rowsSql(
  binder: Binder,
  branch: Branch,
  alias: string,
  args: Args,
  link: (alias: string) => string = () => '',
): RowSource {
  const { model } = branch;
  // `peeks`: one row more is asked for than is shown.
  for (const key in args) if (!KNOWN.has(key)) throw new Unplanned(`argument ${key}`);
  const isPaged = args.take !== undefined || args.skip !== undefined;
  const terms = termsOf(model, args.orderBy);
  if (terms.some(({ through }) => through)) throw new Unplanned('an order by a relation');
  if (!isPaged) {
    const where = said([link(alias), whereSql(binder, model, alias, args.where)]);
    return { from: `${model.table} ${alias}`, where, order: orderSql(terms, alias) };
  }
  // A page needs an order that leaves nothing open; Prisma takes the key, too.
  const order = terms.length ? terms : keyTerms(model);
  return { ...pageSql(binder, branch, alias, args, link, order), where: '' };
}

function pageSql(
  binder: Binder,
  branch: Branch,
  alias: string,
  args: Args,
  link: (alias: string) => string,
  terms: readonly Term[],
): Omit<RowSource, 'where'> {
  const { model } = branch;
  const inner = binder.alias();
  const isBackward = args.backward === true;
  const where = [link(inner), whereSql(binder, model, inner, args.where)];
  const take = typeof args.take === 'number' ? args.take : null;
  if (args.peeks && (isBackward || take === null)) throw new Unplanned('a page from its end');
  const limit = take === null ? '' : ` limit ${args.peeks ? take - 1 : take}`;
  const offset = offsetSql(binder, args.skip);
  const order = orderSql(isBackward ? flipped(terms) : terms, inner);
  const columns = columnsOf(branch, terms).map((column) => `${inner}.${column}`);
  const page = `select ${columns.join()} from ${model.table} ${inner}${whereClause(where)}${order}${limit}${offset}`;
  return { from: `(${page}) ${alias}`, order: orderSql(terms, alias) };
}

/** The columns that are looked at outside of the page: narrow rows are quicker to carry. */
function columnsOf({ columns, subselects, counts }: Branch, terms: readonly Term[]): string[] {
  const links = [...subselects, ...counts].flatMap(({ relation }) => relation.on ?? []);
  const all = [...columns.values(), ...terms.map((term) => term.column)];
  return [...new Set([...all.map(({ column }) => column), ...links.map(([, ours]) => ours)])];
}

function offsetSql(binder: Binder, skip: unknown): string {
  if (skip instanceof BoundParam) return ` offset ${binder.bind(skip, asIs)}`;
  return skip ? ` offset ${Number(skip)}` : '';
}

/** The terms as SQL; empty for none. */
export const orderSql = (terms: readonly Term[], alias: string) =>
  terms.length
    ? ` order by ${terms
        .map(
          ({ column, isDescending, nulls }) =>
            `${alias}.${column.column}${isDescending ? ' desc' : ''}${nulls ? ` nulls ${nulls}` : ''}`,
        )
        .join(', ')}`
    : '';
