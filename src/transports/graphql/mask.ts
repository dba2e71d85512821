import { PothosValidationError } from '@pothos/core';
import { GraphQLError } from 'graphql';
import { handleStreamOrSingleExecutionResult, type Plugin } from 'graphql-yoga';
import { DomainError } from '#core/errors.ts';
import { ProviderError } from '#core/provider-error.ts';
import { asUnavailable } from '#platform/database/unavailable.ts';
import type { App } from '#schema/app.ts';
import type { Context } from '#schema/context.ts';
import { coded } from './request-errors.ts';

/** The code of an error that is our fault; the log has the rest under the request's id. */
export const INTERNAL = 'INTERNAL_SERVER_ERROR';

/** Whose error it is. */
export interface Asking {
  app: App;
  /** Undefined for what went wrong outside of any request. */
  requestId?: string | undefined;
}

/**
 * What a caller sees of an error: errors as they stand, GraphQL's own with a code, a lost
 * database or store of files as UNAVAILABLE, and everything else as nothing but the id under which it was logged.
 */
export function masked({ app, requestId }: Asking, error: unknown): GraphQLError {
  const original = error instanceof GraphQLError ? (error.originalError ?? error) : error;
  const misread = original instanceof PothosValidationError && inputErrorOf(original, error);
  if (misread && error instanceof GraphQLError)
    return new GraphQLError(misread.message, {
      nodes: error.nodes,
      path: error.path,
      extensions: misread.extensions,
    });
  if (error instanceof GraphQLError && original instanceof GraphQLError) return coded(error);
  const located = error instanceof GraphQLError ? error : undefined;
  const place = located && { nodes: located.nodes, path: located.path };
  const isAway = original instanceof ProviderError && original.outcome === 'NOT_SENT';
  if (isAway) app.log.error({ requestId, err: original }, 'A provider failed; nothing was done.');
  if (isAway || asUnavailable(original)) {
    const { message, extensions } = new DomainError('UNAVAILABLE');
    return new GraphQLError(message, {
      ...place,
      extensions: { ...extensions, http: { status: 503 } },
    });
  }
  app.log.error({ requestId, err: original, path: located?.path }, 'An operation failed.');
  return new GraphQLError('Something went wrong here. Tell us the request id.', {
    ...place,
    extensions: { code: INTERNAL, requestId, retryable: false },
  });
}

/** What Pothos says of the arguments of a connection, with the code that callers go by. */
function inputErrorOf({ message }: PothosValidationError, error: unknown): DomainError {
  if (/cursor/i.test(message)) {
    const [node] = (error instanceof GraphQLError && error.nodes) || [];
    const provided = node && 'arguments' in node ? node.arguments : undefined;
    const field = provided?.some(({ name }) => name.value === 'before') ? 'before' : 'after';
    const issues = [{ path: [field], message: 'is no cursor of this list' }];
    return new DomainError('CURSOR_INVALID', undefined, { field, issues });
  }
  return new DomainError('BAD_INPUT', message);
}

/** Masks what goes wrong in an operation, under the id of its request. */
export function useMask(): Plugin<Context> {
  return {
    onExecute: ({ args }) => ({ onExecuteDone: maskIn(args.contextValue).results }),
    onSubscribe({ args }) {
      const { results, one } = maskIn(args.contextValue);
      return {
        onSubscribeResult: results,
        onSubscribeError: ({ error, setError }) => setError(one(error)),
      };
    },
  };
}

function maskIn(contextValue: unknown) {
  const { app, requestInfo } = contextValue as Context;
  const one = (error: unknown) => masked({ app, requestId: requestInfo?.requestId }, error);
  const results = (payload: Parameters<typeof handleStreamOrSingleExecutionResult>[0]) =>
    handleStreamOrSingleExecutionResult(payload, ({ result, setResult }) => {
      if (result.errors) setResult({ ...result, errors: result.errors.map(one) });
    });
  return { one, results };
}
