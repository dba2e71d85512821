import type { Config } from '#config.ts';
import type { Keyring } from '#core/secret.ts';
import type { Runtime } from '#core/runtime.ts';
import type { Mailer } from '#providers/mailers/mailer.ts';
import type { Providers } from '#providers/registry.ts';
import type { Storage } from '#providers/storage/storage.ts';
import type { AuthCache } from '#platform/auth-cache.ts';
import type { Database, Db } from '#platform/database/client.ts';
import type { Jobs } from '#platform/jobs/jobs.ts';
import type { Limiter } from '#platform/limiter.ts';
import type { Log } from '#platform/log.ts';
import type { Metrics } from '#platform/metrics.ts';
import type { Outbox } from '#platform/outbox/outbox.ts';
import type { ShadowResults } from '#platform/shadow-results.ts';
import type { Replicas } from '#platform/replicas/replicas.ts';
import type { Usage } from '#platform/usage.ts';
import type { OwnSandbox, Sandboxes } from '#schema/sandboxes.ts';
import type { AnyKind } from '#schema/tasks/kind.ts';
import type { TaskWorker } from '#schema/tasks/worker.ts';

/** The running gateway: what every request and job may use. Made once, at start. */
export interface App {
  config: Config;
  /** Its clock, and where the company is. */
  runtime: Runtime;
  database: Database;
  /** The root client of the database, for reads outside a change. */
  db: Db;
  /** Where queries are answered instead; null where there are none. */
  replicas: Replicas | null;
  keyring: Keyring;
  /** Who may do what, as it was read a moment ago. */
  authCache: AuthCache;
  /** The log of events, and how to follow it. */
  outbox: Outbox;
  jobs: Jobs;
  /** The kinds of tasks it carries out, by name: at its start those declared. */
  kinds: Map<string, AnyKind>;
  /** Carries out what happens outside the database. */
  tasks: TaskWorker;
  /** How much is let through, of every transport. */
  limiter: Limiter;
  /** Which operations each API credential runs. */
  usage: Usage;
  /** What comparing the replies of an old system came to. */
  shadowResults: ShadowResults;
  /** Set where something is run for comparison alone: whether it tried to reach a provider. */
  comparison?: { hasAskedOutside: boolean };
  /** The registrars, panels, gateways and others that can be connected. */
  providers: Providers;
  /** Where emails leave; absent: they are stored and readable. */
  mailer: Mailer | undefined;
  /** Where the bytes of attachments are stored. */
  storage: Storage;
  /** The sandboxes of the company; null within one. */
  sandboxes: Sandboxes | null;
  /** The sandbox that it is; null for the company's own gateway. */
  sandbox: OwnSandbox | null;
  metrics: Metrics;
  log: Log;
  /** Has something that was opened on first use closed when the gateway stops. */
  onStop(close: () => Promise<void> | void): void;
}
