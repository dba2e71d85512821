import { randomUUID } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import PgBoss from 'pg-boss';
import type { Database, Db, Tx } from '#platform/database/client.ts';
import { ring } from '#platform/database/transaction.ts';
import { type Metrics, openMetrics } from '#platform/metrics.ts';
import { inTransaction, persistent } from './boss-database.ts';
import { noteJob } from './sent.ts';
import { jobsChannel, openWorker } from './worker.ts';

/** What a handler learns about its job besides the data. */
export interface JobFacts {
  id: string;
  /** 1 at the first try. */
  attempt: number;
  /**
   * Aborted when the process stops or the job took too long. A handler that goes through many things
   * throws its reason between two of them; the job is then taken up again.
   */
  signal: AbortSignal;
}

/** Does a job. It may run twice for the same job, so doing it twice must be the same as once. */
export type JobHandler<Data extends object> = (data: Data, facts: JobFacts) => Promise<void>;

/** How a kind of job is run. */
export interface JobOptions {
  /** How often it is tried again after a failure; 5 by default. */
  retryLimit?: number;
  /** The pause before the next try in seconds, doubled each time; 5 by default. */
  backoff?: number;
  /** How many run at once in this process; 1 by default. */
  concurrency?: number;
  /** After how many seconds a job counts as lost and is tried again; 300 by default. */
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

/** How jobs are treated in this process. */
export interface JobsOptions {
  metrics?: Metrics;
  onTrouble?: (error: Error) => void;
  /** Whether jobs are done here, and added by the clock; without, other processes do so. */
  works?: boolean;
  /** How long jobs at work are waited for at the stop, instead of half a minute. */
  patienceMs?: number;
  /** The schema of the engine's tables; `pgboss` by default. */
  schema?: string;
}

/** Starts the engine of jobs and lays its tables out where they are missing. */
export async function startJobs(database: Database, options: JobsOptions = {}): Promise<Jobs> {
  const { onTrouble = () => {}, works = true, metrics = openMetrics(), patienceMs } = options;
  const { schema = 'pgboss' } = options;
  const stopping = new AbortController();
  const boss = new PgBoss({
    db: persistent(database, stopping.signal),
    schema,
    supervise: works,
    schedule: works,
    // It puts away what has ended; lost jobs are looked for with those that are due.
    maintenanceIntervalSeconds: 3_600,
    // The most that it takes: jobs by the clock come once an hour, or once a day.
    cronMonitorIntervalSeconds: 45,
    cronWorkerIntervalSeconds: 45,
    // Failed jobs stay where they can be looked at for a fortnight.
    archiveCompletedAfterSeconds: 12 * 3_600,
    deleteAfterDays: 14,
  });
  boss.on('error', onTrouble);
  await boss.start();
  // Most starts find everything as they left it, and need not write it again.
  const known = new Map((await boss.getQueues()).map((queue) => [queue.name, queue]));
  const scheduled = await boss.getSchedules();
  const stopped = stopping.signal;
  const worker = works
    ? await openWorker({
        database,
        boss,
        schema,
        metrics,
        onTrouble,
        stopping: stopped,
        ...(patienceMs !== undefined && { patienceMs }),
      })
    : null;

  return {
    define: async (name, how, handler) => {
      const queue = queueOf(name, how);
      await layOut(boss, known, queue);
      const { concurrency = 1 } = how;
      const expireSeconds = queue.expireInSeconds;
      worker?.add({ name, concurrency, expireSeconds, handler: handler as never });
    },
    send: async (tx, name, data, { startAfter, singletonKey } = {}) => {
      noteJob(tx, { name, data });
      const id = await boss.send(name, data, {
        db: inTransaction(tx),
        // The queues keep one waiting job per key; without a key each job is its own.
        singletonKey: singletonKey ?? randomUUID(),
        ...(startAfter && { startAfter }),
      });
      if (id === null && singletonKey === undefined)
        throw new Error(`No job is defined as ${name}.`);
      if (id !== null) ring(tx, jobsChannel);
    },
    schedule: async (name, cron, data = {}) => {
      const isKnown = scheduled.some((one) =>
        isDeepStrictEqual([one.name, one.cron, one.data], [name, cron, data]),
      );
      if (works && !isKnown) await boss.schedule(name, cron, data, { tz: 'UTC' });
    },
    stop: async () => {
      await worker?.stop();
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
