import { join } from 'node:path';
import type { Config } from './config.ts';
import { Keyring } from '#core/secret.ts';
import { diskStorage } from '#providers/storage/disk.ts';
import { s3Storage } from '#providers/storage/s3.ts';
import { AuthCache } from '#platform/auth-cache.ts';
import { followTimeZone } from '#modules/system/settings/follow-time-zone.ts';
import type { Database } from '#platform/database/client.ts';
import { migrate } from '#platform/database/migrate.ts';
import { openDatabase } from '#platform/database/open.ts';
import { encryptionKey } from '#platform/encryption-key.ts';
import { startJobs } from '#platform/jobs/jobs.ts';
import { openLimiter } from '#platform/limiter.ts';
import { openLog } from '#platform/log.ts';
import { startUsage } from '#platform/usage.ts';
import { startOutbox } from '#platform/outbox/outbox.ts';
import type { App } from '#schema/app.ts';
import { plannedClient, readingClient } from '#planner/front.ts';
import { setEventAside } from '#schema/tasks/handle-event.ts';
import { startTasks } from '#schema/tasks/worker.ts';

/** The app, and how to put it away. */
export interface RunningApp {
  app: App;
  stop(): Promise<void>;
}

/**
 * Starts everything behind the transports: the database (migrated), the event log, the jobs, storage.
 * @param opened a database that is open and migrated already, as tests have one; it is not closed.
 */
export async function startApp(config: Config, opened?: Database): Promise<RunningApp> {
  const log = openLog(config.logLevel);
  const onTrouble = (err: Error) => log.error({ err }, 'Background work met trouble.');
  const database = opened ?? (await openDatabase({ ...config, onTrouble }));
  if (!opened) await migrate(database);
  const keyring = new Keyring(await encryptionKey(config));
  const outbox = await startOutbox(database, onTrouble);
  const jobs = await startJobs(database, onTrouble);
  const limiter = await openLimiter({ ...config.limits, redisUrl: config.redisUrl, onTrouble });
  const storage = config.s3
    ? s3Storage({ ...config.s3, ...bucketOf(config.s3.url) })
    : diskStorage(join(config.dataDir, 'files'));
  const usage = startUsage(database, onTrouble);
  const db = config.planner ? plannedClient(database) : readingClient(database);
  const authCache = new AuthCache({ isAlone: database.kind === 'embedded' });
  const transports = { limiter, usage, authCache };
  const parts = { config, database, db, keyring, outbox, jobs, ...transports, storage, log };
  const app = parts as App;
  app.tasks = await startTasks(app);
  app.outbox.onGivenUp(setEventAside);
  const leaveTimeZone = await followTimeZone(app);
  return {
    app,
    stop: async () => {
      leaveTimeZone();
      await app.tasks.stop();
      await jobs.stop();
      await outbox.stop();
      await limiter.close();
      await usage.stop();
      if (!opened) await database.close();
    },
  };
}

/** `https://host/bucket` taken apart. */
function bucketOf(url: string): { endpoint: string; bucket: string } {
  const { origin, pathname } = new URL(url);
  return { endpoint: origin, bucket: pathname.replace(/^\/|\/$/g, '') };
}
