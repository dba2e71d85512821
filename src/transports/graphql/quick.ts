import { type ExecutionArgs, type ExecutionResult, getOperationAST } from 'graphql';
import { answerFast } from '#planner/fast/fast.ts';
import { admit, type OperationContext } from './admission.ts';
import { countAnswered } from './usage.ts';
import { warningsOf } from './extensions.ts';

/**
 * A query's answer without the pipeline around it; null where that has to answer, or to say what is
 * wrong. Like the pipeline, it looks first at the text and what the query may cost, and counts what
 * was answered.
 */
export async function answerQuickly(
  args: ExecutionArgs & { contextValue: OperationContext },
): Promise<ExecutionResult | null> {
  const { schema, document, operationName, contextValue } = args;
  if (await admit(args)) return null;
  if (!contextValue.isStored && warningsOf(schema, document).length) return null;
  const answer = await answerFast(args, cacheScope(contextValue));
  const operation = answer && getOperationAST(document, operationName);
  if (operation) countAnswered(contextValue, operation);
  return answer;
}

/** A credential's or session's actor is another object whenever it was looked up anew. */
const cacheScope = ({ actor }: OperationContext): object => (actor.kind === 'nobody' ? {} : actor);
