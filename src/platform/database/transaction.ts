import { setTimeout as sleep } from 'node:timers/promises';
import type { Prisma } from '#generated/prisma/client.ts';
import type { Db, Tx } from './client.ts';
import { AnswerLost, asUnavailable, sqlState } from './unavailable.ts';

/** How a transaction is run. */
export interface TransactionOptions {
  /** How often it is tried again after a conflict with another one; 5 unless told. */
  retries?: number;
  /** READ COMMITTED unless told. The embedded database has one connection and ignores it. */
  isolation?: Prisma.TransactionIsolationLevel;
}

const held = new WeakSet<object>();

/** Whether a client is that of a transaction. */
export const isTransaction = (client: Db | Tx): boolean => held.has(client);

/** Conflicts that pass: serialization failures and deadlocks. */
const CONFLICTS = new Set(['40001', '40P01']);

/**
 * Runs `work` in one transaction, again from the start when the database gave up on it in favour of
 * another. So `work` must do nothing outside `tx`, and must never await the root client, which on
 * the embedded database would wait for this very transaction.
 * @throws DatabaseUnavailable when the database is out of reach and nothing was done; AnswerLost when
 * it was lost during the commit; whatever `work` throws.
 */
export async function transaction<Result>(
  db: Db,
  work: (tx: Tx) => Promise<Result>,
  { retries = 5, isolation }: TransactionOptions = {},
): Promise<Result> {
  for (let attempt = 1; ; attempt += 1) {
    let isWorkDone = false;
    try {
      return await db.$transaction(
        async (tx) => {
          held.add(tx);
          const result = await work(tx);
          isWorkDone = true;
          return result;
        },
        isolation && { isolationLevel: isolation },
      );
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

const isConflict = (error: unknown) =>
  CONFLICTS.has(sqlState(error) ?? '') || (error as { code?: unknown } | null)?.code === 'P2034';
