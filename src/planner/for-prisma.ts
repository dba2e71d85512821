import { type Catalog, type Model, modelOf } from './catalog.ts';
import { flipped, orderByOf } from './order.ts';
import { orderOf, PLACE, placed, placeIn } from './place.ts';
import type { Args } from './shape.ts';

/** A find as Prisma can carry it out, and what its rows lack of what was asked for. */
interface Prepared {
  args: Args;
  /** Gives the rows their places, those below them too. */
  dress: (rows: unknown) => void;
  /** The rows come from the end of the list and have to be turned round. */
  isTurned: boolean;
}

/** Puts whole orders and places into the arguments of a find, and below it. */
export function forPrisma(catalog: Catalog, modelName: string, provided: Args): Prepared {
  const model = modelOf(catalog, modelName);
  const { args, dress } = prepared(catalog, model, provided);
  const take = args.take as number | undefined;
  const terms = take !== undefined && take < 0 && !args.cursor ? orderOf(model, args) : null;
  if (!terms) return { args, dress, isTurned: false };
  const turned = { ...args, take: -take!, orderBy: orderByOf(flipped(terms)) };
  return { args: turned, dress, isTurned: true };
}

function prepared(catalog: Catalog, model: Model, provided: Args): Omit<Prepared, 'isTurned'> {
  const args = placed(model, provided);
  const { select } = args as { select?: Args };
  if (!select) return { args, dress: () => undefined };
  const below: Args = {};
  const steps: ((row: Args) => void)[] = [];
  for (const [name, noted] of Object.entries(select)) {
    const relation = model.relations.get(name);
    if (name === PLACE) {
      const terms = orderOf(model, args) ?? [];
      const placeOf = placeIn(model, terms);
      for (const { column, through } of terms) {
        if (!through) below[column.name] ??= true;
        else below[through] = withColumn(below[through], column.name);
      }
      steps.push((row) =>
        Object.defineProperty(row, PLACE, { get: () => placeOf(row), configurable: true }),
      );
    } else if (relation && typeof noted === 'object' && noted !== null) {
      const inner = prepared(catalog, modelOf(catalog, relation.target), noted as Args);
      below[name] = merged(inner.args, below[name]);
      steps.push((row) => inner.dress(row[name]));
    } else below[name] ??= noted;
  }
  const dress = (rows: unknown) => {
    for (const row of Array.isArray(rows) ? rows : [rows])
      if (row) for (const step of steps) step(row as Args);
  };
  return { args: { ...args, select: below }, dress };
}

/** What is selected of a relation's row, with one column more. */
function withColumn(noted: unknown, name: string): Args {
  const { select, ...rest } = (typeof noted === 'object' && noted ? noted : {}) as Args;
  return { ...rest, select: { ...(select as Args | undefined), [name]: true } };
}

/** What the document selects of a relation's row, and what its order needs. */
function merged(inner: Args, before: unknown): Args {
  const columns = (before as Args | undefined)?.select as Args | undefined;
  return columns ? { ...inner, select: { ...columns, ...(inner.select as Args) } } : inner;
}
