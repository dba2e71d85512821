import { now } from '#core/clock.ts';
import type { Prisma } from '#generated/prisma/client.ts';
import type { Reading } from './topic.ts';

/** The job that hands one e-mail to the mail server. */
export const sendJob = 'mail.send';

/**
 * Records an e-mail. With a mail server it waits for the job that sends it; without one it is kept
 * and can be read. One whose dedupe key is there already is not written again.
 * @returns the id of the new e-mail, or nothing
 */
export async function postEmail(
  { tx, app }: Reading,
  email: Omit<Prisma.EmailCreateManyInput, 'status' | 'createdAt'> & { failure: string },
): Promise<number[]> {
  const status = email.failure ? 'FAILED' : app.config.smtpUrl ? 'PENDING' : 'KEPT';
  const at = now();
  const rows = await tx.email.createManyAndReturn({
    data: [{ ...email, status, createdAt: at, nextAttemptAt: status === 'PENDING' ? at : null }],
    skipDuplicates: true,
    select: { id: true },
  });
  for (const { id } of rows)
    if (status === 'PENDING') await app.jobs.send(tx, sendJob, { emailId: id });
  return rows.map(({ id }) => id);
}
