import { type ExecutionArgs, type ExecutionResult, getOperationAST } from 'graphql';
import { FastChange } from '#planner/fast/fast-change.ts';
import { TextAnswer } from '#planner/fast/fast.ts';
import { isShownAtOnce } from '#schema/command.ts';
import type { QuickChange } from '#schema/context.ts';
import { isDryRun } from '#schema/dry-run/directive.ts';
import { admit, type OperationContext } from './admission.ts';
import { warningsOf } from './extensions.ts';
import { isWellFormed, keepAnswer } from './stored-answers.ts';
import { countAnswered } from './usage.ts';

/**
 * The answer of a mutation that makes one change, without the pipeline around it: what is shown of
 * the change is read in the trip of its commit. Null where the pipeline has to answer, or to say what
 * is wrong; it is handed what the change came to, where that was tried.
 */
export async function changeQuickly(
  args: ExecutionArgs & { contextValue: OperationContext },
): Promise<ExecutionResult | null> {
  const { schema, document, operationName, contextValue: context } = args;
  const { app, requestInfo } = context;
  // The embedded database has one connection, on which nothing waits less for being sent ahead.
  if (app.database.kind !== 'postgresql' || !app.config.planner) return null;
  const { plan, idempotencyKey } = requestInfo;
  if (isDryRun(args) || typeof plan === 'string' || !isWellFormed(idempotencyKey)) return null;
  if (warningsOf(schema, document).length || (await admit(args))) return null;
  const change = FastChange.of(args, isShownAtOnce);
  if (!change) return null;
  const quickChange: QuickChange = { show: (answer, read) => change.show(answer, read) };
  context.quickChange = quickChange;
  const made = change.make();
  const isMade = await made.then(
    () => true,
    () => false,
  );
  // A repetition is given the answer of the first time.
  const text = isMade && !context.isReplay ? await change.text() : null;
  quickChange.made = made;
  if (text === null) return null;
  keepAnswer(args, `{"data":${text}}`);
  countAnswered(context, getOperationAST(document, operationName)!);
  return new TextAnswer(text);
}
