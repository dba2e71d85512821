import { setTimeout as sleep } from 'node:timers/promises';
import type { Gateway } from '#test/gateway.ts';
import type { Email } from '#generated/prisma/client.ts';

/** Waits until something is so; throws when it does not become so. */
export async function until<T>(
  look: () => Promise<T | null | undefined | false> | T | null | undefined | false,
  seconds = 15,
): Promise<T> {
  for (let waited = 0; waited < seconds * 1_000; waited += 50) {
    const seen = await look();
    if (seen) return seen;
    await sleep(50);
  }
  throw new Error('It did not happen in time.');
}

/** The e-mail with this in its subject, once it is written. */
export const emailAbout = ({ app }: Gateway, words: string, to?: string): Promise<Email> =>
  until(() =>
    app.db.email.findFirst({
      where: { subject: { contains: words }, ...(to && { to }) },
      orderBy: { id: 'desc' },
    }),
  );
