import { setTimeout as sleep } from 'node:timers/promises';
import { now } from '#core/clock.ts';
import type { App } from '#schema/app.ts';

/** What a sandbox does on its own, as it was declared: readers of its events, and jobs. */
export interface OwnWork {
  /** The events that a reader takes, by its name. */
  readers: Map<string, readonly string[] | 'all'>;
  jobs: Set<string>;
  /** The jobs that a company has by the clock. */
  byClock: Set<string>;
}

/** How soon it is looked again, in milliseconds. */
const PAUSE_MS = 20;

/**
 * Has what the modules declare from now on noted. Jobs are not added by the clock any more: time
 * stands still in a sandbox, and passes where it is advanced.
 */
export function noteOwnWork(app: App): OwnWork {
  const work: OwnWork = { readers: new Map(), jobs: new Set(), byClock: new Set() };
  const { jobs, outbox } = app;
  app.jobs = {
    ...jobs,
    define: (name, options, handler) => {
      work.jobs.add(name);
      return jobs.define(name, options, handler);
    },
    schedule: async (name) => void work.byClock.add(name),
  };
  app.outbox = {
    ...outbox,
    consume: (reader) => {
      work.readers.set(reader.name, reader.types);
      return outbox.consume(reader);
    },
  };
  return work;
}

/**
 * Waits until every event was read, every job done, and every task that is due carried out besides
 * one. @throws the reason of the signal
 */
export async function atRest(
  app: App,
  { readers, jobs }: OwnWork,
  { schema, besides, signal }: { schema: string; besides: number; signal: AbortSignal },
): Promise<void> {
  const taken = [...readers].flatMap(([name, types]) =>
    (types === 'all' ? [null] : types).map((type) => ({ name, type })),
  );
  const statement = {
    text: `select (
        exists (select 1 from outbox_events where position is null)
        or exists (select 1 from outbox_events as e
                   join jsonb_to_recordset($1::jsonb) as r (name text, type text)
                     on r.type is null or r.type = e.type
                   join outbox_consumers as c on c.name = r.name and c.position < e.position)
        or exists (select 1 from ${schema}.job
                   where state < 'completed' and name = any($2)
                     and start_after <= clock_timestamp())
        or exists (select 1 from tasks
                   where id <> $4
                     and (state = 'RUNNING'
                          or (state in ('QUEUED', 'UNKNOWN') and next_attempt_at <= $3)))) as busy`,
    values: [JSON.stringify(taken), [...jobs], now(), besides],
  };
  for (;;) {
    signal.throwIfAborted();
    const [row] = await app.database.query<{ busy: boolean }>(statement);
    if (!row?.busy) return;
    await sleep(PAUSE_MS);
  }
}
