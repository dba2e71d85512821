import {
  type FieldNode,
  getNamedType,
  type GraphQLNamedType,
  type GraphQLObjectType,
  type GraphQLOutputType,
  type GraphQLResolveInfo,
  isObjectType,
} from 'graphql';
import { bail, type Complete, completed, objectOf } from './answer.ts';
import { isUnscoped, scopesOf } from './scopes.ts';
import { collect, objectTypeOf, setsOf } from './collect.ts';

type Part = [key: string, part: Complete];

const property =
  (name: string): Complete =>
  (value) =>
    (value as Record<string, unknown>)[name];

/** The page that plugin-prisma made of planned rows, as part of an answer; `row` makes its nodes. */
export function completeConnection(
  type: GraphQLNamedType,
  nodes: readonly FieldNode[],
  info: GraphQLResolveInfo,
  row: Complete,
): Complete {
  if (bearersOf(type, nodes, info) > 1) return bail;
  return partsOf(type, nodes, info, (name, below, connection) => {
    const field = connection.getFields()[name]!;
    const named = getNamedType(field.type);
    if (name === 'totalCount') return completed(field.type, total);
    if (name === 'pageInfo') return chain('pageInfo', pageInfo(named, below, info));
    if (name === 'edges')
      return chain('edges', completed(field.type, edge(named, below, info, row)));
    if (name !== 'nodes') return bail;
    const rows = completed(field.type, row);
    return (page, completion) => rows(edgesOf(page).map(property('node') as never), completion);
  });
}

/** Under how many response keys the same nodes are shown: planned together, they are not alike. */
function bearersOf(type: GraphQLNamedType, nodes: readonly FieldNode[], info: GraphQLResolveInfo) {
  let bearers = 0;
  const connection = objectTypeOf(type as GraphQLOutputType);
  for (const below of collect(info, connection, setsOf(nodes)).values()) {
    const name = below[0]!.name.value;
    if (name === 'nodes') bearers += 1;
    if (name !== 'edges') continue;
    const own = objectTypeOf(connection.getFields().edges!.type);
    for (const inner of collect(info, own, setsOf(below)).values())
      if (inner[0]!.name.value === 'node') bearers += 1;
  }
  return bearers;
}

const edgesOf = (page: unknown) => (page as { edges: unknown[] }).edges;

const chain =
  (name: string, complete: Complete): Complete =>
  (value, completion) =>
    complete((value as Record<string, unknown>)[name], completion);

const edge = (
  type: GraphQLNamedType,
  nodes: readonly FieldNode[],
  info: GraphQLResolveInfo,
  row: Complete,
) =>
  partsOf(type, nodes, info, (name, _below, own) => {
    const { type: returned } = own.getFields()[name]!;
    if (name === 'cursor') return property('cursor');
    return name === 'node' ? chain('node', completed(returned, row)) : bail;
  });

const PAGE_INFO = new Set(['hasNextPage', 'hasPreviousPage', 'startCursor', 'endCursor']);

const pageInfo = (type: GraphQLNamedType, nodes: readonly FieldNode[], info: GraphQLResolveInfo) =>
  partsOf(type, nodes, info, (name) => (PAGE_INFO.has(name) ? property(name) : bail));

/** A number that is there, or was counted with the rows. */
const total: Complete = (value) => {
  const { totalCount } = value as { totalCount: unknown };
  const count: unknown = typeof totalCount === 'function' ? totalCount() : totalCount;
  return typeof count === 'number' ? count : bail();
};

function partsOf(
  type: GraphQLNamedType,
  nodes: readonly FieldNode[],
  info: GraphQLResolveInfo,
  partOf: (name: string, nodes: readonly FieldNode[], type: GraphQLObjectType) => Complete,
): Complete {
  if (!isObjectType(type) || !isUnscoped(type)) return bail;
  return objectOf(
    [...collect(info, type, setsOf(nodes))].map(([key, below]): Part => {
      const name = below[0]!.name.value;
      if (name === '__typename') return [key, () => type.name];
      const field = type.getFields()[name]!;
      return [key, scopesOf(field) === null ? partOf(name, below, type) : bail];
    }),
  );
}
