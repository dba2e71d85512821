import { now } from '#core/clock.ts';
import { transaction } from '#platform/database/transaction.ts';
import type { App } from '#schema/app.ts';

/** The job that removes expired exports. */
const sweepJob = 'exports.sweep';

/** Starts the removal of expired exports in this process: every ten minutes, one process at a time. */
export async function startExportSweep(app: App): Promise<void> {
  await app.jobs.define(sweepJob, {}, () => sweepExports(app));
  await app.jobs.schedule(sweepJob, '*/10 * * * *');
}

/** Removes expired exports; their bytes go with the next sweep of files. */
export async function sweepExports({ db }: Pick<App, 'db'>): Promise<void> {
  await transaction(db, async (tx) => {
    const expired = await tx.export.findMany({
      where: { expiresAt: { lt: now() } },
      select: { id: true, parts: true },
      take: 1_000,
    });
    const keys = expired.flatMap(({ parts }) => parts);
    await tx.discardedFile.createMany({
      data: keys.map((storageKey) => ({ storageKey })),
      skipDuplicates: true,
    });
    await tx.export.deleteMany({ where: { id: { in: expired.map(({ id }) => id) } } });
  });
}
