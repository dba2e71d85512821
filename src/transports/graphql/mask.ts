import { GraphQLError } from 'graphql';
import { Refusal } from '#core/refusal.ts';
import { asUnavailable } from '#platform/database/unavailable.ts';
import { currentRequestId } from '#platform/log.ts';
import type { App } from '#schema/app.ts';

/** The code of an error that is our fault; the log has the rest under the request's id. */
export const INTERNAL = 'INTERNAL_SERVER_ERROR';

/**
 * What a caller is told of an error: refusals and GraphQL's own errors as they stand, a lost
 * database as UNAVAILABLE, and everything else as nothing but the id under which it was logged.
 */
export function masked(app: App, error: unknown): GraphQLError {
  const original = error instanceof GraphQLError ? (error.originalError ?? error) : error;
  if (error instanceof GraphQLError && original instanceof GraphQLError) return error;
  const located = error instanceof GraphQLError ? error : undefined;
  const place = located && { nodes: located.nodes, path: located.path };
  if (asUnavailable(original)) {
    const { message, extensions } = new Refusal('UNAVAILABLE');
    return new GraphQLError(message, {
      ...place,
      extensions: { ...extensions, http: { status: 503 } },
    });
  }
  app.log.error({ err: original, path: located?.path }, 'An operation failed.');
  return new GraphQLError('Something went wrong here. Tell us the request id.', {
    ...place,
    extensions: { code: INTERNAL, requestId: currentRequestId() },
  });
}
