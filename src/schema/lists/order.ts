import type { InputRef } from '@pothos/core';
import type { Actor } from '#core/actor.ts';
import type { Permission } from '#core/permissions.ts';
import { forbidden, holdsOne } from '#schema/access.ts';
import type { FilterBuilder } from './conditions.ts';
import { builder } from '#schema/builder.ts';
import { NullsOrder, SortDirection } from '#schema/list.ts';

/**
 * What rows can be sorted by: the column behind each name, its description, and the permission
 * without which it may not be read.
 */
export type OrderFields = Readonly<
  Record<string, readonly [column: string, description: string, needs?: Permission]>
>;

/** One key of an order, as callers send it. */
export interface OrderInput {
  field: string;
  direction?: 'asc' | 'desc' | null;
  nulls?: 'first' | 'last' | null;
}

/** The order of a type's lists. */
export interface ListOrder {
  input: InputRef<OrderInput>;
  /** The order as Prisma takes it; the id closes it, so that no two rows stand at one place. */
  by: (
    orderBy: readonly OrderInput[] | null | undefined,
    actor: Actor,
    otherwise?: readonly object[],
  ) => object[];
}

/** Makes the order of a noun's lists. */
export function listOrder(noun: string, fields: OrderFields, usual: readonly object[]): ListOrder {
  const field = builder.enumType(`${noun}OrderField`, {
    description: `What a list of \`${noun}\` can be sorted by.`,
    values: Object.fromEntries(
      Object.entries(fields).map(([name, [value, description]]) => [name, { value, description }]),
    ),
  });
  const input = builder.inputRef<OrderInput>(`${noun}Order`);
  input.implement({
    description: `Sort order of a list of \`${noun}\`. Several apply one after the other.`,
    fields: (t: FilterBuilder) => ({
      field: t.field({ type: field, required: true, description: 'What to sort by.' }),
      direction: t.field({
        type: SortDirection,
        defaultValue: 'asc',
        description: 'Sort direction.',
      }),
      nulls: t.field({
        type: NullsOrder,
        defaultValue: 'last',
        description: 'Where rows without a value stand, in both directions.',
      }),
    }),
  } as never);
  const needed = new Map(
    Object.values(fields).map(([column, , needs]) => [column, needs] as const),
  );
  const by: ListOrder['by'] = (orderBy, actor, otherwise = usual) => {
    if (!orderBy?.length) return [...otherwise];
    for (const { field: column } of orderBy) {
      const needs = needed.get(column);
      if (needs && !holdsOne(actor, [needs])) throw forbidden(actor, needs);
    }
    const terms = orderBy.map((one) => termOf(one));
    return orderBy.some((one) => one.field === 'id') ? terms : [...terms, { id: 'asc' }];
  };
  return { input, by };
}

/** One key of an order; `client.lastName` is the column of the one row that a relation leads to. */
function termOf({ field, direction, nulls }: OrderInput): object {
  const sort = direction ?? 'asc';
  const [column = '', through] = field.split('.').toReversed();
  const by = { [column]: nulls === 'first' ? { sort, nulls } : sort };
  return through ? { [through]: by } : by;
}
