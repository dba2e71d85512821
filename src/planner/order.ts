import { type Column, type Model, Unplanned } from './catalog.ts';
import type { Args } from './shape.ts';
import { BoundParam } from './shape.ts';

/** One column of an order. */
export interface Term {
  column: Column;
  /** The relation to the one row that has the column; null for a column of the rows themselves. */
  through: string | null;
  isDescending: boolean;
  /** Where empty values stand; null for a column that is never empty, or where nothing is said. */
  nulls: 'first' | 'last' | null;
}

/**
 * The columns of Prisma's `orderBy`, each once.
 * @throws Unplanned for an order by anything but columns.
 */
export function termsOf(model: Model, orderBy: unknown): Term[] {
  if (orderBy === undefined || orderBy === null) return [];
  if (orderBy instanceof BoundParam) return [];
  const terms = [orderBy as Args].flat().flatMap((one) =>
    Object.entries(one).map(([key, provided]): Term => {
      const target = model.relations.get(key)?.isList === false ? model.follow(key) : undefined;
      if (target) {
        const [inner] = termsOf(target, provided);
        if (!inner || inner.through) throw new Unplanned(`order by ${key}`);
        return { ...inner, through: key };
      }
      const column = model.columns.get(key);
      if (!column || column.isList) throw new Unplanned(`order by ${key}`);
      const { sort, nulls } =
        typeof provided === 'string' ? { sort: provided } : (provided as Args);
      // A column that is never empty has no place for empty values; Prisma refuses to hear of one.
      const isPlaced = !column.isRequired && (nulls === 'first' || nulls === 'last');
      const side = isPlaced ? nulls : null;
      return { column, through: null, isDescending: sort === 'desc', nulls: side };
    }),
  );
  return terms.filter(({ column }, at) => terms.findIndex((term) => term.column === column) === at);
}

const isSame = (one: Term, other: Term) =>
  one.column === other.column && one.through === other.through;

/** The order of a model's key: what Prisma pages by where nobody says. */
export const keyTerms = (model: Model): Term[] =>
  model.key.map((name) => ({
    column: model.columns.get(name)!,
    through: null,
    isDescending: false,
    nulls: null,
  }));

/** The terms of the same order from its end. */
export const flipped = (terms: readonly Term[]): Term[] =>
  terms.map(({ column, through, isDescending, nulls }) => ({
    column,
    through,
    isDescending: !isDescending,
    nulls: nulls && (nulls === 'first' ? 'last' : 'first'),
  }));

/** The terms as Prisma's `orderBy`. */
export const orderByOf = (terms: readonly Term[]): Args[] =>
  terms.map(({ column, through, isDescending, nulls }) => {
    const sort = isDescending ? 'desc' : 'asc';
    const by = { [column.name]: nulls ? { sort, nulls } : sort };
    return through ? { [through]: by } : by;
  });

/**
 * An order as every list has it: empty values last in both directions unless the caller says
 * otherwise and, for a page, the key at its end, so that nothing is left open.
 */
export function wholeOrder(model: Model, orderBy: unknown, isPage: boolean): Term[] {
  const provided = termsOf(model, orderBy).map((term) =>
    term.column.isRequired || term.nulls ? term : { ...term, nulls: 'last' as const },
  );
  if (!isPage) return provided;
  const open = keyTerms(model).filter((key) => !provided.some((term) => isSame(term, key)));
  return [...provided, ...open];
}
