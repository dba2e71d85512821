import { isThenable } from '@pothos/core';
import { RequestCache } from '@pothos/plugin-scope-auth';
import type { GraphQLField, GraphQLObjectType, GraphQLResolveInfo, GraphQLSchema } from 'graphql';

type Builder = Parameters<typeof RequestCache.fromContext>[1];

/**
 * Notes which builder made a schema: the scopes of a request are kept by it. What is noted stays
 * with the copy that Pothos makes to sort the schema.
 */
export const rememberBuilder = (schema: GraphQLSchema, plannerBuilder: unknown) =>
  void (schema.extensions = { ...schema.extensions, plannerBuilder });

interface Options {
  authScopes?: unknown;
  grantScopes?: unknown;
  skipTypeScopes?: boolean;
}

/** What the schema noted of a field that leads to a type with readers of its own. */
interface Guarded {
  access?: { read?: readonly string[] | null };
}

const optionsOf = ({ extensions }: { extensions: object }) =>
  ((extensions as { pothosOptions?: Options }).pothosOptions ?? {}) as Options;

/** The same for every row: names and arguments of scopes, without functions. */
const isStatic = (scopes: unknown): boolean =>
  typeof scopes === 'object' && scopes !== null && !('$granted' in scopes);

/** Whether nothing about who may see a type depends on its rows, or is asked of it at all. */
export function isUnscoped(type: GraphQLObjectType): boolean {
  return [type, ...type.getInterfaces()].every((one) => {
    const { authScopes, grantScopes } = optionsOf(one);
    return !authScopes && !grantScopes;
  });
}

/**
 * What a field asks of whoever sees it: scopes that are the same for every row, or null for none.
 * Undefined where it depends on the row, so that only the executor can tell.
 */
export function scopesOf(field: GraphQLField<unknown, unknown>): object | null | undefined {
  const { authScopes, grantScopes } = optionsOf(field);
  if (grantScopes) return undefined;
  if (authScopes && !isStatic(authScopes)) return undefined;
  const { read } = (field.extensions as Guarded).access ?? {};
  if (!read) return authScopes ?? null;
  return authScopes ? { $all: { oneOf: read, $any: authScopes } } : { oneOf: read };
}

/** Whether the request's actor has these scopes; asked once per request, then remembered. */
export function hasScopes(scopes: object, context: object, info: GraphQLResolveInfo): boolean {
  const builder = info.schema.extensions.plannerBuilder as Builder | undefined;
  if (!builder) return false;
  const cache = RequestCache.fromContext(context as never, builder);
  const failure: unknown = cache.evaluateScopeMap(scopes as never, info as never);
  return !isThenable(failure) && failure === null;
}
