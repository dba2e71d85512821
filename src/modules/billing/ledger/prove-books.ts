import { now } from '#core/clock.ts';
import type { Prisma } from '#generated/prisma/client.ts';
import type { App } from '#schema/app.ts';
import { type BookFault, booksStatement } from './check-books.ts';

const JOB = 'billing.proveBooks';

/** Has all journal entries recalculated each night, in one process. */
export async function startProvingBooks(app: App): Promise<void> {
  await app.jobs.define(JOB, { expireSeconds: 6 * 3_600 }, () => proveBooks(app));
  await app.jobs.schedule(JOB, '50 3 * * *');
}

/** Recalculates all journal entries, however long that takes, and stores what it finds. */
export async function proveBooks({ database, db, log }: App): Promise<void> {
  const provenAt = now();
  const found = await database.connection(async ({ script, query }) => {
    await script('set statement_timeout = 0');
    return query<BookFault>(booksStatement);
  });
  const faults = found as unknown as Prisma.InputJsonValue;
  const data = { provenAt, faults };
  await db.bookProof.upsert({ where: { id: 1 }, create: { id: 1, ...data }, update: data });
  if (found.length)
    log.error(
      { faults: found.length, first: found[0]?.what },
      'The books do not add up: query bookProof.',
    );
}
