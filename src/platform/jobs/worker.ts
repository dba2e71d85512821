import type PgBoss from 'pg-boss';
import type { Database } from '#platform/database/client.ts';
import { jobsEnded } from '#platform/metrics.ts';
import type { JobHandler } from './jobs.ts';

/** One kind of job and how this process does it. */
export interface WorkerOptions {
  name: string;
  concurrency: number;
  expireSeconds: number;
  handler: JobHandler<object>;
}

/** Takes jobs that are due and does them. */
export interface JobWorker {
  add(options: WorkerOptions): void;
  stop(): Promise<void>;
}

interface Environment {
  database: Database;
  boss: PgBoss;
  onTrouble(error: Error): void;
  stopping: AbortSignal;
}

/** How often it looks for jobs without being told to, in milliseconds. */
const TIMER_MS = 1_000;

/** How long jobs at work are waited for when the process stops. */
const PATIENCE_MS = 30_000;

/** Starts taking jobs: woken by NOTIFY, and by a timer for those that wait for a time. */
export async function openWorker(environment: Environment): Promise<JobWorker> {
  const { database, onTrouble } = environment;
  const kinds = new Map<string, WorkerOptions>();
  const running = new Map<string, Set<Promise<void>>>();
  const stop = new AbortController();
  let again = false;
  let looking: Promise<void> | null = null;

  const take = async (kind: WorkerOptions) => {
    const atWork = running.get(kind.name) ?? new Set();
    running.set(kind.name, atWork);
    const batchSize = kind.concurrency - atWork.size;
    if (batchSize <= 0) return;
    const jobs = await environment.boss.fetch<object>(kind.name, {
      batchSize,
      includeMetadata: true,
    });
    for (const job of jobs) {
      const done = perform(environment, kind, job, stop.signal).finally(() => {
        atWork.delete(done);
        wake();
      });
      atWork.add(done);
    }
  };

  const look = async () => {
    while (again && !stop.signal.aborted) {
      again = false;
      for (const name of await dueKinds(database, [...kinds.keys()])) {
        const kind = kinds.get(name);
        if (kind && !stop.signal.aborted) await take(kind);
      }
    }
  };
  const wake = () => {
    again = true;
    looking ??= look()
      .catch(onTrouble)
      .finally(() => {
        looking = null;
        if (again && !stop.signal.aborted) wake();
      });
  };

  const timer = setInterval(wake, TIMER_MS);
  const unlisten = await database.listen('jobs', wake);
  return {
    // What is due already is found by the timer: a look for each kind would hold up the start.
    add: (kind) => void kinds.set(kind.name, kind),
    stop: async () => {
      clearInterval(timer);
      stop.abort();
      await unlisten();
      await looking;
      const all = Promise.all([...running.values()].flatMap((atWork) => [...atWork]));
      await within(PATIENCE_MS, all);
    },
  };
}

/** The kinds of which a job is due, in one statement for all of them. */
async function dueKinds(database: Database, names: string[]): Promise<string[]> {
  if (names.length === 0) return [];
  const rows = await database.query<{ name: string }>({
    name: 'jobs-due',
    text: `select kind.name from unnest($1::text[]) as kind (name)
           where exists (select 1 from pgboss.job where job.name = kind.name
                         and state < 'active' and start_after < now())`,
    values: [names],
  });
  return rows.map((row) => row.name);
}

async function perform(
  { boss, onTrouble }: Environment,
  { name, handler, expireSeconds }: WorkerOptions,
  job: PgBoss.JobWithMetadata<object>,
  stopped: AbortSignal,
): Promise<void> {
  const signal = AbortSignal.any([stopped, AbortSignal.timeout(expireSeconds * 1_000)]);
  const facts = { id: job.id, attempt: job.retryCount + 1, signal };
  try {
    await handler(job.data, facts);
    await boss.complete(name, job.id);
    jobsEnded.inc({ job: name, outcome: 'done' });
  } catch (error) {
    const failure = error instanceof Error ? error : new Error(String(error));
    jobsEnded.inc({ job: name, outcome: 'failed' });
    onTrouble(new Error(`Job ${name} ${job.id} failed: ${failure.message}`, { cause: failure }));
    await boss.fail(name, job.id, { message: failure.message.slice(0, 1_000) }).catch(onTrouble);
  }
}

async function within(milliseconds: number, work: Promise<unknown>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const patience = new Promise<void>((resolve) => (timer = setTimeout(resolve, milliseconds)));
  await Promise.race([work, patience]);
  clearTimeout(timer);
}
