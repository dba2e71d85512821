import { wrongParameter } from './fields.ts';
import { integer } from './params.ts';
import { textParam } from './param.ts';

/** The parameters of every paged list: `page_num` from 1, `limit_num` 1–100, default 25. */
export const paging = {
  page_num: integer(1, 100_000).default(1),
  limit_num: integer(1, 100).default(25),
};

/** The page as the graph asks for it. */
export function pageOf(provided: { page_num: number; limit_num: number }) {
  return { first: provided.limit_num, offset: (provided.page_num - 1) * provided.limit_num };
}

/** A direction of sorting. */
export type Direction = 'ASC' | 'DESC';

interface SortPart<Column> {
  column?: Column;
  direction?: Direction;
}

/**
 * The parameters `sort_order_field` and `sort_order`. The reference describes them the wrong way
 * round for most lists, so each takes the column as well as the direction.
 * @param columns column names of the wire with the graph's name for each
 */
export function sorting<const Column extends string>(columns: Readonly<Record<string, Column>>) {
  const byName = new Map(Object.entries(columns).map(([name, to]) => [name.toLowerCase(), to]));
  const expected = `ASC, DESC or one of ${Object.keys(columns).join(', ')}`;
  const part = textParam(expected, (provided): SortPart<Column> | undefined => {
    const upper = provided.toUpperCase();
    if (upper === 'ASC' || upper === 'DESC') return { direction: upper };
    const column = byName.get(provided.toLowerCase());
    return column && { column };
  });
  return { sort_order_field: part.optional(), sort_order: part.optional() };
}

/**
 * Column and direction of a list, ascending by default; no column when none was asked for.
 * @throws FormError when both parameters name a column, or both a direction.
 */
export function sortOf<Column extends string>(provided: {
  sort_order_field?: SortPart<Column> | undefined;
  sort_order?: SortPart<Column> | undefined;
}): { column: Column | undefined; direction: Direction } {
  const { sort_order_field: field, sort_order: order } = provided;
  if (field?.column && order?.column) throw wrongParameter('sort_order', 'must be ASC or DESC');
  if (field?.direction && order?.direction)
    throw wrongParameter('sort_order_field', 'must be the column to sort by');
  return {
    column: field?.column ?? order?.column,
    direction: field?.direction ?? order?.direction ?? 'ASC',
  };
}
