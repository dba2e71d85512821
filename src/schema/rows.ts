import { brandWithType } from '@pothos/core';
import {
  type GraphQLObjectType,
  type GraphQLResolveInfo,
  type GraphQLSchema,
  isObjectType,
} from 'graphql';
import type { RowRef } from '#core/events.ts';
import { keyColumnOf, readNodes } from '#planner/nodes.ts';
import { modelNameOf } from '#planner/pothos-prisma.ts';
import { forbidden, holdsOne, readPermissionsOf, visibleOf } from './access.ts';
import type { Context } from './context.ts';

/** Rows that say their type already: one asked for twice is one object. */
const branded = new WeakSet<object>();

/** Says of a row which type of the graph it is. */
export function brand<Row extends object>(row: Row, type: GraphQLObjectType): Row {
  if (branded.has(row)) return row;
  branded.add(row);
  brandWithType(row, type.name as never);
  return row;
}

/** A type that has rows of its own; undefined for any other. */
function rowType(schema: GraphQLSchema, name: string): GraphQLObjectType | undefined {
  const type = schema.getType(name);
  return isObjectType(type) && visibleOf(type) ? type : undefined;
}

/** The key of a row as its column has it. */
function keyOfRow(context: Context, type: GraphQLObjectType, id: number): number | bigint {
  return keyColumnOf(context, type)?.type === 'BigInt' ? BigInt(id) : id;
}

/**
 * The row with what a field's selection asks of it; null where there is none that the actor sees.
 * @throws DomainError FORBIDDEN where the actor may not read its type
 */
export async function readRow(
  context: Context,
  info: GraphQLResolveInfo,
  ref: RowRef | null,
): Promise<object | null> {
  const type = ref && rowType(info.schema, ref.node);
  if (!ref || !type) return null;
  const read = readPermissionsOf(type);
  if (read && !holdsOne(context.actor, read)) throw forbidden(context.actor, read[0]);
  const key = keyOfRow(context, type, ref.id);
  const where = visibleOf(type)!(context.actor);
  const row = (await readNodes(context, info, { type, keys: [key], where })).get(String(key));
  return row ? brand(row, type) : null;
}

interface Counting {
  count(args: { where: object }): Promise<number>;
}

/** Whether the actor sees a row; so it is with everything that is no row of the graph. */
export async function isRowVisible(
  context: Context,
  schema: GraphQLSchema,
  ref: RowRef,
): Promise<boolean> {
  const type = rowType(schema, ref.node);
  if (!type) return true;
  const model = modelNameOf(type)!;
  const delegates = context.db as unknown as Record<string, Counting>;
  const key = { [keyColumnOf(context, type)!.name]: keyOfRow(context, type, ref.id) };
  const rows = delegates[model.charAt(0).toLowerCase() + model.slice(1)]!;
  return (await rows.count({ where: { AND: [key, visibleOf(type)!(context.actor)] } })) > 0;
}
