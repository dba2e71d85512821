import { now } from '#core/clock.ts';
import { transaction } from '#platform/database/transaction.ts';
import type { App } from '#schema/app.ts';

/** The job that removes bytes nobody points to any more. */
const sweepJob = 'files.sweep';

const BATCH = 100;

/** Starts the removal of discarded files in this process: every ten minutes, one process at a time. */
export async function startFileSweep(app: App): Promise<void> {
  await app.jobs.define(sweepJob, {}, () => sweepFiles(app));
  await app.jobs.schedule(sweepJob, '*/10 * * * *');
}

/** Removes uploads that were never used, and the bytes of posts that are gone. */
export async function sweepFiles({ db, storage, log }: Pick<App, 'db' | 'storage' | 'log'>) {
  await transaction(db, async (tx) => {
    const expired = await tx.upload.findMany({
      where: { expiresAt: { lt: now() } },
      select: { id: true, storageKey: true, claimedAt: true },
      take: 1_000,
    });
    const left = expired.filter(({ claimedAt }) => claimedAt === null);
    await tx.discardedFile.createMany({
      data: left.map(({ storageKey }) => ({ storageKey })),
      skipDuplicates: true,
    });
    await tx.upload.deleteMany({ where: { id: { in: expired.map(({ id }) => id) } } });
  });
  for (let after = 0; ;) {
    const files = await db.discardedFile.findMany({
      where: { id: { gt: after } },
      take: BATCH,
      orderBy: { id: 'asc' },
    });
    const gone: number[] = [];
    // One that cannot be deleted now holds up no other; it is tried again by the next sweep.
    for (const { id, storageKey } of files)
      await storage.delete(storageKey).then(
        () => gone.push(id),
        (err: unknown) => log.warn({ err, storageKey }, 'A file could not be deleted.'),
      );
    await db.discardedFile.deleteMany({ where: { id: { in: gone } } });
    if (files.length < BATCH) return;
    after = files.at(-1)!.id;
  }
}
