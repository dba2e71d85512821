import DataLoader from 'dataloader';
import { type GraphQLObjectType, type GraphQLResolveInfo, isObjectType } from 'graphql';
import type { Actor } from '#core/actor.ts';
import { DomainError } from '#core/errors.ts';
import { decodeId, isKey, largestKey } from '#core/ids.ts';
import { tooMany } from '#core/too-many.ts';
import { keyColumnOf, readNodes } from '#planner/nodes.ts';
import { forbidden, holdsOne, readPermissionsOf, visibleOf } from './access.ts';
import { builder, pageSize } from './builder.ts';
import type { Context } from './context.ts';
import { brand } from './rows.ts';

/** An id taken apart: a row of a type, as far as anybody may see it. */
interface Target {
  type: GraphQLObjectType;
  key: number | bigint;
}

const notAnId = (path: (string | number)[]) =>
  new DomainError('BAD_INPUT', `${path[0]}: must be the global id of an object.`, {
    field: String(path[0]),
    issues: [{ path, message: 'must be the global id of an object' }],
  });

/** @throws DomainError BAD_INPUT for what is no id of any type, in the one spelling ids have. */
function targetOf(
  text: string,
  path: (string | number)[],
  context: Context,
  { schema }: GraphQLResolveInfo,
): Target {
  const { typename, id } = decodeId(text);
  const type = schema.getType(typename);
  const column = isObjectType(type) && visibleOf(type) ? keyColumnOf(context, type) : undefined;
  const isBig = column?.type === 'BigInt';
  if (!column || !isKey(id)) throw notAnId(path);
  if (!isBig && Number(id) > largestKey) throw notAnId(path);
  return { type: type as GraphQLObjectType, key: isBig ? BigInt(id) : Number(id) };
}

/** Rows by their place; null for what the actor may not see, an error for types it may not read. */
async function nodesOf(
  targets: readonly Target[],
  context: Context,
  info: GraphQLResolveInfo,
): Promise<(object | null)[]> {
  const { actor } = context;
  const found = new Map<GraphQLObjectType, ReadonlyMap<string, object> | DomainError>();
  for (const type of new Set(targets.map((target) => target.type))) {
    const read = readPermissionsOf(type);
    if (read && !holdsOne(actor, read)) found.set(type, forbidden(actor, read[0]));
    else {
      const some = targets.filter((target) => target.type === type);
      const keys = [...new Set(some.map(({ key }) => key))];
      const where = visibleOf(type)!(actor);
      found.set(type, await readNodes(context, info, { type, keys, where }));
    }
  }
  return targets.map(({ type, key }) => {
    const rows = found.get(type)!;
    if (rows instanceof DomainError) return rows;
    const row = rows.get(String(key)) ?? null;
    return row && brand(row, type);
  });
}

const Node = builder.nodeInterfaceRef() as never;

const loaders = new WeakMap<Context, Map<unknown, DataLoader<string, object | null>>>();

/** What reads the rows that one field of a request leads to: those of all parents together. */
function loaderOf(context: Context, info: GraphQLResolveInfo): DataLoader<string, object | null> {
  let known = loaders.get(context);
  if (!known) loaders.set(context, (known = new Map()));
  const loader =
    known.get(info.fieldNodes) ??
    new DataLoader((ids) => {
      const targets = ids.map((id) => targetOf(id, [info.fieldName], context, info));
      return nodesOf(targets, context, info) as Promise<object[]>;
    });
  known.set(info.fieldNodes, loader);
  return loader;
}

/** The row of a global id, read together with the others that the field leads to. */
export function loadNode(id: string, context: Context, info: GraphQLResolveInfo) {
  const isKnown = info.schema.getType(decodeId(id).typename);
  return isKnown ? loaderOf(context, info).load(id) : null;
}

interface EdgeOptions<Row> {
  /** The type it leads to, where that is but one. */
  type?: string;
  description: string;
  /** Who may follow the edge, where not every reader of the row it leads to. */
  authScopes?: { staff: true };
  /** The columns of a row of the database that say where the edge leads. */
  select?: object;
  /** Global id of the row that the edge leads to; null for none. */
  idOf: (row: Row, actor: Actor) => string | null;
}

/**
 * The options of a field that leads to a row no relation leads to: one of several types, or one
 * that not every reader of the parent may see.
 */
export const edgeToNode = <Row extends object>({ idOf, type, ...options }: EdgeOptions<Row>) =>
  ({
    type: type ?? Node,
    nullable: true,
    ...options,
    resolve: (row: Row, _args: object, context: Context, info: GraphQLResolveInfo) => {
      const id = idOf(row, context.actor);
      return id && loadNode(id, context, info);
    },
  }) as never;

builder.queryField('node', (t) =>
  t.field({
    type: Node,
    nullable: true,
    description:
      'The object with this global id, of any type; null if there is none that the actor may see. It shows what every other path to the object shows.',
    args: { id: t.arg.id({ required: true, description: 'Global id, e.g. `Invoice:7`.' }) },
    resolve: async (_root, { id }, context, info) => {
      const [node] = await nodesOf([targetOf(id, ['id'], context, info)], context, info);
      if (node instanceof DomainError) throw node;
      return node as never;
    },
  }),
);

builder.queryField('nodes', (t) =>
  t.field({
    type: [Node],
    nullable: { list: true, items: true },
    description: `The objects with these global ids, in the same order, at most ${pageSize.most}; null in the place of one that the actor may not see.`,
    args: {
      ids: t.arg.idList({ required: true, description: 'Global ids, e.g. `["Invoice:7"]`.' }),
    },
    resolve: async (_root, { ids }, context, info) => {
      if (ids.length > pageSize.most) throw tooMany(['ids'], pageSize.most);
      const targets = ids.map((id, at) => targetOf(id, ['ids', at], context, info));
      return (await nodesOf(targets, context, info)) as never;
    },
  }),
);
