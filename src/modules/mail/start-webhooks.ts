import { now } from '#core/clock.ts';
import type { App } from '#schema/app.ts';
import { feedWebhooks } from './feed-webhooks.ts';
import { pumpJob, pumpWebhook, wakePump } from './pump-webhook.ts';

/** The job that finds deliveries whose pump stopped. */
const sweepJob = 'webhook.sweep';

/** Starts the webhooks of this process: events become deliveries, deliveries are sent. */
export async function startWebhooks(app: App): Promise<void> {
  await app.jobs.define<{ endpointId: number }>(pumpJob, { concurrency: 10 }, ({ endpointId }) =>
    pumpWebhook(app, endpointId),
  );
  await app.jobs.define(sweepJob, {}, () => wakeStranded(app));
  await app.jobs.schedule(sweepJob, '*/5 * * * *');
  await app.outbox.consume({
    name: 'webhooks',
    types: 'all',
    handle: (event, tx) => feedWebhooks({ app, tx }, event),
  });
}

/** Wakes the pumps of webhooks with deliveries that are overdue. */
async function wakeStranded(app: App): Promise<void> {
  const overdue = await app.db.webhookDelivery.groupBy({
    by: ['endpointId'],
    where: { state: 'PENDING', nextAttemptAt: { lt: new Date(now().getTime() - 60_000) } },
  });
  for (const { endpointId } of overdue) await wakePump(app, app.db, endpointId);
}
