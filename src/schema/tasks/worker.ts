import { now } from '#core/clock.ts';
import { stopTimes } from '#platform/stop-times.ts';
import { beginTrace } from '#core/tracing.ts';
import type { App } from '#schema/app.ts';
import { taskChannel } from './kind.ts';
import { runTask } from './run.ts';

/*
 * The rows of `tasks` are the queue: whatever became of a process, what has to be done is found from
 * them alone. Why no other engine carries it:
 * - pg-boss: runs our timed jobs, but a job is gone with its row's state, is not fenced by a token,
 *   has no "unknown" between failed and done, and cannot hold two jobs of one subject apart.
 * - DBOS Transact: replays steps of a function and would send a call of unknown outcome again; its
 *   system tables and pool are made for PostgreSQL servers, not for the embedded database.
 * - Graphile Worker: needs LISTEN on connections of its own (none on the embedded database), and has
 *   queues and retries but neither outcomes to be asked after nor a lease that is renewed.
 */

/** What looks for tasks that are due. */
export interface TaskWorker {
  /** Looks now. */
  wake(): void;
  /** Says that this process carries out an opt-in kind. */
  take(kind: string): void;
  /** Takes no task of a kind for so many milliseconds: its provider asked for a pause. */
  rest(kind: string, milliseconds: number): void;
  /** Aborted when the process stops taking tasks. */
  stopping: AbortSignal;
  /** Takes no more tasks and waits for those that run, half a minute at most. */
  stop(): Promise<void>;
}

/**
 * How often it looks without being woken, in milliseconds: a net below NOTIFY and the alarm, for
 * tasks whose process was lost before it told anybody.
 */
const TIMER_MS = 60_000;

/** How soon it looks again where something due cannot be taken yet, in milliseconds. */
const RECHECK_MS = 10_000;

/** How many tasks run at once in this process, of all kinds. */
const MOST = 16;

const USUAL_CONCURRENCY = 4;

interface Due {
  id: string;
  kind: string;
}

/** What there is to do now, and in how many milliseconds there may be more; null where nothing waits. */
interface Found {
  due: Due[];
  nextInMs: number | null;
}

/**
 * Starts to carry out tasks that are due, whoever began them.
 * @param works false leaves those to other processes; what requests of this one begin is still done
 */
export async function startTasks(app: App, { works = true } = {}): Promise<TaskWorker> {
  const running = new Map<string, Set<Promise<unknown>>>();
  let alarm: NodeJS.Timeout | undefined;
  const taken = new Set<string>();
  const resting = new Map<string, number>();
  const stop = new AbortController();
  let stopped = false;
  let again = false;
  let looking: Promise<void> | null = null;

  const start = ({ id, kind }: Due) => {
    const ofKind = running.get(kind) ?? new Set();
    running.set(kind, ofKind);
    // What woke it is not what it is part of.
    const run = beginTrace(() => runTask(app, BigInt(id)))
      .catch((err: unknown) => app.log.error({ err, taskId: id, kind }, 'A task was interrupted.'))
      .finally(() => {
        ofKind.delete(run);
        wake();
      });
    ofKind.add(run);
  };

  const look = async () => {
    while (again && !stopped) {
      again = false;
      const total = [...running.values()].reduce((sum, { size }) => sum + size, 0);
      const lanes = [...app.kinds.values()].flatMap(
        ({ kind, isOptIn, concurrency = USUAL_CONCURRENCY }) => {
          const isResting = (resting.get(kind) ?? 0) > now().getTime();
          if (isResting || (isOptIn && !taken.has(kind))) return [];
          const free = Math.min(concurrency - (running.get(kind)?.size ?? 0), MOST - total);
          return free > 0 ? [{ kind, free }] : [];
        },
      );
      // Every run that ends wakes it, so nothing is missed while all lanes are taken.
      const { due, nextInMs } = lanes.length
        ? await findWork(app, lanes)
        : { due: [], nextInMs: null };
      if (stopped) return;
      due.slice(0, MOST - total).forEach(start);
      clearTimeout(alarm);
      if (nextInMs !== null) alarm = setTimeout(wake, nextInMs > 0 ? nextInMs + 1 : RECHECK_MS);
    }
  };

  const wake = () => {
    again = true;
    if (stopped || !works) return;
    looking ??= look()
      .catch((err: unknown) => app.log.warn({ err }, 'Due tasks could not be looked for.'))
      .finally(() => {
        looking = null;
        if (again) wake();
      });
  };

  const timer = setInterval(wake, TIMER_MS);
  const unlisten = await app.database.listen(taskChannel, wake);
  return {
    wake,
    rest: (kind, milliseconds) => {
      resting.set(kind, now().getTime() + milliseconds);
      setTimeout(wake, milliseconds).unref();
    },
    stopping: stop.signal,
    take: (kind) => {
      taken.add(kind);
      wake();
    },
    stop: async () => {
      stopped = true;
      stop.abort();
      clearInterval(timer);
      await unlisten();
      await looking;
      clearTimeout(alarm);
      const all = Promise.all([...running.values()].flatMap((ofKind) => [...ofKind]));
      let patience: NodeJS.Timeout | undefined;
      const late = new Promise<void>((resolve) => (patience = setTimeout(resolve, stopTimes.work)));
      await Promise.race([all, late]);
      clearTimeout(patience);
    },
  };
}

/**
 * The tasks that are due, the longest waiting first, as many of each kind as there is room for; and
 * when the next attempt or the end of a lease comes, which is past where something due has to wait.
 */
async function findWork(
  app: App,
  lanes: readonly { kind: string; free: number }[],
): Promise<Found> {
  const rows = await app.database.query<Due & { next: number | null }>({
    name: 'tasks-due',
    text: `with due as (
             select due.id, lane.kind, due.at
             from unnest($1::text[], $2::int[]) as lane (kind, free)
             cross join lateral (
               (select id, next_attempt_at as at from tasks as t
                where kind = lane.kind and state in ('QUEUED', 'UNKNOWN') and next_attempt_at <= $3
                  and not exists (select 1 from tasks as other
                                  where other.subject_type = t.subject_type
                                    and other.subject_id = t.subject_id and other.state = 'RUNNING')
                order by next_attempt_at limit lane.free)
               union all
               (select id, lease_until as at from tasks
                where kind = lane.kind and state = 'RUNNING' and lease_until < clock_timestamp()
                order by lease_until limit lane.free)
             ) as due)
           (select id::text, kind, null::float8 as next from due order by at)
           union all
           select '', '', 1000 * extract(epoch from least(
             (select min(next_attempt_at) from tasks where state = 'QUEUED') - $3::timestamptz,
             (select min(next_attempt_at) from tasks where state = 'UNKNOWN') - $3::timestamptz,
             (select min(lease_until) from tasks where state = 'RUNNING') - clock_timestamp()))`,
    values: [lanes.map(({ kind }) => kind), lanes.map(({ free }) => free), now()],
  });
  const next = rows.at(-1)?.next ?? null;
  return { due: rows.slice(0, -1), nextInMs: next === null || next > TIMER_MS ? null : next };
}
