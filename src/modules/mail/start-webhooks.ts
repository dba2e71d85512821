import type { App } from '#schema/app.ts';
import { sendWebhook } from './deliver-webhook.ts';
import { feedWebhooks } from './feed-webhooks.ts';

/** Starts the webhooks of this process: events become deliveries, which tasks send. */
export async function startWebhooks(app: App): Promise<void> {
  app.tasks.take(sendWebhook.kind);
  await app.outbox.consume({
    name: 'webhooks',
    types: 'all',
    handle: (event, tx) => feedWebhooks({ app, tx }, event),
  });
}
