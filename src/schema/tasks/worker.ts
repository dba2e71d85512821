import { now } from '#core/clock.ts';
import type { App } from '#schema/app.ts';
import { allKinds, channel } from './kind.ts';
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
  /** Looks again at that time. */
  wakeAt(at: Date): void;
  /** Takes no more tasks and waits for those that run, half a minute at most. */
  stop(): Promise<void>;
}

/** How often it looks without being woken, in milliseconds. */
const TIMER_MS = 5_000;

/** How many tasks run at once in this process, of all kinds. */
const MOST = 16;

const USUAL_CONCURRENCY = 4;

/** How long running tasks are waited for when the process stops, in milliseconds. */
const STOP_MS = 30_000;

interface Due {
  id: string;
  kind: string;
}

/** Starts to carry out tasks that are due, whoever began them. */
export async function startTasks(app: App): Promise<TaskWorker> {
  const running = new Map<string, Set<Promise<unknown>>>();
  const alarms = new Set<NodeJS.Timeout>();
  const taken = new Set<string>();
  let stopped = false;
  let again = false;
  let looking: Promise<void> | null = null;

  const start = ({ id, kind }: Due) => {
    const ofKind = running.get(kind) ?? new Set();
    running.set(kind, ofKind);
    const run = runTask(app, BigInt(id))
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
      const lanes = allKinds().flatMap(({ kind, isOptIn, concurrency = USUAL_CONCURRENCY }) => {
        if (isOptIn && !taken.has(kind)) return [];
        const free = Math.min(concurrency - (running.get(kind)?.size ?? 0), MOST - total);
        return free > 0 ? [{ kind, free }] : [];
      });
      const due = lanes.length ? await findDue(app, lanes) : [];
      if (!stopped) due.slice(0, MOST - total).forEach(start);
    }
  };

  const wake = () => {
    again = true;
    if (stopped) return;
    looking ??= look()
      .catch((err: unknown) => app.log.warn({ err }, 'Due tasks could not be looked for.'))
      .finally(() => {
        looking = null;
        if (again) wake();
      });
  };

  const timer = setInterval(wake, TIMER_MS);
  const unlisten = await app.database.listen(channel, wake);
  return {
    wake,
    take: (kind) => {
      taken.add(kind);
      wake();
    },
    wakeAt: (at) => {
      const pause = at.getTime() - now().getTime();
      // What is further away is found by the timer.
      if (stopped || pause > TIMER_MS) return;
      const alarm = setTimeout(
        () => {
          alarms.delete(alarm);
          wake();
        },
        Math.max(pause, 0) + 1,
      );
      alarms.add(alarm);
    },
    stop: async () => {
      stopped = true;
      clearInterval(timer);
      alarms.forEach(clearTimeout);
      await unlisten();
      await looking;
      const all = Promise.all([...running.values()].flatMap((ofKind) => [...ofKind]));
      let patience: NodeJS.Timeout | undefined;
      const late = new Promise<void>((resolve) => (patience = setTimeout(resolve, STOP_MS)));
      await Promise.race([all, late]);
      clearTimeout(patience);
    },
  };
}

/** The tasks that are due, the longest waiting first, as many of each kind as there is room for. */
async function findDue(app: App, lanes: readonly { kind: string; free: number }[]): Promise<Due[]> {
  return app.database.query<Due>({
    name: 'tasks-due',
    text: `select due.id::text, lane.kind
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
           ) as due
           order by due.at`,
    values: [lanes.map(({ kind }) => kind), lanes.map(({ free }) => free), now()],
  });
}
