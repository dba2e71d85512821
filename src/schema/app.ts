import type { Config } from '#config.ts';
import type { Keyring } from '#core/secret.ts';
import type { Storage } from '#providers/storage/storage.ts';
import type { AuthCache } from '#platform/auth-cache.ts';
import type { Database, Db } from '#platform/database/client.ts';
import type { Jobs } from '#platform/jobs/jobs.ts';
import type { Limiter } from '#platform/limiter.ts';
import type { Log } from '#platform/log.ts';
import type { Outbox } from '#platform/outbox/outbox.ts';
import type { Usage } from '#platform/usage.ts';
import type { TaskWorker } from '#schema/tasks/worker.ts';

/** The running gateway: what every request and job may use. Made once, at start. */
export interface App {
  config: Config;
  database: Database;
  /** The root client of the database, for reads outside a change. */
  db: Db;
  keyring: Keyring;
  /** Who may do what, as it was read a moment ago. */
  authCache: AuthCache;
  /** The log of events, and how to follow it. */
  outbox: Outbox;
  jobs: Jobs;
  /** Carries out what happens outside the database. */
  tasks: TaskWorker;
  /** How much is let through, of every transport. */
  limiter: Limiter;
  /** Which operations each API credential runs. */
  usage: Usage;
  /** Where the bytes of attachments are kept. */
  storage: Storage;
  log: Log;
}
