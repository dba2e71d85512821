import { NotAnAmount } from '#core/money.ts';
import { DomainError, type ErrorCode, type ErrorDetails } from '#core/errors.ts';
import { transaction } from '#platform/database/transaction.ts';
import { AnswerLost, asUnavailable, sqlState } from '#platform/database/unavailable.ts';
import type { Context } from './context.ts';
import { claim, isDone, storedResultOf } from './idempotency.ts';
import { recordChange } from './record-change.ts';
import { runTasks } from '#schema/tasks/run.ts';
import { openWork, type Work } from './work.ts';

/** PostgreSQL's state for a value beyond its column. */
const NUMERIC_OUT_OF_RANGE = '22003';

/** One change as it was asked for. */
export interface CommandChange<Answer, Prepared> {
  name: string;
  input: unknown;
  /** Which root field of the operation it is; each has its own place under an idempotency key. */
  position: number;
  /** What is done before the transaction opens, and its outcome handed to `run`. */
  prepare: ((context: Context, input: unknown) => Promise<Prepared>) | undefined;
  run: (work: Work, input: unknown, prepared: Prepared) => Promise<Answer | DomainError>;
  /** Its answer tells what the outside said, an error included. */
  reportsOutcomes: boolean;
}

/** What a change left: its answer, or why it was refused, and the tasks to carry out first. */
interface Done<Answer> {
  answer?: Answer;
  failure?: { code: ErrorCode; message: string; details: ErrorDetails };
  begun: number[];
}

/**
 * Carries out a change: once per idempotency key, whole or not at all, tried again when the
 * database asks for it, and with its outside work settled before the answer.
 */
export async function perform<Answer extends object, Prepared>(
  context: Context,
  change: CommandChange<Answer, Prepared>,
): Promise<Answer> {
  const { app, db, requestInfo } = context;
  // What was done already is not prepared again: a code that was used up would be refused.
  const mayPrepare = change.prepare && !(await isDone(context, change.position));
  const prepared = (mayPrepare && (await change.prepare?.(context, change.input))) as Prepared;
  let changedAccess = false;
  const done = await orTooLarge(() =>
    transaction(db, async (tx): Promise<Done<Answer>> => {
      const ticket = requestInfo.idempotencyKey
        ? await claim<Done<Answer>>(tx, context, change)
        : null;
      if (ticket?.replay) {
        context.isReplay = true;
        return ticket.replay;
      }

      const work = openWork({ app, actor: context.actor, requestInfo, isInteractive: true }, tx);
      const result = await change.run(work, change.input, prepared);
      const outcome: Done<Answer> = { ...asDone(result), begun: work.begun };
      const storedResult = ticket && storedResultOf(context, ticket, outcome);
      changedAccess = await recordChange(work, {
        action: change.name,
        input: change.input,
        storedResult,
      });
      return outcome;
    }),
  );
  return afterCommit(async () => {
    if (changedAccess) await app.authCache.outlive();
    if (done.begun.length) await runTasks(app, done.begun, change);
    const { answer, failure } = done;
    if (answer) return { ...answer, begun: done.begun };
    throw new DomainError(failure?.code ?? 'BAD_REQUEST', failure?.message, failure?.details);
  });
}

/** Whatever comes to more than the columns and the arithmetic hold was too large an amount. */
async function orTooLarge<Done>(change: () => Promise<Done>): Promise<Done> {
  try {
    return await change();
  } catch (error) {
    const overflows = error instanceof NotAnAmount || sqlState(error) === NUMERIC_OUT_OF_RANGE;
    throw overflows ? new DomainError('AMOUNT_TOO_LARGE') : error;
  }
}

/** What goes wrong with the database from here on says nothing about the change, which was made. */
async function afterCommit<Answer>(answer: () => Promise<Answer>): Promise<Answer> {
  try {
    return await answer();
  } catch (error) {
    throw asUnavailable(error) ? new AnswerLost(error) : error;
  }
}

/** A result as it is kept for replays. */
function asDone<Answer>(result: Answer | DomainError): Pick<Done<Answer>, 'answer' | 'failure'> {
  if (!(result instanceof DomainError)) return { answer: result };
  const { code: _code, ...details } = result.extensions;
  return { failure: { code: result.code, message: result.message, details } };
}
