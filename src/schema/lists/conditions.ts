import type { InputFieldMap } from '@pothos/core';
import { z } from 'zod';
import type { Actor } from '#core/actor.ts';
import { startOf } from '#core/clock.ts';
import { addDays, toDay } from '#core/dates.ts';
import { keyOfType } from '#core/ids.ts';
import { searched } from '#core/text.ts';
import type { Permission } from '#core/permissions.ts';
import { forbidden, holdsOne } from '#schema/access.ts';
import { builder } from '#schema/builder.ts';
import { mostItems } from './list-bounds.ts';
import { AmountRange, DateRange, IntRange, TimestampRange } from './ranges.ts';

type Types = (typeof builder)['$inferSchemaTypes'];

/** What makes the fields of a filter. */
export type FilterBuilder = PothosSchemaTypes.InputFieldBuilder<Types, 'InputObject'>;

/** One field of a filter, and what it asks of rows. */
export interface Condition {
  field: (t: FilterBuilder) => InputFieldMap[string];
  where: (value: never, actor: Actor) => object;
}

/** The longest text that rows are searched for. */
export const longestText = 255;

/** A text to search for: no text that is stored is longer. */
export const searchedText = z.string().max(longestText, `has at most ${longestText} characters`);

/** A condition that no row meets: an empty `OR` within `AND` is met by every row. */
export const nothing = { id: -1 };

/** Whether a condition says something: one that does not is left out, wherever it stands. */
export const saysSomething = (where: object): boolean => Object.keys(where).length > 0;

/** What meets at least one of these conditions; no row does where there is none. */
export function anyOfThese(conditions: readonly object[]): object {
  const said = conditions.filter(saysSomething);
  return conditions.length > 0 && said.length === 0 ? {} : { OR: [nothing, ...said] };
}

const list = { list: false, items: false } as const;

/** A column that has one of these values; null stands for none. */
export function isOneOf(column: string, values: readonly unknown[]): object {
  const some = { [column]: { in: values.filter((value) => value !== null) } };
  return values.includes(null) ? { OR: [some, { [column]: null }] } : some;
}

/** Values of an enum, any of which a row has; null in the list means none. */
export const anyOf = (
  type: object | string,
  columnOrWhere: string | ((values: never, actor: Actor) => object),
  description: string,
): Condition => ({
  field: (t) => t.field({ type: [type as never], required: list, description }) as never,
  where:
    typeof columnOrWhere === 'string'
      ? (values: unknown[]) => isOneOf(columnOrWhere, values)
      : columnOrWhere,
});

/** Ids of rows of any type, any of which a row leads to. */
export const rowsOfAnyType = (
  where: (ids: readonly { typename: string; id: string }[]) => object,
  description: string,
): Condition => ({
  field: (t) => t.globalIDList({ description }) as never,
  where,
});

/** Ids of rows of a type, any of which a row leads to; null in the list means none. */
export const rows = (
  typename: string,
  columnOrWhere: string | ((keys: (number | null)[], actor: Actor) => object),
  description: string,
): Condition => ({
  field: (t) =>
    t.field({
      type: ['ID'],
      required: list,
      description,
      extensions: { idOf: typename },
    }) as never,
  where: (ids: (string | null)[], actor: Actor) => {
    const keys = ids.map((id) => id && keyOfType(id, typename));
    return typeof columnOrWhere === 'string'
      ? isOneOf(columnOrWhere, keys)
      : columnOrWhere(keys as (number | null)[], actor);
  },
});

/** A column between ends, of which any may be open; where all are, nothing is said. */
const between = (column: string, ends: Readonly<Record<string, unknown>>): object => {
  const said = Object.entries(ends).filter(([, end]) => end !== null && end !== undefined);
  return said.length ? { [column]: Object.fromEntries(said) } : {};
};

/** Days of a column that holds days: both ends belong to the span. */
export const withinDays = (column: string, description: string): Condition => ({
  field: (t) => t.field({ type: DateRange, description }) as never,
  where: ({ from, to }: typeof DateRange.$inferInput) => between(column, { gte: from, lte: to }),
});

/** The company's days of a column that holds times. */
export const daysOf = (column: string, description: string): Condition => ({
  field: (t) => t.field({ type: DateRange, description }) as never,
  where: ({ from, to }: typeof DateRange.$inferInput) =>
    between(column, {
      gte: from && startOf(toDay(from)),
      lt: to && startOf(addDays(toDay(to), 1)),
    }),
});

/** Spans of a column that holds times, in any of which a row lies. */
export const timeSpans = (column: string, description: string): Condition => ({
  field: (t) => t.field({ type: [TimestampRange], description }) as never,
  where: (spans: (typeof TimestampRange.$inferInput)[]) =>
    anyOfThese(spans.map(({ from, before }) => between(column, { gte: from, lt: before }))),
});

/** Amounts of a column. */
export const amounts = (column: string, description: string): Condition => ({
  field: (t) => t.field({ type: AmountRange, description }) as never,
  where: ({ from, to }: typeof AmountRange.$inferInput) => between(column, { gte: from, lte: to }),
});

/** A condition on what only holders of a permission may read. */
export const needing = (permission: Permission, { field, where }: Condition): Condition => ({
  field,
  where: (value, actor) => {
    if (!holdsOne(actor, [permission])) throw forbidden(actor, permission);
    return where(value, actor);
  },
});

/** Numbers of a column that counts. */
export const numbers = (column: string, description: string): Condition => ({
  field: (t) => t.field({ type: IntRange, description }) as never,
  where: ({ from, to }: typeof IntRange.$inferInput) => between(column, { gte: from, lte: to }),
});

/** A column that is true or false, or what makes a row so. */
export const whether = (
  columnOrWhere: string | ((actor: Actor) => object),
  description: string,
  isFor: (actor: Actor) => boolean = () => true,
): Condition => ({
  field: (t) => t.boolean({ description }) as never,
  where: (isSo: boolean, actor: Actor) => {
    if (!isFor(actor)) return nothing;
    if (typeof columnOrWhere === 'string') return { [columnOrWhere]: isSo };
    return isSo ? columnOrWhere(actor) : { NOT: columnOrWhere(actor) };
  },
});

/** Text that a row has somewhere; an empty one asks nothing. */
export const withText = (
  where: (text: string, actor: Actor) => object,
  description: string,
): Condition => ({
  field: (t) => t.string({ description, validate: searchedText }) as never,
  where: (value: string, actor: Actor) => {
    const text = searched(value);
    return text.trim() ? where(text, actor) : {};
  },
});

/** Texts, any of which a row has. */
export const texts = (
  where: (texts: readonly string[], actor: Actor) => object,
  description: string,
  isFor: (actor: Actor) => boolean = () => true,
): Condition => ({
  field: (t) =>
    t.stringList({ description, validate: z.array(searchedText).max(mostItems) }) as never,
  where: (values: string[], actor: Actor) =>
    isFor(actor) ? where(values.map(searched), actor) : nothing,
});

/** One value of an enum that stands for a condition. */
export const oneOf = <Value>(
  type: object,
  where: (value: Value, actor: Actor) => object,
  description: string,
): Condition => ({
  field: (t) => t.field({ type: type as never, description }) as never,
  where: where as Condition['where'],
});
