import type PgBoss from 'pg-boss';
import { coalesced } from '#core/coalesced.ts';
import { stopTimes } from '#platform/stop-times.ts';
import type { Database } from '#platform/database/client.ts';
import type { Metrics } from '#platform/metrics.ts';
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
  /** The schema of the engine's tables. */
  schema: string;
  metrics: Metrics;
  onTrouble(error: Error): void;
  stopping: AbortSignal;
  /** How long jobs at work are waited for at the stop, instead of half a minute. */
  patienceMs?: number;
}

/** The channel that is notified when there is a job to do. */
export const jobsChannel = 'jobs';

/** How often it looks for jobs without being told to, in milliseconds: a net below NOTIFY. */
const TIMER_MS = 60_000;

/** Starts taking jobs: woken by NOTIFY, and by a timer for those that wait for a time. */
export async function openWorker(environment: Environment): Promise<JobWorker> {
  const { database, onTrouble } = environment;
  const kinds = new Map<string, WorkerOptions>();
  const running = new Map<string, Set<Promise<void>>>();
  /** The jobs at work here. */
  const held = new Set<string>();
  const stop = new AbortController();
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
      held.add(job.id);
      const done = perform(environment, kind, job, stop.signal).finally(() => {
        held.delete(job.id);
        atWork.delete(done);
        looks.wake();
      });
      atWork.add(done);
    }
  };

  const look = async () => {
    const { due, isLost, nextInMs } = await dueKinds(environment, [...kinds.keys()]);
    // Lost jobs are tried again after the pause of their kind; the next look finds them.
    if (isLost) await environment.boss.expire();
    if (isLost) looks.wake();
    for (const name of due) {
      const kind = kinds.get(name);
      if (kind && !stop.signal.aborted) await take(kind);
    }
    clearTimeout(alarm);
    if (nextInMs !== null) alarm = setTimeout(looks.wake, Math.max(nextInMs, 0) + 20).unref();
  };
  let alarm: NodeJS.Timeout | undefined;
  const looks = coalesced(look, onTrouble);

  const timer = setInterval(looks.wake, TIMER_MS);
  const unlisten = await database.listen(jobsChannel, looks.wake);
  return {
    add: (kind) => {
      kinds.set(kind.name, kind);
      // One look for all that are added at the start.
      setImmediate(looks.wake);
    },
    stop: async () => {
      clearInterval(timer);
      stop.abort();
      await unlisten();
      clearTimeout(alarm);
      await looks.stop();
      const all = Promise.all([...running.values()].flatMap((atWork) => [...atWork]));
      await within(environment.patienceMs ?? stopTimes.work, all);
      // The handlers end with the process; another one goes on with their jobs.
      await giveBack(environment, [...held]);
    },
  };
}

interface Due {
  due: string[];
  /** Whether a job has been at work for longer than its kind may be, in whichever process. */
  isLost: boolean;
  nextInMs: number | null;
}

/** The kinds of which a job is due, and in how long the next one is; one statement for all. */
async function dueKinds({ database, schema }: Environment, names: string[]): Promise<Due> {
  if (names.length === 0) return { due: [], isLost: false, nextInMs: null };
  const rows = await database.query<{ name: string; isAtWork: boolean; ms: number }>({
    name: 'jobs-due',
    text: `select kind.name, next."isAtWork",
                  extract(epoch from next.at - clock_timestamp())::float8 * 1000 as ms
           from unnest($1::text[]) as kind (name)
           cross join lateral (
             (select false as "isAtWork", min(start_after) as at from ${schema}.job
              where job.name = kind.name and state < 'active')
             union all
             (select true, min(started_on + expire_in) from ${schema}.job
              where job.name = kind.name and state = 'active')) as next
           where next.at is not null`,
    values: [names],
  });
  const later = rows.filter(({ ms }) => ms > 0).map(({ ms }) => ms);
  const passed = rows.filter(({ ms }) => ms <= 0);
  return {
    due: passed.filter(({ isAtWork }) => !isAtWork).map(({ name }) => name),
    isLost: passed.some(({ isAtWork }) => isAtWork),
    nextInMs: later.length ? Math.min(...later, TIMER_MS) : null,
  };
}

/** Has jobs that a stopping process holds taken up again at once, as if they had not been begun. */
async function giveBack({ database, schema }: Environment, ids: string[]): Promise<void> {
  if (ids.length === 0) return;
  await database.query({
    text: `with back as (
             update ${schema}.job set state = 'retry', started_on = null, start_after = now()
             where id = any($1::uuid[]) and state = 'active' returning name
           ) select notify_own('jobs', name) from back`,
    values: [ids],
  });
}

async function perform(
  environment: Environment,
  { name, handler, expireSeconds }: WorkerOptions,
  job: PgBoss.JobWithMetadata<object>,
  stopped: AbortSignal,
): Promise<void> {
  const { boss, metrics, onTrouble } = environment;
  // Of signals that are one of several the reason stays that of the first to be aborted.
  const signal = AbortSignal.any([stopped, AbortSignal.timeout(expireSeconds * 1_000)]);
  const facts = { id: job.id, attempt: job.retryCount + 1, signal };
  try {
    await handler(job.data, facts);
    await boss.complete(name, job.id);
    metrics.jobsEnded.inc({ job: name, outcome: 'done' });
  } catch (error) {
    if (stopped.aborted && error === stopped.reason) return giveBack(environment, [job.id]);
    const failure = error instanceof Error ? error : new Error(String(error));
    metrics.jobsEnded.inc({ job: name, outcome: 'failed' });
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
