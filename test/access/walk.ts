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

export type Field = GraphQLField<unknown, unknown>;
export type Kind = 'query' | 'mutation' | 'subscription';
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

/** The root fields of a kind of operation. */
export const rootsOf = (kind: Kind): Field[] => {
  const type = { query: 'Query', mutation: 'Mutation', subscription: 'Subscription' }[kind];
  return Object.values((schema.getType(type) as GraphQLObjectType).getFields());
};

/**
 * Who may read the rows of a type, by what the root fields ask for that show them: written down by
 * the authors of the fields, apart from what the types declare.
 */
export function readersByRoot(): Map<string, Set<string>> {
  const readers = new Map<string, Set<string>>();
  for (const field of rootsOf('query')) {
    const type = rowsOf(field);
    const scope = scopeOf(field);
    if (!type?.extensions.pothosPrismaModel || !scope) continue;
    readers.set(type.name, (readers.get(type.name) ?? new Set()).add(scope));
  }
  return readers;
}

/** Whether a field shows the caller's own person, or what its change has begun. */
export const isOwnField = ({ extensions }: Field): boolean =>
  (extensions as { isOwn?: boolean }).isOwn === true;

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
  // Rows of several types are walked from the roots of each.
  const rows = rowsOf(field);
  const inner = rows ? selectionOf(rows, depth, seen) : '{ __typename }';
  if (rows === named) return inner;
  const isConnection = 'pageInfo' in (named as GraphQLObjectType).getFields();
  return isConnection ? `{ edges { node ${inner} } }` : `{ node ${inner} }`;
}

/** What is asked of one root field. */
export interface Walk {
  name: string;
  field: Field;
  document: string;
  variables: Record<string, unknown>;
}

/** One operation for every root field of a kind that leads to objects, some steps deep. */
export function walks(kind: Kind, giveId: GiveId, steps = 4, everything = false): Walk[] {
  return rootsOf(kind).flatMap((field) => {
    if (!isObjectType(getNamedType(field.type))) return [];
    const { document, variables } = operationFor(kind, field, giveId, everything);
    const selection = wrapped(field, steps - 1, new Set());
    return [
      {
        name: field.name,
        field,
        document: document.replace(/\{ __typename \} \}$/, `${selection} }`),
        variables,
      },
    ];
  });
}

/**
 * Every path of object fields of up to some steps from every root of these kinds, as the fields it
 * goes through.
 */
export function* paths(
  steps: number,
  kinds: readonly Kind[] = ['query', 'mutation', 'subscription'],
): Generator<{ name: string; fields: Field[] }> {
  const queue = kinds.flatMap((kind) =>
    rootsOf(kind).map((field) => ({ name: field.name, fields: [field] })),
  );
  for (let path = queue.pop(); path; path = queue.pop()) {
    yield path;
    const type = rowsOf(path.fields.at(-1)!);
    if (!type || path.fields.length >= steps) continue;
    for (const field of onward(type))
      queue.push({ name: `${path.name}.${field.name}`, fields: [...path.fields, field] });
  }
}

/** Every object of an answer that says what it is. */
export function* objectsIn(value: unknown): Generator<{ __typename?: string; id?: string }> {
  if (Array.isArray(value)) for (const item of value) yield* objectsIn(item);
  else if (value && typeof value === 'object') {
    yield value;
    for (const inner of Object.values(value)) yield* objectsIn(inner);
  }
}
