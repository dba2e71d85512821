import { type ExecutionArgs, type ExecutionResult, getOperationAST } from 'graphql';
import { answerFast } from '#planner/fast.ts';
import { checkRequest } from './check.ts';
import { countAnswered, type StoredContext } from './usage.ts';

/**
 * A query's answer without the pipeline around it; null where that has to answer, or to say what is
 * wrong. Like the pipeline, it looks first at the text and what the query may cost, and counts what
 * was answered.
 */
export async function answerQuickly(
  args: ExecutionArgs & { contextValue: StoredContext },
): Promise<ExecutionResult | null> {
  const { document, operationName, contextValue } = args;
  try {
    checkRequest(args);
    const answer = await answerFast(args, cacheScope(contextValue));
    const operation = answer && getOperationAST(document, operationName);
    if (operation) countAnswered(contextValue, operation);
    return answer;
  } catch {
    return null;
  }
}

/** A credential's or session's actor is another object whenever it was looked up anew. */
const cacheScope = ({ actor }: StoredContext): object => (actor.kind === 'nobody' ? {} : actor);
