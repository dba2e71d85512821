import { now } from '#core/clock.ts';
import type { App } from '#schema/app.ts';

const JOB = 'system.forget';

/** How long an event can be asked for again with a cursor, in days. */
const EVENT_DAYS = 30;

/** The most rows deleted by one statement, so that nobody waits long for their locks. */
const BATCH = 5_000;

/** Forgets, every night, the events nobody can still be behind on, and used-up idempotency keys. */
export async function startForgetting(app: App): Promise<void> {
  await app.jobs.define(JOB, { expireSeconds: 3_600 }, () => forget(app));
  await app.jobs.schedule(JOB, '27 3 * * *');
}

/** Deletes old events that were told, and idempotency keys that are not remembered any more. */
export async function forget({ database }: App): Promise<void> {
  const at = now();
  const lastEvents = new Date(at.getTime() - EVENT_DAYS * 24 * 3_600_000);
  const deleting = [
    {
      text: `delete from outbox_events where id in
               (select id from outbox_events where at < $1 and position is not null limit ${BATCH})
             returning 1`,
      values: [lastEvents],
    },
    {
      text: `delete from idempotency_keys where id in
               (select id from idempotency_keys where expires_at < $1 limit ${BATCH})
             returning 1`,
      values: [at],
    },
  ];
  for (const statement of deleting) while ((await database.query(statement)).length === BATCH);
}
