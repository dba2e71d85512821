import type { ObjectRef } from '@pothos/core';
import type { builder } from './builder.ts';
import { readRow } from './rows.ts';

type Types = (typeof builder)['$inferSchemaTypes'];

/**
 * A field of a payload that shows a row as it is after the change, by the number that the answer
 * of the change holds under `key`; null where there is none, or none any more.
 */
export function rowField<Answer extends object>(
  t: PothosSchemaTypes.ObjectFieldBuilder<Types, Answer>,
  /** The type, or its name where a module further up declares it. */
  // oxlint-disable-next-line typescript/no-explicit-any -- any type with rows
  type: ObjectRef<any, any, any> | string,
  key: keyof Answer & string,
  description: string,
) {
  const node = typeof type === 'string' ? type : type.name;
  return t.field({
    type: type as never,
    nullable: true,
    description,
    resolve: (answer, _args, context, info) => {
      const id = (answer as Record<string, unknown>)[key];
      return readRow(context, info, typeof id === 'number' ? { node, id } : null) as never;
    },
  });
}

/**
 * A field of a payload that shows the row of a type that the change concerned, as its events say:
 * what a client's store holds of it is then up to date.
 */
export const concernedField = <Answer extends object>(
  t: PothosSchemaTypes.ObjectFieldBuilder<Types, Answer>,
  // oxlint-disable-next-line typescript/no-explicit-any -- any type with rows
  type: ObjectRef<any, any, any>,
  description: string,
) =>
  t.field({
    type,
    nullable: true,
    description,
    resolve: (answer, _args, context, info) => {
      const { concerned } = answer as { concerned?: Record<string, number> };
      const id = concerned?.[type.name];
      return readRow(context, info, id === undefined ? null : { node: type.name, id }) as never;
    },
  });
