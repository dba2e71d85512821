import {
  type FieldNode,
  getNamedType,
  type GraphQLField,
  type GraphQLObjectType,
  type SelectionSetNode,
} from 'graphql';
import { attempt, Unplanned } from './catalog.ts';
import { collect, type Info, objectTypeOf, type Sets, setsOf } from './collect.ts';
import { type Frame, frameOf } from './frame.ts';
import { type FieldMarks, fieldMarks, modelNameOf, typeSelectOf } from './pothos-prisma.ts';

/** One field of a selection over rows. */
export interface PlannedField {
  /** Its place among all fields of the template, to keep its arguments under. */
  index: number;
  nodes: readonly FieldNode[];
  field: GraphQLField<unknown, unknown>;
  marks: FieldMarks;
  /** What is selected of the rows below it; null where it has none. */
  child: Planned | null;
  /** For a connection: the names of what is selected of it. */
  names: ReadonlySet<string> | null;
  /** For a connection that shows little but its rows: what stands around them. */
  frame: Frame | null;
}

/** What a document selects of the rows of one type. */
export interface Planned {
  type: GraphQLObjectType;
  model: string;
  /** What the type needs of every row, whatever is selected. */
  select: object;
  fields: PlannedField[];
  /** The response keys in their order; null for a field that its own resolver reads. */
  keys: (readonly [key: string, field: PlannedField | '__typename' | null])[];
}

/** What is selected of the nodes of a connection, through `edges { node }` and `nodes` alike. */
export function nodesOf(info: Info, connection: GraphQLObjectType, sets: Sets) {
  const names = new Set<string>();
  const below: (SelectionSetNode | undefined)[] = [];
  const fields = connection.getFields();
  const edge = objectTypeOf(fields.edges?.type);
  const type = objectTypeOf(edge.getFields().node?.type);
  let selectsNodes = false;
  for (const nodes of collect(info, connection, sets).values()) {
    const name = nodes[0]!.name.value;
    names.add(name);
    if (name === 'nodes') below.push(...setsOf(nodes));
    if (name !== 'edges') continue;
    for (const inner of collect(info, edge, setsOf(nodes)).values())
      if (inner[0]!.name.value === 'node') below.push(...setsOf(inner));
  }
  selectsNodes = below.length > 0;
  return { names, type, below, selectsNodes };
}

/** Reads a selection over a type whose rows Prisma has. */
export function plan(
  info: Info,
  type: GraphQLObjectType,
  sets: Sets,
  next = { index: 0 },
): Planned {
  const model = modelNameOf(type);
  const select = typeSelectOf(type);
  if (!model || !select) throw new Unplanned(`${type.name} is not read by select`);
  const keys = [...collect(info, type, sets)].map(([key, nodes]): Planned['keys'][number] => {
    if (nodes[0]!.name.value === '__typename') return [key, '__typename'];
    // Without a plan its own resolver reads it, through Prisma.
    return [key, attempt(() => planField(info, type, nodes, next))];
  });
  const fields = keys.flatMap(([, field]) => (field && field !== '__typename' ? [field] : []));
  return { type, model, select, fields, keys };
}

function planField(
  info: Info,
  parent: GraphQLObjectType,
  nodes: readonly FieldNode[],
  next: { index: number },
): PlannedField {
  const field = parent.getFields()[nodes[0]!.name.value]!;
  const marks = fieldMarks(field);
  const named = getNamedType(field.type);
  const planned = {
    index: next.index++,
    nodes,
    field,
    marks,
    child: null,
    names: null,
    frame: null,
  };
  if (marks.isOwnRead) throw new Unplanned('it reads for itself');
  if (!marks.relation) {
    if (modelNameOf(named)) throw new Unplanned('rows without a relation');
    return planned;
  }
  if (modelNameOf(named))
    return { ...planned, child: plan(info, objectTypeOf(field.type), setsOf(nodes), next) };
  const connection = objectTypeOf(named);
  const { names, type, below, selectsNodes } = nodesOf(info, connection, setsOf(nodes));
  const child = selectsNodes ? plan(info, type, below, next) : null;
  return { ...planned, names, child, frame: frameOf(info, connection, setsOf(nodes)) };
}
