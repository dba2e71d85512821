import type { FieldNode, GraphQLObjectType } from 'graphql';
import { attempt, Unplanned } from './catalog.ts';
import { collect, type Info, objectTypeOf, type Sets, setsOf } from './collect.ts';
import { isUnscoped, scopesOf } from './scopes.ts';

/** What is shown under one response key of a page, or of one of its edges. */
export type FramePart =
  | { kind: 'typename'; name: string }
  | { kind: 'total' | 'nodes' | 'node' }
  | { kind: 'edges'; parts: Frame };

/** What is shown of a page around its rows: response keys in their order. */
export type Frame = readonly (readonly [key: string, part: FramePart])[];

/** The frame of a page that shows its rows once, and at most their number besides; else null. */
export function frameOf(info: Info, connection: GraphQLObjectType, sets: Sets): Frame | null {
  return attempt(() => {
    const frame = partsOf(info, connection, sets, (name, nodes) => {
      if (name === 'totalCount') return { kind: 'total' };
      if (name === 'nodes') return { kind: 'nodes' };
      if (name !== 'edges') throw new Unplanned(`${name} of a page`);
      const edge = objectTypeOf(connection.getFields().edges!.type);
      const parts = partsOf(info, edge, setsOf(nodes), (inner) => {
        if (inner !== 'node') throw new Unplanned(`${inner} of an edge`);
        return { kind: 'node' };
      });
      return { kind: 'edges', parts };
    });
    // Rows shown under two keys were planned together, and are not alike.
    if (bearers(frame) !== 1) throw new Unplanned('rows twice, or not at all');
    return frame;
  });
}

/** Under how many response keys rows are shown. */
const bearers = (frame: Frame): number =>
  frame.reduce((sum, [, part]) => {
    if (part.kind === 'edges') return sum + bearers(part.parts);
    return sum + (part.kind === 'node' || part.kind === 'nodes' ? 1 : 0);
  }, 0);

function partsOf(
  info: Info,
  type: GraphQLObjectType,
  sets: Sets,
  partOf: (name: string, nodes: readonly FieldNode[]) => FramePart,
): Frame {
  if (!isUnscoped(type)) throw new Unplanned('scopes of a page');
  return [...collect(info, type, sets)].map(([key, nodes]) => {
    const { value: name } = nodes[0]!.name;
    if (name === '__typename') return [key, { kind: 'typename', name: type.name }];
    if (scopesOf(type.getFields()[name]!) !== null) throw new Unplanned('scopes of a page');
    return [key, partOf(name, nodes)];
  });
}
