import { startOf, timeZone } from '#core/clock.ts';
import { addDays, toDate, toDay, type Day } from '#core/dates.ts';
import { DomainError } from '#core/errors.ts';
import { Prisma } from '#generated/prisma/client.ts';
import { builder } from '#schema/builder.ts';
import type { DateRange } from '#schema/lists/ranges.ts';

/** The span of days that figures are of, and the one currency they are in, where they say so. */
export interface StatsSpan {
  days: typeof DateRange.$inferInput | null | undefined;
  /** Only money in this currency; null for all, turned into the base currency. */
  only: string | null;
}

/** Both ends of a span; null where one is open. */
export function endsOf({ days }: StatsSpan): { from: Day; to: Day } | null {
  return days?.from && days.to ? { from: toDay(days.from), to: toDay(days.to) } : null;
}

/** A condition: whether a column of time lies in a span of the company's days. */
export function isInPeriod(column: string, { days }: StatsSpan): Prisma.Sql {
  const name = Prisma.raw(column);
  const end = days?.to && startOf(addDays(toDay(days.to), 1));
  const after = days?.from ? Prisma.sql`and ${name} >= ${startOf(toDay(days.from))}` : Prisma.empty;
  const before = end ? Prisma.sql`and ${name} < ${end}` : Prisma.empty;
  return Prisma.sql`(${name} is not null ${after} ${before})`;
}

const daysBetween = (from: Day, to: Day) =>
  Math.round((toDate(to).getTime() - toDate(from).getTime()) / 86_400_000);

/** As many days just before a span; null for one without both ends. */
export function spanBefore(span: StatsSpan): StatsSpan | null {
  const ends = endsOf(span);
  if (!ends) return null;
  const length = daysBetween(ends.from, ends.to) + 1;
  const days = {
    from: toDate(addDays(ends.from, -length)),
    to: toDate(addDays(ends.from, -1)),
  };
  return { ...span, days };
}

/** @throws DomainError BAD_INPUT for a span that ends before it begins */
export function checkSpan(span: StatsSpan): StatsSpan {
  const ends = endsOf(span);
  if (!ends || ends.from <= ends.to) return span;
  const message = 'must not lie before `from`';
  const issues = [{ path: ['period', 'to'], message }];
  throw new DomainError('BAD_INPUT', `to: ${message}.`, { field: 'period.to', issues });
}

export const StatsPeriod = builder.objectRef<StatsSpan>('StatsPeriod').implement({
  read: 'system:read',
  description: 'The days that figures are of.',
  fields: (t) => ({
    from: t.field({
      type: 'Date',
      nullable: true,
      description: 'First day; null since the beginning.',
      resolve: ({ days }) => days?.from,
    }),
    to: t.field({
      type: 'Date',
      nullable: true,
      description: 'Last day; null until now.',
      resolve: ({ days }) => days?.to,
    }),
    timezone: t.string({
      description: "Time zone in which the days begin: the company's, e.g. `Europe/Berlin`.",
      resolve: () => timeZone(),
    }),
  }),
});
