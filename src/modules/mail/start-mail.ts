import type { App } from '#schema/app.ts';
import { announced } from './announced.ts';
import { sendEmail } from './deliver-email.ts';
import { writeEmails } from './write-emails.ts';

/** Starts the post of this process: events become e-mails, which tasks send. */
export async function startMail(app: App): Promise<void> {
  app.tasks.take(sendEmail.kind);
  await app.outbox.consume({
    name: 'mail',
    types: Object.keys(announced),
    handle: (event, tx) => writeEmails({ app, tx }, event),
  });
}
