import {
  getNullableType,
  type GraphQLOutputType,
  type GraphQLResolveInfo,
  isListType,
  isNonNullType,
} from 'graphql';

/** Something only the executor does right: an error, a null in the way, a promise. */
export class Bail extends Error {}

/** Gives up, so that the executor answers the operation. */
export const bail = (): never => {
  throw new Bail('left to the executor');
};

/** One root field of one request while its rows become the answer. */
export interface Completion {
  context: object;
  /** Of the root field; the infos of fields below are made from it when a resolver needs one. */
  info: GraphQLResolveInfo;
  args: ReadonlyMap<number, object>;
  infos: Map<unknown, GraphQLResolveInfo>;
}

/** Makes a value of the answer out of what a resolver gave. @throws Bail */
export type Complete = (value: unknown, completion: Completion) => unknown;

/** Parts of an object in their order, as one function that makes it. */
export function objectOf(parts: readonly (readonly [key: string, part: Complete])[]): Complete {
  // In brackets, `__proto__` is a name like any other.
  const body = parts.map(([key], at) => `[${JSON.stringify(key)}]:p[${at}](v,c)`).join();
  // oxlint-disable-next-line no-implied-eval, no-new-func -- only response keys enter, as JSON
  const make = new Function('p', `return (v,c)=>({${body}})`) as (list: Complete[]) => Complete;
  return make(parts.map(([, part]) => part));
}

/** Wraps what completes a value in what its type says of null and of lists. */
export function completed(type: GraphQLOutputType, inner: Complete): Complete {
  const nullable = getNullableType(type);
  let complete = inner;
  if (isListType(nullable)) {
    const item = completed(nullable.ofType as GraphQLOutputType, inner);
    complete = (list, completion) =>
      Array.isArray(list) ? list.map((one) => item(one, completion)) : bail();
  }
  const absent = isNonNullType(type) ? bail : () => null;
  return (value, completion) =>
    value === null || value === undefined ? absent() : complete(value, completion);
}
