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

/** A span of time in a filter. */
export const TimestampRange = builder.inputType('TimestampRange', {
  description: 'A span of time.',
  fields: (t) => ({
    from: t.field({ type: 'DateTime', description: 'Not before this moment.' }),
    before: t.field({ type: 'DateTime', description: 'Before this moment.' }),
  }),
});

/** The condition that a moment lies in one of these spans. */
export const inSpans = (
  spans: readonly (typeof TimestampRange.$inferInput)[],
): { gte?: Date; lt?: Date }[] =>
  spans.map(({ from, before }) => ({ ...(from && { gte: from }), ...(before && { lt: before }) }));

/** The condition that a moment lies on this day, UTC. */
export const wholeDay = (day: Date) => ({
  gte: day,
  lt: new Date(day.getTime() + 24 * 3_600_000),
});
