import type { GraphQLInputType } from 'graphql';
import { rowsNamedIn } from '#core/events.ts';
import { NotAnAmount } from '#core/money.ts';
import { DomainError, type ErrorCode, type ErrorDetails } from '#core/errors.ts';
import type { Tx } from '#platform/database/client.ts';
import { guarded, pipelined, sentAhead } from '#platform/database/pipelined.ts';
import { transaction } from '#platform/database/transaction.ts';
import { AnswerLost, asUnavailable, sqlState } from '#platform/database/unavailable.ts';
import type { Context } from './context.ts';
import { looker } from './dry-run/look.ts';
import {
  claim,
  type IdempotencyClaim,
  isDoneBefore,
  storedResultOf,
} from './idempotency/idempotency.ts';
import { recordChange } from './record-change.ts';
import { runTasks } from '#schema/tasks/run.ts';
import { type AnnouncedEvent, openWork, type Work } from './work.ts';

/** PostgreSQL's state for a value beyond its column. */
const NUMERIC_OUT_OF_RANGE = '22003';

/** One change as it was asked for. */
export interface CommandChange<Answer, Prepared> {
  name: string;
  input: unknown;
  /** What the input is declared as. */
  inputType?: GraphQLInputType | undefined;
  /** Which root field of the operation it is; each has its own place under an idempotency key. */
  position: number;
  /** What is done before the transaction opens, and its outcome handed to `run`. */
  prepare: ((context: Context, input: unknown) => Promise<Prepared>) | undefined;
  run: (work: Work, input: unknown, prepared: Prepared) => Promise<Answer | DomainError>;
  /** Its answer tells what the outside said, an error included. */
  reportsOutcomes: boolean;
  /** Nothing has to happen between its commit and the reading of what is shown of it. */
  isShownAtOnce: boolean;
  /** Anybody may ask for it: signing in. It has no dry run, which would be a guess for nothing. */
  isPublic: boolean;
}

/** What a change left: its answer, or why it was refused, and the tasks to carry out first. */
interface Done<Answer> {
  answer?: Answer;
  failure?: { code: ErrorCode; message: string; details: ErrorDetails };
  begun: number[];
  /** The rows its events name, by their types. */
  concerned?: Record<string, number>;
}

/**
 * Carries out a change: once per idempotency key, whole or not at all, tried again when the
 * database asks for it, and with its outside work settled before the answer.
 */
export async function perform<Answer extends object, Prepared>(
  context: Context,
  change: CommandChange<Answer, Prepared>,
): Promise<Answer> {
  const { app, db, requestInfo, dryRun, planned } = context;
  if (dryRun && change.isPublic) throw new DomainError('DRY_RUN_NOT_AVAILABLE');
  // What was done already is not prepared again: a code that was used up would be refused.
  const mayPrepare = change.prepare && !(await isDoneBefore(context, change.position));
  const prepared = (mayPrepare && (await change.prepare?.(context, change.input))) as Prepared;
  let recorded = Promise.resolve(false);
  const carryOut = async (tx: Tx): Promise<Done<Answer>> => {
    recorded = Promise.resolve(false);
    const look = await looker(context, change.position, tx);
    const claiming = requestInfo.idempotencyKey
      ? claim<Done<Answer>>(tx, context, change)
      : Promise.resolve(null);
    const first = claiming.then(ensureFirst);
    await guarded(tx, first);

    const work = openWork({ app, actor: context.actor, requestInfo, isInteractive: true }, tx);
    const running = change.run(work, change.input, prepared);
    const [begun, result] = await Promise.allSettled([first, running]);
    // What was begun of a change that was made before has ended by now: nothing of it comes later.
    if (begun.status === 'rejected') throw begun.reason;
    if (result.status === 'rejected') throw result.reason;
    const ticket = await claiming;
    const concerned = concernedIn(work.announcements);
    const outcome: Done<Answer> = { ...asDone(result.value), begun: work.begun, concerned };
    const storedResult = ticket && storedResultOf(context, ticket, outcome);
    recorded = recordChange(work, {
      action: change.name,
      input: change.input,
      inputType: change.inputType,
      storedResult,
    });
    if (change.isShownAtOnce) showBehind(context, tx, outcome);
    await sentAhead(tx, recorded);
    await look?.();
    return outcome;
  };
  // Effects are told apart from what others do meanwhile by looking at one snapshot.
  const options = planned ? { isolation: 'RepeatableRead' as const } : {};
  const done = await orTooLarge(() => transaction(db, carryOut, options)).catch(
    (error: unknown) => {
      if (!(error instanceof DoneBefore)) throw error;
      context.isReplay = true;
      context.onReplay?.();
      return error.done as Done<Answer>;
    },
  );
  if (dryRun) return answerOf(done);
  return afterCommit(async () => {
    if (await recorded) await app.authCache.outlive();
    if (done.begun.length) await runTasks(app, done.begun, change);
    return answerOf(done);
  });
}

/** Has what is shown of a change read in the trip of its commit; not where tasks come first. */
function showBehind({ quickChange }: Context, tx: Tx, done: Done<object>): void {
  const { readBehind } = pipelined.get(tx) ?? {};
  if (quickChange && readBehind && done.answer && !done.begun.length)
    quickChange.show(answerOf(done), readBehind);
}

/** The change was made before, under the same key: what is begun of it now is undone. */
class DoneBefore extends Error {
  readonly done: unknown;

  constructor(done: unknown) {
    super('The change was made before.');
    this.done = done;
  }
}

/** @throws DoneBefore */
function ensureFirst(claimed: IdempotencyClaim<unknown> | null): void {
  if (claimed?.replay) throw new DoneBefore(claimed.replay);
}

/** The rows that events name, by their types; the first of each type. */
function concernedIn(announcements: readonly AnnouncedEvent[]): Record<string, number> {
  const rows = announcements.flatMap(({ type, payload }) => rowsNamedIn(type, payload));
  return Object.fromEntries(rows.toReversed().map(({ node, id }) => [node, id]));
}

/** What a change answers. @throws DomainError where it was refused and something of it remains */
function answerOf<Answer extends object>({
  answer,
  failure,
  begun,
  concerned,
}: Done<Answer>): Answer {
  if (answer) return { ...answer, begun, concerned };
  throw new DomainError(failure?.code ?? 'BAD_REQUEST', failure?.message, failure?.details);
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
