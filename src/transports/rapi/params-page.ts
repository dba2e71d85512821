import { wholeList } from '#core/pages.ts';
import { wrongParameter } from './fields.ts';
import { integer } from './params.ts';
import { textParam } from './param.ts';

/** The most rows of one page; the actor for more is served that many, as `numreturned` says. */
const LARGEST_PAGE = 10_000;

const limit = integer(1).transform((rows) => Math.min(rows, LARGEST_PAGE));

/** No list is as long as the largest number of the graph. */
const FURTHEST = 2_147_483_647;

/** Which page: its number from 1, or how many rows to leave out, as WHMCS says it. */
const which = {
  page_num: integer(1, 100_000).default(1),
  limitstart: integer(0, FURTHEST).optional(),
};

/** The parameters of a paged list: `page_num` from 1, `limit_num` up to 10,000, default 25. */
export const paging = { ...which, limit_num: limit.default(25) };

/** The same for a list that the reference knows no pages of: all of it where none is asked for. */
export const pagingOfAll = { ...which, limit_num: limit.default(wholeList) };

/** The page of a list that is given whole. */
export const whole = { first: wholeList };

/** The page as the graph asks for it. */
export function pageOf(provided: {
  page_num: number;
  limit_num: number;
  limitstart?: number | undefined;
}) {
  const offset = provided.limitstart ?? (provided.page_num - 1) * provided.limit_num;
  return { first: provided.limit_num, offset: Math.min(offset, FURTHEST) };
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
