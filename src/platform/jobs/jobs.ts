import { randomUUID } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import PgBoss from 'pg-boss';
import type { Database, Db, Tx } from '#platform/database/client.ts';
import { inTransaction, persistent } from './boss-database.ts';
import { openWorker } from './worker.ts';

/** What a handler learns about its job besides the data. */
export interface JobFacts {
  id: string;
  /** 1 at the first try. */
  attempt: number;
  /** Aborted when the process stops or the job took too long; the job is then tried again. */
  signal: AbortSignal;
}

/** Does a job. It may run twice for the same job, so doing it twice must be the same as once. */
export type JobHandler<Data extends object> = (data: Data, facts: JobFacts) => Promise<void>;

/** How a kind of job is run. */
export interface JobOptions {
  /** How often it is tried again after a failure; 5 unless told. */
  retryLimit?: number;
  /** The pause before the next try in seconds, doubled each time; 5 unless told. */
  backoff?: number;
  /** How many run at once in this process; 1 unless told. */
  concurrency?: number;
  /** After how many seconds a job counts as lost and is tried again; 300 unless told. */
  expireSeconds?: number;
}

/** When a job is run, and whether it is the only one. */
export interface SendOptions {
  startAfter?: Date;
  /** While a job with this key waits, another one is not added. */
  singletonKey?: string;
}

/** Work for later, on the same database as the change that asks for it. */
export interface Jobs {
  /** Says how a kind of job is done; this process then does such jobs. */
  define<Data extends object>(
    name: string,
    options: JobOptions,
    handler: JobHandler<Data>,
  ): Promise<void>;
  /** Adds a job in the caller's transaction: it is there after the commit, or never. */
  send(tx: Tx | Db, name: string, data: object, options?: SendOptions): Promise<void>;
  /** Adds a job by the clock: `cron` has five fields, in UTC. One process at a time does so. */
  schedule(name: string, cron: string, data?: object): Promise<void>;
  /** Takes no more jobs and waits for those at work, half a minute at most. */
  stop(): Promise<void>;
}

/** Starts the engine of jobs and lays its tables out where they are missing. */
export async function startJobs(
  database: Database,
  onTrouble: (error: Error) => void = () => {},
): Promise<Jobs> {
  const stopping = new AbortController();
  const boss = new PgBoss({
    db: persistent(database, stopping.signal),
    schema: 'pgboss',
    supervise: true,
    maintenanceIntervalSeconds: 60,
    // Failed jobs stay where they can be looked at for a fortnight.
    archiveCompletedAfterSeconds: 12 * 3_600,
    deleteAfterDays: 14,
  });
  boss.on('error', onTrouble);
  await boss.start();
  // Most starts find everything as they left it, and need not write it again.
  const known = new Map((await boss.getQueues()).map((queue) => [queue.name, queue]));
  const scheduled = await boss.getSchedules();
  const worker = await openWorker({ database, boss, onTrouble, stopping: stopping.signal });

  return {
    define: async (name, options, handler) => {
      const queue = queueOf(name, options);
      await layOut(boss, known, queue);
      const { concurrency = 1 } = options;
      const expireSeconds = queue.expireInSeconds;
      worker.add({ name, concurrency, expireSeconds, handler: handler as never });
    },
    send: async (tx, name, data, { startAfter, singletonKey } = {}) => {
      const id = await boss.send(name, data, {
        db: inTransaction(tx),
        // The queues keep one waiting job per key; without a key each job is its own.
        singletonKey: singletonKey ?? randomUUID(),
        ...(startAfter && { startAfter }),
      });
      if (id === null && singletonKey === undefined)
        throw new Error(`No job is defined as ${name}.`);
      if (id !== null && !startAfter) await tx.$executeRaw`select pg_notify('jobs', ${name})`;
    },
    schedule: async (name, cron, data = {}) => {
      const isKnown = scheduled.some((one) =>
        isDeepStrictEqual([one.name, one.cron, one.data], [name, cron, data]),
      );
      if (!isKnown) await boss.schedule(name, cron, data, { tz: 'UTC' });
    },
    stop: async () => {
      await worker.stop();
      stopping.abort();
      await boss.stop({ graceful: false, close: false });
    },
  };
}

function queueOf(name: string, options: JobOptions) {
  const { retryLimit = 5, backoff = 5, expireSeconds = 300 } = options;
  return {
    name,
    policy: 'short' as const,
    retryLimit,
    retryDelay: backoff,
    retryBackoff: true,
    expireInSeconds: expireSeconds,
  };
}

type Queue = ReturnType<typeof queueOf>;

/** Has the engine keep jobs of a kind like this. */
async function layOut(
  boss: PgBoss,
  known: ReadonlyMap<string, object>,
  queue: Queue,
): Promise<void> {
  const before = known.get(queue.name) as Record<string, unknown> | undefined;
  if (!before) return boss.createQueue(queue.name, queue);
  const isSame = Object.entries(queue).every(([key, value]) => before[key] === value);
  if (!isSame) await boss.updateQueue(queue.name, queue);
}
