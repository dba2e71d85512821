import { type Column, type Model, Unplanned } from '#planner/catalog.ts';
import type { Args } from '#planner/shape.ts';

const INT_MAX = 2 ** 31 - 1;

/** Whether a number, or each of a list, is one that a column of whole numbers takes. */
export const fitsInt = (value: unknown): boolean =>
  typeof value === 'number'
    ? Number.isInteger(value) && Math.abs(value) <= INT_MAX
    : !Array.isArray(value) || value.every(fitsInt);

/** The columns of a `select`; without one, all. */
export function selected(model: Model, select: Args | undefined): Column[] {
  const names = select
    ? Object.keys(select).filter((name) => select[name] === true)
    : [...model.columns.keys()];
  const isPlain = !select || Object.values(select).every((value) => typeof value === 'boolean');
  const columns = names.map((name) => model.columns.get(name));
  if (!isPlain || !columns.length || !columns.every(isReadable))
    throw new Unplanned('more than columns');
  return columns;
}

/** Lists of an enum come as text that only Prisma reads. */
const isReadable = (column: Column | undefined): column is Column =>
  column !== undefined && !(column.isList && column.labels);

/** Puts Prisma's names of enum values in the place of the database's, where they differ. */
export function dresser(columns: readonly Column[]): ((row: Args) => void) | null {
  const renamed = columns.flatMap(({ name, labels }) => {
    const other = [...(labels ?? [])].filter(([value, label]) => value !== label);
    return other.length
      ? [{ name, names: new Map(other.map(([value, label]) => [label, value])) }]
      : [];
  });
  if (!renamed.length) return null;
  return (row) => {
    for (const { name, names } of renamed) row[name] = names.get(row[name] as string) ?? row[name];
  };
}
