import { transaction } from '#platform/database/transaction.ts';
import type { Context } from './context.ts';
import { claim, keep } from './idempotency.ts';
import { seal } from './seal.ts';
import { settleAll } from './settle.ts';
import { openWork, type Work } from './work.ts';

/** One change as it was asked for. */
export interface Change<Answer> {
  name: string;
  input: unknown;
  /** Which root field of the operation it is; each has its own place under an idempotency key. */
  position: number;
  run: (work: Work, input: unknown) => Promise<Answer>;
}

/** What a change left: its answer and the errands to carry out before answering. */
interface Done<Answer> {
  answer: Answer;
  begun: number[];
}

/**
 * Carries out a change: once per idempotency key, whole or not at all, tried again when the
 * database asks for it, and with its outside work settled before the answer.
 */
export async function perform<Answer extends object>(
  context: Context,
  change: Change<Answer>,
): Promise<Answer> {
  const { app, db, caller } = context;
  const done = await transaction(db, async (tx): Promise<Done<Answer>> => {
    const ticket = caller.idempotencyKey ? await claim<Done<Answer>>(tx, context, change) : null;
    if (ticket?.replay) return ticket.replay;

    const work = openWork(context, tx);
    const answer = await change.run(work, change.input);
    await seal(work, { action: change.name, input: change.input });
    const outcome = { answer, begun: work.begun };
    if (ticket) await keep(tx, context, ticket, outcome);
    return outcome;
  });
  if (done.begun.length) await settleAll(app, done.begun);
  return done.answer;
}
