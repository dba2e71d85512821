import { now } from '#core/clock.ts';
import type { App } from '#schema/app.ts';
import { announced } from './announced.ts';
import { deliverEmail } from './deliver-email.ts';
import { sendJob } from './post-email.ts';
import { writeEmails } from './write-emails.ts';

/** The job that finds e-mails whose sending was interrupted. */
const sweepJob = 'mail.sweep';

/** Starts the post of this process: events become emails, emails are sent. */
export async function startMail(app: App): Promise<void> {
  await app.jobs.define<{ emailId: number }>(sendJob, { concurrency: 3 }, ({ emailId }) =>
    deliverEmail(app, emailId),
  );
  await app.jobs.define(sweepJob, {}, () => sendStranded(app));
  await app.jobs.schedule(sweepJob, '*/5 * * * *');
  await app.outbox.consume({
    name: 'mail',
    types: Object.keys(announced),
    handle: (event, tx) => writeEmails({ app, tx }, event),
  });
}

/** Sends again what waits although its time has come: its job was lost, or its process died. */
async function sendStranded({ db, jobs, config }: App): Promise<void> {
  if (!config.smtpUrl) return;
  const at = new Date(now().getTime() - 60_000);
  const stranded = await db.email.findMany({
    where: {
      OR: [
        { status: 'PENDING', nextAttemptAt: { lt: at } },
        { status: 'SENDING', leaseUntil: { lt: at } },
      ],
    },
    select: { id: true },
    orderBy: { id: 'asc' },
    take: 500,
  });
  for (const { id } of stranded)
    await jobs.send(db, sendJob, { emailId: id }, { singletonKey: String(id) });
}
