import type { App } from '#schema/app.ts';

interface OpenTasks {
  kind: string;
  state: string;
  count: number;
  age: number;
}

/** Has the metrics show the pool, what waits in the database, and how the daily run and the books went. */
export function observeState({ database, metrics, replicas }: App): void {
  metrics.onScrape(async () => {
    const { most, open, idle, waiting } = database.load();
    metrics.poolSize.set(most);
    metrics.poolConnections.set({ state: 'in_use' }, open - idle);
    metrics.poolConnections.set({ state: 'idle' }, idle);
    metrics.poolWaiting.set(waiting);
  });
  metrics.onScrape(async () => {
    for (const { name: replica, isUsed, lagSeconds } of (await replicas?.states()) ?? []) {
      metrics.replicaUp.set({ replica }, isUsed ? 1 : 0);
      metrics.replicaReads.set({ replica }, replicas?.reads.get(replica) ?? 0);
      if (lagSeconds === null) metrics.replicaLag.remove({ replica });
      else metrics.replicaLag.set({ replica }, lagSeconds);
    }
  });
  metrics.onScrape(async () => {
    const rows = await database.query<OpenTasks>({
      text: `select kind, state::text, count(*)::int as count,
                    extract(epoch from clock_timestamp() - min(created_at))::float8 as age
             from tasks where state in ('QUEUED', 'RUNNING', 'UNKNOWN', 'DEAD') group by 1, 2`,
      values: [],
    });
    metrics.tasksOpen.reset();
    metrics.tasksOldest.reset();
    for (const { kind, state, count, age } of rows) {
      metrics.tasksOpen.set({ kind, state }, count);
      metrics.tasksOldest.set({ kind, state }, Math.max(age, 0));
    }
  });
  metrics.onScrape(async () => {
    const [run] = await database.query<{ at: number; failures: number }>({
      text: `select extract(epoch from r.finished_at)::float8 as at,
                    coalesce((select sum(failed) from automation_log_entries where run_id = r.id), 0)::int
                      as failures
             from automation_runs as r where name = 'daily' and finished_at is not null
             order by finished_at desc limit 1`,
      values: [],
    });
    metrics.dailyRunAt.set(run?.at ?? 0);
    metrics.dailyRunFailures.set(run?.failures ?? 0);
  });
  metrics.onScrape(async () => {
    const [proof] = await database.query<{ at: number; faults: number }>({
      text: `select extract(epoch from proven_at)::float8 as at, jsonb_array_length(faults) as faults
             from book_proofs`,
      values: [],
    });
    metrics.booksProvenAt.set(proof?.at ?? 0);
    metrics.bookFaults.set(proof?.faults ?? 0);
  });
}
