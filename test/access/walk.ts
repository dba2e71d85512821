import {
  getNamedType,
  type GraphQLField,
  type GraphQLObjectType,
  isAbstractType,
  isLeafType,
  isNonNullType,
  isObjectType,
} from 'graphql';
import { schema } from '#modules/schema.ts';
import { operationFor, type GiveId } from './documents.ts';

type Field = GraphQLField<unknown, unknown>;
interface Options {
  authScopes?: { permission?: string; $all?: { permission?: string } };
}

/** What a field was declared to ask for, by whoever wrote it. */
export function scopeOf({ extensions }: Field): string | undefined {
  const { authScopes } = (extensions.pothosOptions ?? {}) as Options;
  return authScopes?.permission ?? authScopes?.$all?.permission;
}

/** The rows a field leads to, through connections and edges. */
export function rowsOf(field: Field): GraphQLObjectType | null {
  const named = getNamedType(field.type);
  if (!isObjectType(named)) return null;
  const { edges, pageInfo, node, cursor } = named.getFields();
  if (edges && pageInfo) return rowsOf(edges);
  return node && cursor ? rowsOf(node) : named;
}

const rootsOf = (): Field[] => Object.values(schema.getQueryType()?.getFields() ?? {});

/**
 * Who may read the rows of a type, by what the root fields ask for that show them: written down by
 * the authors of the fields, apart from what the types declare.
 */
export function readersByRoot(): Map<string, Set<string>> {
  const readers = new Map<string, Set<string>>();
  for (const field of rootsOf()) {
    const type = rowsOf(field);
    const scope = scopeOf(field);
    if (!type?.extensions.pothosPrismaModel || !scope) continue;
    readers.set(type.name, (readers.get(type.name) ?? new Set()).add(scope));
  }
  return readers;
}

/** The fields below an object that lead on and can be asked without arguments. */
const onward = (type: GraphQLObjectType): Field[] =>
  Object.values(type.getFields()).filter(
    (field) =>
      !isLeafType(getNamedType(field.type)) &&
      !isAbstractType(getNamedType(field.type)) &&
      field.args.every((arg) => !isNonNullType(arg.type) || arg.defaultValue !== undefined),
  );

/**
 * A selection of everything below a type to some depth, each kind of edge (a field of a type) once
 * in a document: what an edge asks for does not depend on how one came to it.
 */
export function selectionOf(type: GraphQLObjectType, depth: number, seen: Set<string>): string {
  const id = 'id' in type.getFields() ? ' id' : '';
  const below = onward(type).flatMap((field) => {
    const edge = `${type.name}.${field.name}`;
    if (depth === 0 || seen.has(edge)) return [];
    seen.add(edge);
    return [`${field.name} ${wrapped(field, depth - 1, seen)}`];
  });
  return `{ __typename${id} ${below.join(' ')} }`;
}

function wrapped(field: Field, depth: number, seen: Set<string>): string {
  const named = getNamedType(field.type);
  const rows = rowsOf(field)!;
  const inner = selectionOf(rows, depth, seen);
  if (rows === named) return inner;
  const isConnection = 'pageInfo' in (named as GraphQLObjectType).getFields();
  return isConnection ? `{ edges { node ${inner} } }` : `{ node ${inner} }`;
}

/** One operation for every root field that leads to objects, four steps deep. */
export function walks(giveId: GiveId) {
  return rootsOf().flatMap((field) => {
    const type = getNamedType(field.type);
    if (!isObjectType(type)) return [];
    const { document, variables } = operationFor('query', field, giveId, false);
    const selection = wrapped(field, 3, new Set());
    return [
      {
        name: field.name,
        document: document.replace(/\{ __typename \} \}$/, `${selection} }`),
        variables,
      },
    ];
  });
}

/** Every path of object fields of up to some steps from every root, as the fields it goes through. */
export function* paths(steps: number): Generator<{ name: string; fields: Field[] }> {
  const queue = rootsOf().map((field) => ({ name: field.name, fields: [field] }));
  for (let path = queue.pop(); path; path = queue.pop()) {
    yield path;
    const type = rowsOf(path.fields.at(-1)!);
    if (!type || path.fields.length >= steps) continue;
    for (const field of onward(type))
      queue.push({ name: `${path.name}.${field.name}`, fields: [...path.fields, field] });
  }
}
