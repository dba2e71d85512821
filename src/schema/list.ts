import { builder, pageSize } from './builder.ts';
import { PLACE } from '#planner/place.ts';

/** What every connection's cursors are made of; Prisma's types know columns alone. */
export const place = PLACE as 'id';

/** The furthest a page-numbered table may reach; beyond it, follow `after`. */
export const furthestOffset = 10_000;

export const SortDirection = builder.enumType('SortDirection', {
  description: 'Sort direction of a list.',
  values: {
    ASC: {
      value: 'asc',
      description: 'Ascending: smallest, earliest or alphabetically first rows first.',
    },
    DESC: {
      value: 'desc',
      description: 'Descending: largest, latest or alphabetically last rows first.',
    },
  } as const,
});

/** The Prisma part of a connection's arguments. */
interface PageQuery {
  skip?: number;
  take?: number;
}

/** Adds a table's `offset` to the page that a connection asks for. */
export function skipping<Query extends PageQuery>(query: Query, offset?: number | null): Query {
  if (!offset) return query;
  return { ...query, skip: (query.skip ?? 0) + offset };
}

/** Says in an argument's description what every list argument of its kind means. */
export const listDescriptions = {
  first: `How many rows, at most ${pageSize.most} (default ${pageSize.usual}).`,
  offset: `Rows to pass over, for page-numbered tables; at most ${furthestOffset}.`,
};

/** Where rows without a value stand in an order. */
export const NullsOrder = builder.enumType('NullsOrder', {
  description: 'Where rows without a value stand in an order, whatever its direction.',
  values: {
    FIRST: { value: 'first', description: 'Before all others.' },
    LAST: { value: 'last', description: 'After all others.' },
  } as const,
});
