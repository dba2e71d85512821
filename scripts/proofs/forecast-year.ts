import { setTimeout as sleep } from 'node:timers/promises';
import { now } from '#core/clock.ts';
import { domainsDaily } from '#modules/domains/life/daily.ts';
import { dailyRun } from '#modules/system/automation/daily-run.ts';
import type { App } from '#schema/app.ts';

/** What a reader of the log takes, by its name: noted while the company's own work is started. */
export type Readers = Map<string, readonly string[] | 'all'>;

/** Lives through one day of a company whose workers run: its daily runs, and what follows from them. */
export async function liveADay(app: App, readers: Readers): Promise<string[]> {
  const report = await dailyRun(app);
  const failures = (report?.steps ?? []).flatMap((step) => step.failures);
  await atRest(app, readers);
  await domainsDaily(app);
  await atRest(app, readers);
  return failures.map(({ what, why }) => `${what}: ${why}`);
}

/** How long the workers may be at it, in milliseconds. */
const PATIENCE_MS = 60_000;

/** Waits until every event was read, every job done and every task that is due carried out. */
export async function atRest(app: App, readers: Readers): Promise<void> {
  const until = performance.now() + PATIENCE_MS;
  for (;;) {
    const left = await leftToDo(app, readers);
    if (!left) return;
    if (performance.now() > until) throw new Error(`${left} are left to do after a minute.`);
    await sleep(10);
  }
}

async function leftToDo(app: App, readers: Readers): Promise<number> {
  const pairs = [...readers].flatMap(([name, types]) =>
    types === 'all' ? [] : types.map((type) => ({ name, type })),
  );
  const [row] = await app.database.query<{ left: number }>({
    text: `select (
        (select count(*) from outbox_events where position is null)
      + (select count(*) from outbox_events as e
         join jsonb_to_recordset($1::jsonb) as r (name text, type text) on r.type = e.type
         join outbox_consumers as c on c.name = r.name and c.position < e.position)
      + (select count(*) from pgboss.job
         where state < 'completed' and name = any($2) and start_after <= clock_timestamp())
      + (select count(*) from tasks
         where state = 'RUNNING' or (state = 'QUEUED' and next_attempt_at <= $3)))::int as left`,
    values: [JSON.stringify(pairs), JOBS, now()],
  });
  return row!.left;
}

/** The jobs that follow from events. */
const JOBS = [
  'services.enforce',
  'services.follow',
  'services.unsuspend-addon',
  'billing.cancel-of-closed',
  'billing.pay-greedy',
  'billing.drop-ended',
  'domains.renew-paid',
  'domains.end-with-service',
  'orders.set-up',
  'orders.upgrade',
];
