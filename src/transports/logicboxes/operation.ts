import type { TypedDocumentNode } from '@graphql-typed-document-node/core';
import type { Parameters } from './params.ts';
import type { Tree } from './tree.ts';

/** One operation of the platform: how its parameters become variables, and what it answers. */
export interface Operation<Data, Variables> {
  /** POST for what changes something; the others take both. */
  method: 'POST' | 'ANY';
  operation: TypedDocumentNode<Data, Variables>;
  /** @throws ParameterError */
  variables: (params: Parameters) => NoInfer<Variables>;
  /** The answer. @throws ParameterError where what was asked for does not exist */
  present: (data: NoInfer<Data>, params: Parameters) => Tree;
  /**
   * For large answers that hold as long as their version does. The operation takes `$whole`; with
   * `false` it reads only what this needs: a key that names list, audience and version.
   */
  version?: (data: NoInfer<Data>) => string;
}

/** An operation with its own types forgotten, as the transport handles all of them. */
export type AnyOperation = Operation<unknown, Record<string, unknown>>;

/** Names the types of an operation, and nothing more. */
export const operation = <Data, Variables>(
  declared: Operation<Data, Variables>,
): Operation<Data, Variables> => declared;
