import type { App } from '#schema/app.ts';
import { feedWebhooks } from './feed-webhooks.ts';

/** Starts the webhooks of this process: events become deliveries, which tasks send. */
export const startWebhooks = (app: App): Promise<void> =>
  app.outbox.consume({
    name: 'webhooks',
    types: 'all',
    handle: (event, tx) => feedWebhooks({ app, tx }, event),
  });
