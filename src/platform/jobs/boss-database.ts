import { setTimeout as sleep } from 'node:timers/promises';
import type PgBoss from 'pg-boss';
import type { Database, Db, Tx } from '#platform/database/client.ts';
import { DatabaseUnavailable } from '#platform/database/unavailable.ts';

const LONGEST_PAUSE_MS = 5_000;

/**
 * The database as the job engine knows it. While the database is away its statements wait: the
 * engine does not look after those that fail, and each of them may safely be sent twice.
 */
export function persistent(database: Database, stopping: AbortSignal): PgBoss.Db {
  return {
    executeSql: async (text, values) => {
      const statement = values?.length ? { text, values } : { text };
      for (let pause = 200; ; pause = Math.min(pause * 2, LONGEST_PAUSE_MS)) {
        try {
          return { rows: await database.query(statement) };
        } catch (error) {
          if (!(error instanceof DatabaseUnavailable)) throw error;
          if (stopping.aborted) return { rows: [] };
          await sleep(pause, undefined, { signal: stopping }).catch(() => {});
        }
      }
    },
  };
}

/** The caller's transaction as the job engine knows a database. */
export function inTransaction(tx: Tx | Db): PgBoss.Db {
  return {
    executeSql: async (text, values) => {
      // The text is a constant of the engine; everything of ours is in the bound values.
      const bound = values.map((value: unknown) => plain(value));
      return { rows: await tx.$queryRawUnsafe<object[]>(text, ...bound) };
    },
  };
}

/** Objects go as JSON text, which the engine's statement casts. */
const plain = (value: unknown) =>
  typeof value === 'object' && value !== null ? JSON.stringify(value) : (value ?? null);
