import { now } from '#core/clock.ts';
import type { Prisma } from '#generated/prisma/client.ts';
import type { Tx } from '#platform/database/client.ts';
import { beginByWorker } from '#schema/tasks/begin.ts';
import { sendEmail } from './deliver-email.ts';
import type { Reading } from './topic.ts';

/**
 * Records an e-mail. With a mail server it waits for the task that sends it; without one it is kept
 * and can be read. One whose dedupe key is there already is not written again.
 * @returns the id of the new e-mail, or nothing
 */
export async function postEmail(
  { tx, app }: Reading,
  email: Omit<Prisma.EmailCreateManyInput, 'status' | 'createdAt'> & { failure: string },
): Promise<number[]> {
  const status = email.failure ? 'FAILED' : app.mailer ? 'PENDING' : 'KEPT';
  const at = now();
  const rows = await tx.email.createManyAndReturn({
    data: [{ ...email, status, createdAt: at, nextAttemptAt: status === 'PENDING' ? at : null }],
    skipDuplicates: true,
    select: { id: true },
  });
  const ids = rows.map(({ id }) => Number(id));
  for (const id of ids)
    if (status === 'PENDING') await beginSendingEmail(tx, { id, clientId: email.clientId ?? null });
  return ids;
}

/** Has an e-mail sent by a worker. */
export const beginSendingEmail = (
  tx: Tx,
  { id, clientId }: { id: number; clientId: number | null },
): Promise<number> =>
  beginByWorker(tx, sendEmail, {
    subject: { type: 'Email', id },
    clientId,
    input: { emailId: id },
  });
