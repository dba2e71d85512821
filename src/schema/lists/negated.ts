import { nothing } from './conditions.ts';
import { getDatamodel } from '#generated/pothos.ts';

type Where = Record<string, unknown>;

const { models } = getDatamodel().datamodel;

/** The columns of each model that may be empty. */
const emptyColumns = new Map<string, ReadonlySet<string>>();

function mayBeEmpty(model: string, name: string): boolean {
  let columns = emptyColumns.get(model);
  if (!columns) {
    const optional = models[model]!.fields.filter(
      ({ kind, isRequired }) => kind !== 'object' && !isRequired,
    );
    emptyColumns.set(model, (columns = new Set(optional.map((field) => field.name))));
  }
  return columns.has(name);
}

/**
 * The rows that do not meet a condition of Prisma's. SQL takes `not (column = 1)` of an empty column
 * for unknown and leaves its row out of both; here it is in one of the two.
 */
export function negated(model: string, where: object): object {
  const parts = Object.entries(where as Where).flatMap(([key, value]): object[] => {
    if (value === undefined) return [];
    const several = [value].flat() as object[];
    if (key === 'AND') return several.map((one) => negated(model, one));
    if (key === 'OR') return [{ AND: several.map((one) => negated(model, one)) }];
    if (key === 'NOT') return [{ AND: several }];
    const not = { NOT: { [key]: value } };
    const isOpen = value !== null && mayBeEmpty(model, key);
    return [isOpen ? { OR: [not, { [key]: null }] } : not];
  });
  return { OR: [nothing, ...parts] };
}
