import {
  type FieldNode,
  getNamedType,
  type GraphQLField,
  type GraphQLObjectType,
  type GraphQLOutputType,
  type GraphQLResolveInfo,
  isObjectType,
  Kind,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';
import { attempt, Unplanned } from './catalog.ts';
import { type FieldMarks, fieldMarks, modelNameOf, typeSelectOf } from './pothos-prisma.ts';

type Info = Pick<GraphQLResolveInfo, 'fragments' | 'variableValues'>;
type Sets = readonly (SelectionSetNode | undefined)[];

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

/** Whether directives leave a selection in. @throws Unplanned for `@defer` and `@stream`. */
function isIncluded({ directives }: SelectionNode, { variableValues }: Info): boolean {
  for (const { name, arguments: args } of directives ?? []) {
    if (name.value === 'defer' || name.value === 'stream') throw new Unplanned(`@${name.value}`);
    if (name.value !== 'skip' && name.value !== 'include') continue;
    const value = args?.[0]?.value;
    const given =
      value?.kind === Kind.VARIABLE
        ? variableValues[value.name.value]
        : value?.kind === Kind.BOOLEAN && value.value;
    if (given === (name.value === 'skip')) return false;
  }
  return true;
}

/** The fields selected of a type, by response key, fragments and directives followed. */
export function collect(
  info: Info,
  type: GraphQLObjectType,
  sets: Sets,
  found = new Map<string, FieldNode[]>(),
): Map<string, FieldNode[]> {
  for (const selection of sets.flatMap((set) => set?.selections ?? [])) {
    if (!isIncluded(selection, info)) continue;
    if (selection.kind === Kind.FIELD) {
      const key = selection.alias?.value ?? selection.name.value;
      const nodes = found.get(key);
      if (nodes) nodes.push(selection);
      else found.set(key, [selection]);
      continue;
    }
    const fragment =
      selection.kind === Kind.INLINE_FRAGMENT ? selection : info.fragments[selection.name.value]!;
    const on = fragment.typeCondition?.name.value;
    const fits = !on || on === type.name || type.getInterfaces().some(({ name }) => name === on);
    if (fits) collect(info, type, [fragment.selectionSet], found);
  }
  return found;
}

/** The selection sets below some nodes. */
export const setsOf = (nodes: readonly FieldNode[]): Sets =>
  nodes.map(({ selectionSet }) => selectionSet);

/** A field's type without wrappers. @throws Unplanned unless it is an object type. */
export function objectTypeOf(type: GraphQLOutputType | undefined): GraphQLObjectType {
  const named = type && getNamedType(type);
  if (!isObjectType(named)) throw new Unplanned('not an object type');
  return named;
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
  const planned = { index: next.index++, nodes, field, marks, child: null, names: null };
  if (marks.isOwnRead) throw new Unplanned('it reads for itself');
  if (!marks.relation) {
    if (modelNameOf(named)) throw new Unplanned('rows without a relation');
    return planned;
  }
  if (modelNameOf(named))
    return { ...planned, child: plan(info, objectTypeOf(field.type), setsOf(nodes), next) };
  const { names, type, below, selectsNodes } = nodesOf(info, objectTypeOf(named), setsOf(nodes));
  return { ...planned, names, child: selectsNodes ? plan(info, type, below, next) : null };
}
