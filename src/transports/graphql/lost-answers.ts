import { getOperationAST, GraphQLError } from 'graphql';
import type { Plugin } from 'graphql-yoga';
import { DomainError } from '#core/errors.ts';
import { AnswerLost, asUnavailable } from '#platform/database/unavailable.ts';
import type { Context } from '#schema/context.ts';

/**
 * Tells a caller whose change was committed, but whose answer could not be read any more, just that:
 * UNAVAILABLE means that nothing was done.
 */
export function useLostAnswers(): Plugin<Context> {
  return {
    onExecute({ args }) {
      const operation = getOperationAST(args.document, args.operationName);
      if (operation?.operation !== 'mutation') return undefined;
      return {
        onExecuteDone({ result, setResult }) {
          if (!('errors' in result) || !result.errors) return;
          setResult({ ...result, errors: result.errors.map(received) });
        },
      };
    },
  };
}

/** What lies below a mutation's own field is read after its commit. */
function received(error: GraphQLError): GraphQLError {
  const { originalError, nodes, path } = error;
  const isBelow = (path?.length ?? 0) > 1 && asUnavailable(originalError) !== null;
  if (!isBelow && !(originalError instanceof AnswerLost)) return error;
  const { message, extensions } = new DomainError('ANSWER_LOST');
  // As UNAVAILABLE: what repeats requests by their status repeats this one under its key.
  const http = { status: 503 };
  return new GraphQLError(message, { nodes, path, extensions: { ...extensions, http } });
}
