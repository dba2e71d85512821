import type { App } from '#schema/app.ts';
import { announced } from './announced.ts';
import { writeEmails } from './write-emails.ts';

/** Starts the post of this process: events become e-mails, which tasks send. */
export const startMail = (app: App): Promise<void> =>
  app.outbox.consume({
    name: 'mail',
    types: Object.keys(announced),
    handle: (event, tx) => writeEmails({ app, tx }, event),
  });
