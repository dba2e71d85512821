import type { App } from '#schema/app.ts';
import type { Work } from '#schema/work.ts';

const JOB = 'files.forget';

/** Files in one job: deleting them takes a while each, and a job that fails is done again whole. */
const PER_JOB = 100;

/** Deletes stored files once the change has been committed; never when it is undone. */
export async function forgetFiles({ tx, app }: Work, keys: readonly string[]): Promise<void> {
  for (let at = 0; at < keys.length; at += PER_JOB)
    await app.jobs.send(tx, JOB, { keys: keys.slice(at, at + PER_JOB) });
}

/** Starts the deleting of stored files in this process. */
export async function startForgettingFiles({ jobs, storage }: App): Promise<void> {
  await jobs.define<{ keys: string[] }>(JOB, { retryLimit: 10 }, async ({ keys }) => {
    for (const key of keys) await storage.delete(key);
  });
}
