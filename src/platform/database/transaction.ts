import { setTimeout as sleep } from 'node:timers/promises';
import type { Prisma } from '#generated/prisma/client.ts';
import { bellOf } from './bell.ts';
import type { Db, Tx } from './client.ts';
import { AnswerLost, asUnavailable, sqlState } from './unavailable.ts';

/** How a transaction is run. */
export interface TransactionOptions {
  /** How often it is tried again after a conflict with another one; 5 by default. */
  retries?: number;
  /** READ COMMITTED by default. The embedded database has one connection and ignores it. */
  isolation?: Prisma.TransactionIsolationLevel;
  /** How long all of it may take, in milliseconds; that of the database by default. */
  timeoutMs?: number;
}

/** Undoes a transaction that did what was asked of it. */
class RolledBack<Answer> extends Error {
  readonly answer: Answer;

  constructor(answer: Answer) {
    super('The transaction was only a trial.');
    this.answer = answer;
  }
}

/** Clients of transactions, and those in front of them, with the transaction's own. */
const held = new WeakMap<object, Tx>();

/** How many savepoints a transaction has set, for their names. */
const savepoints = new WeakMap<object, number>();

/** What is done once a transaction is committed. */
const afterCommits = new WeakMap<object, ((db: Db) => void)[]>();

/** Has something done once a transaction is committed; never where it is not. */
export function onCommit(tx: Tx, action: (db: Db) => void): void {
  const own = held.get(tx) ?? tx;
  const actions = afterCommits.get(own);
  if (actions) actions.push(action);
  else afterCommits.set(own, [action]);
}

/** Wakes those who listen to a channel: once the transaction is committed, or else never. */
export function ring(client: Db | Tx, channel: string): void {
  const tx = held.get(client);
  if (tx) onCommit(tx, (db) => bellOf(db).ring(channel));
  else bellOf(client).ring(channel);
}

/** Conflicts that ended a part of a transaction, and so will end all of it. */
const conflicts = new WeakMap<object, unknown>();

/** Ends a transaction of which a part met a conflict, so that it is run again. */
export function throwConflict(tx: Tx): void {
  if (conflicts.has(tx)) throw conflicts.get(tx);
}

/** Whether a client is that of a transaction. */
export const isTransaction = (client: Db | Tx): boolean => held.has(client);

/** Says that a client reads through a transaction. */
export const standsBefore = <Front extends object>(front: Front, tx: Tx): Front => {
  held.set(front, tx);
  return front;
};

/** Conflicts that pass: serialization failures and deadlocks. */
const CONFLICTS = new Set(['40001', '40P01']);

/**
 * Runs `work` in one transaction, again from the start when the database gave up on it in favour of
 * another. So `work` must do nothing outside `tx`, and must never await the root client, which on
 * the embedded database would wait for this very transaction. Within a transaction it is a part of
 * it that can fail alone.
 * @throws DatabaseUnavailable when the database is out of reach and nothing was done; AnswerLost when
 * it was lost during the commit; whatever `work` throws.
 */
export async function transaction<Result>(
  db: Db,
  work: (tx: Tx) => Promise<Result>,
  { retries = 5, isolation, timeoutMs }: TransactionOptions = {},
): Promise<Result> {
  const outer = held.get(db);
  if (outer) return savepoint(outer, work);
  for (let attempt = 1; ; attempt += 1) {
    let isWorkDone = false;
    let own: Tx | undefined;
    try {
      const result = await db.$transaction(
        async (tx) => {
          own = tx;
          held.set(tx, tx);
          const done = await work(tx);
          isWorkDone = true;
          return done;
        },
        {
          ...(isolation && { isolationLevel: isolation }),
          ...(timeoutMs && { timeout: timeoutMs }),
        },
      );
      for (const action of afterCommits.get(own!) ?? []) action(db);
      return result;
    } catch (error) {
      if (!isConflict(error)) {
        const unavailable = asUnavailable(error);
        throw (unavailable && isWorkDone ? new AnswerLost(error) : unavailable) ?? error;
      }
      if (attempt > retries) throw error;
      // Full jitter: those who collided must not meet again.
      await sleep(Math.random() * Math.min(20 * 2 ** attempt, 500));
    }
  }
}

/** Runs `work` in a transaction as above, gives what it found, and undoes all that it wrote. */
export async function trial<Answer>(
  db: Db,
  work: (tx: Tx) => Promise<Answer>,
  options: TransactionOptions = {},
): Promise<Answer> {
  const run = async (tx: Tx): Promise<never> => {
    const answer = await work(tx);
    throwConflict(tx);
    throw new RolledBack(answer);
  };
  try {
    return await transaction(db, run, options);
  } catch (error) {
    if (error instanceof RolledBack) return error.answer as Answer;
    throw error;
  }
}

/** Runs `work` as a part of a transaction; when it throws, what it wrote is undone and nothing else. */
export async function savepoint<Result>(
  tx: Tx,
  work: (tx: Tx) => Promise<Result>,
): Promise<Result> {
  const count = (savepoints.get(tx) ?? 0) + 1;
  savepoints.set(tx, count);
  const name = `part_${count}`;
  await tx.$executeRawUnsafe(`savepoint ${name}`);
  try {
    const result = await work(tx);
    await tx.$executeRawUnsafe(`release savepoint ${name}`);
    return result;
  } catch (error) {
    if (isConflict(error)) conflicts.set(tx, error);
    // A connection that is gone has undone it already.
    await tx.$executeRawUnsafe(`rollback to savepoint ${name}`).catch(() => {});
    throw error;
  }
}

const isConflict = (error: unknown) =>
  CONFLICTS.has(sqlState(error) ?? '') || (error as { code?: unknown } | null)?.code === 'P2034';
