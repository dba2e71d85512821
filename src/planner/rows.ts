import { asIs, type Binder } from './binder.ts';
import type { Branch } from './branch.ts';
import { type Column, type Model, Unplanned } from './catalog.ts';
import { type Args, BoundParam } from './shape.ts';
import { whereSql } from './where.ts';

/** One column of an order. */
interface Term {
  column: Column;
  isDescending: boolean;
  /** ` nulls first` or ` nulls last`, where the caller says it. */
  nulls: string;
}

/** Where rows come from: what stands after `from` and `where`, and the order of an aggregate. */
export interface RowSource {
  from: string;
  where: string;
  order: string;
}

const KNOWN = new Set([
  'where',
  'orderBy',
  'take',
  'skip',
  'cursor',
  'backward',
  'select',
  'peeks',
]);

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
  const isPaged = args.take !== undefined || args.skip !== undefined || args.cursor !== undefined;
  const terms = termsOf(model, args.orderBy);
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
  if (isBackward && terms.some(({ nulls }) => nulls)) throw new Unplanned('nulls, backward');
  const where = [link(inner), whereSql(binder, model, inner, args.where)];
  if (args.cursor)
    where.push(cursorSql(binder, model, inner, args, link, isBackward ? flipped(terms) : terms));
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

const flipped = (terms: readonly Term[]) =>
  terms.map((term) => ({ ...term, isDescending: !term.isDescending }));

/** The terms without those of a column that came before: they change nothing. */
const distinct = (terms: readonly Term[]) =>
  terms.filter(({ column }, at) => terms.findIndex((term) => term.column === column) === at);

const orderSql = (terms: readonly Term[], alias: string) =>
  terms.length
    ? ` order by ${terms
        .map(
          ({ column, isDescending, nulls }) =>
            `${alias}.${column.column}${isDescending ? ' desc' : ''}${nulls}`,
        )
        .join(', ')}`
    : '';

function termsOf(model: Model, orderBy: unknown): Term[] {
  if (orderBy === undefined || orderBy === null) return [];
  if (orderBy instanceof BoundParam) return [];
  const terms = [orderBy as Args].flat().flatMap((one) =>
    Object.entries(one).map(([key, provided]): Term => {
      const column = model.columns.get(key);
      if (!column || column.isList) throw new Unplanned(`order by ${key}`);
      const { sort, nulls } =
        typeof provided === 'string' ? { sort: provided } : (provided as Args);
      const isDescending = sort === 'desc';
      return { column, isDescending, nulls: nulls ? ` nulls ${String(nulls)}` : '' };
    }),
  );
  return distinct(terms);
}

const keyTerms = (model: Model) =>
  model.key.map((name) => ({ column: model.columns.get(name)!, isDescending: false, nulls: '' }));

/** The rows from the cursor's own row on, in the given order. No such row, no rows. */
function cursorSql(
  binder: Binder,
  model: Model,
  alias: string,
  args: Args,
  link: (alias: string) => string,
  terms: readonly Term[],
): string {
  if (terms.some(({ column }) => !column.isRequired)) throw new Unplanned('a cursor over null');
  const at = binder.alias();
  const own = link(at);
  const where = whereClause([
    whereSql(binder, model, at, args.cursor),
    own,
    own && whereSql(binder, model, at, args.where),
  ]);
  const columns = (name: string) => terms.map(({ column }) => `${name}.${column.column}`).join();
  const [first] = terms;
  if (terms.every(({ isDescending }) => isDescending === first?.isDescending)) {
    const operator = first?.isDescending ? '<=' : '>=';
    return `(${columns(alias)}) ${operator} (select ${columns(at)} from ${model.table} ${at}${where})`;
  }
  const steps = terms.map(({ column, isDescending }, index) => {
    const equal = terms
      .slice(0, index)
      .map((before) => `${alias}.${before.column.column} = ${at}.${before.column.column}`);
    const isLast = index === terms.length - 1;
    const operator = `${isDescending ? '<' : '>'}${isLast ? '=' : ''}`;
    return said([...equal, `${alias}.${column.column} ${operator} ${at}.${column.column}`]);
  });
  const follows = steps.map((step) => `(${step})`).join(' or ');
  return `exists (select 1 from ${model.table} ${at}${where}${where ? ' and' : ' where'} (${follows}))`;
}
