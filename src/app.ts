import { constants } from 'node:fs';
import { access, mkdir } from 'node:fs/promises';
import { type Config, ConfigError, type ConfiguredProvider } from './config.ts';
import { ACCESS_CHANGED } from '#core/events.ts';
import { type Clock, enterRuntime, live, newRuntime, type Runtime } from '#core/runtime.ts';
import { Keyring } from '#core/secret.ts';
import { connectProvider } from '#providers/connect.ts';
import type { ProviderKind } from '#providers/capabilities.ts';
import type { Connections } from '#providers/define.ts';
import { loadProviders } from '#providers/load.ts';
import { missingWords } from '#providers/registry.ts';
import { sandboxProviders, shippedProviders } from '#providers/shipped.ts';
import { sandboxRegistrar } from '#modules/domains/sandbox/sandbox.ts';
import { AuthCache } from '#platform/auth-cache.ts';
import { followDecimals } from '#modules/billing/currencies/decimals.ts';
import { forgetBans } from '#modules/access/bans.ts';
import '#modules/schema.ts';
import { followTimeZone } from '#modules/system/settings/follow-time-zone.ts';
import type { Database } from '#platform/database/client.ts';
import { locked, migrate } from '#platform/database/migrate.ts';
import { openDatabase } from '#platform/database/open.ts';
import { checkPooler } from '#platform/database/pooler.ts';
import { encryptionKey } from '#platform/encryption-key.ts';
import { startJobs } from '#platform/jobs/jobs.ts';
import { openLimiter } from '#platform/limiter.ts';
import { checkKeys, keySamples, noteKey } from '#platform/known-keys.ts';
import { type Log, openLog } from '#platform/log.ts';
import { openMetrics } from '#platform/metrics.ts';
import { openMetricsExport } from '#platform/metrics-export.ts';
import { openTracing } from '#platform/tracing.ts';
import { startShadowResults } from '#platform/shadow-results.ts';
import { startUsage } from '#platform/usage.ts';
import { startOutbox } from '#platform/outbox/outbox.ts';
import { openReplicas, type Replicas } from '#platform/replicas/replicas.ts';
import type { App } from '#schema/app.ts';
import type { OwnSandbox } from '#schema/sandboxes.ts';
import { plannedClient, readingClient } from '#planner/front.ts';
import { answerStoreOf } from '#schema/idempotency/answer-store.ts';
import { setEventAside } from '#schema/tasks/handle-event.ts';
import { declaredKinds } from '#schema/tasks/kind.ts';
import { startTasks } from '#schema/tasks/worker.ts';

/** The app, and how to put it away. */
export interface RunningApp {
  app: App;
  /** Does what a first start puts in place; other processes that start wait meanwhile. */
  prepare<Result>(work: () => Promise<Result>): Promise<Result>;
  stop(): Promise<void>;
}

/** How the app is started. */
export interface AppOptions {
  /** A database that is open and migrated already, as tests have one; it is not closed. */
  opened?: Database;
  /** Whether this process does background work; without, it leaves that to others. */
  works?: boolean;
  /** Its own clock. Default: the system's, or what simulates it. */
  clock?: Clock;
  /** The sandbox that it is. */
  sandbox?: { own: OwnSandbox; jobsSchema: string };
}

/**
 * Starts everything behind the transports: the database (migrated), the event log, the jobs, storage.
 * Any number of gateways may live in one process.
 */
export async function startApp(config: Config, options: AppOptions = {}): Promise<RunningApp> {
  const runtime = newRuntime(options.clock, options.sandbox?.own.handle);
  const end = live(runtime);
  try {
    return await enterRuntime(runtime, () => open(config, options, runtime, end));
  } catch (error) {
    end();
    throw error;
  }
}

async function open(
  config: Config,
  { opened, sandbox, works: isWorker = true }: AppOptions,
  runtime: Runtime,
  end: () => void,
): Promise<RunningApp> {
  const log = openLog(config.logLevel);
  const metrics = openMetrics();
  const closing: (() => Promise<void> | void)[] = [];
  const onStop: App['onStop'] = (close) => void closing.push(close);
  if (config.traces) onStop(await openTracing(log));
  if (config.metricsExport)
    onStop(await openMetricsExport(metrics.figures, config.metricsExport, log));
  const kinds = declaredKinds();
  const own = { sandbox: sandbox?.own ?? null, sandboxes: null };
  const app = { config, runtime, kinds, metrics, log, onStop, ...own } as App;
  const shipped = sandbox ? sandboxProviders : shippedProviders;
  app.providers = await loadProviders([sandboxRegistrar(app)], config.providers, shipped);
  for (const { specifier, reason } of app.providers.missing)
    log.error(
      { specifier, reason },
      'A provider package cannot be loaded: its accounts are unavailable, what needs them waits.',
    );
  if (config.storage.name === 'disk') await ensureWritable(config.dataDir);
  const storage = connectConfigured(app, 'storage', 'STORAGE', config.storage);
  const mailer = config.mailer && (await connectConfigured(app, 'mailer', 'MAILER', config.mailer));
  if (mailer) onStop(() => mailer.close());
  const onTrouble = (err: Error) => log.error({ err }, 'Background work met trouble.');
  const { database, keyring } = opened
    ? { database: opened, keyring: new Keyring(await encryptionKey(config)) }
    : await openMigrated(config, log);
  if (await isQuietCopy(database)) {
    app.config = { ...config, isQuiet: true };
    log.warn('This database was restored: nothing is sent from it until `hostgraph resume`.');
  }
  // A restored copy does nothing on its own.
  const works = isWorker && !app.config.isQuiet;
  const background = { onTrouble, works, metrics };
  const authCache = new AuthCache({ isAlone: database.kind === 'embedded' });
  const outbox = await startOutbox(database, background);
  outbox.onPublished([ACCESS_CHANGED], () => {
    authCache.forget();
    forgetBans(app);
  });
  const jobsOptions = { ...background, ...(sandbox && { schema: sandbox.jobsSchema }) };
  const jobs = await exclusively(database, log, () => startJobs(database, jobsOptions));
  const limiter = await openLimiter({
    ...config.limits,
    redisUrl: config.redisUrl,
    onTrouble,
    onRedis: (isThere, err) => {
      metrics.redisUp.set(isThere ? 1 : 0);
      if (isThere) log.info('Redis answers again: limits are counted there.');
      else
        log.warn({ err }, 'Redis does not answer: each process counts limits alone until it does.');
    },
  });
  const usage = startUsage(database, onTrouble);
  const shadowResults = startShadowResults(database, onTrouble);
  const replicas = await replicasOf(app, database);
  const db = config.planner ? plannedClient(replicas?.front ?? database) : readingClient(database);
  const transports = { limiter, usage, shadowResults, authCache };
  Object.assign(app, { database, db, replicas, keyring, outbox, jobs, ...transports });
  Object.assign(app, { storage, mailer });
  app.tasks = await startTasks(app, { works });
  app.outbox.onGivenUp(setEventAside);
  await followTimeZone(app);
  await followDecimals(app);
  return {
    app,
    prepare: (work) => enterRuntime(runtime, () => exclusively(database, log, work)),
    stop: async () => {
      // Side by side: each waits for what is at work, and the process has one time for both.
      await Promise.all([app.tasks.stop(), jobs.stop()]);
      await outbox.stop();
      await limiter.close();
      await usage.stop();
      await shadowResults.stop();
      for (const close of closing) await close();
      await answerStoreOf(app).stored();
      if (!opened) await database.close();
      end();
    },
  };
}

/**
 * Opens the database and brings it to this version.
 * @throws StartRefused where it is newer than the program, or its secrets are under another key;
 * nothing is written then
 */
export async function openMigrated(config: Config, log: Log) {
  const onTrouble = (err: Error) => log.error({ err }, 'Background work met trouble.');
  const folder = config.dataDir;
  const onSpace = (hasRoom: boolean, freeMegabytes: number) => {
    const about = { folder, freeMegabytes };
    if (hasRoom) log.info(about, 'The disk of DATA_DIR has room again: changes are taken.');
    else log.error(about, 'The disk of DATA_DIR is full: changes are refused until there is room.');
  };
  const database = await openDatabase({ ...config, onTrouble, onSpace });
  try {
    await checkPooler(database, log);
    const samples = await keySamples(database);
    const keyring = new Keyring(await encryptionKey(config, samples.length > 0));
    checkKeys(keyring, samples);
    const applied = await migrate(database, { onProgress: (message) => log.info(message) });
    await noteKey(database, keyring);
    return { database, keyring, applied };
  } catch (error) {
    await database.close();
    throw error;
  }
}

/** Whether it was restored, and nobody has said since that it may send. */
async function isQuietCopy(database: Database): Promise<boolean> {
  const text = 'select 1 from installations where quiet_since is not null';
  return (await database.query({ text, values: [] })).length > 0;
}

/** The replicas that REPLICA_URLS names; null for none. */
async function replicasOf(app: App, database: Database): Promise<Replicas | null> {
  const { replicaUrls: urls, redisUrl, poolSize } = app.config;
  if (!urls.length || !redisUrl) return null;
  const replicas = await openReplicas(database, {
    urls,
    redisUrl,
    poolSize,
    onChange: ({ name, isUsed, reason }) => {
      if (isUsed) app.log.info({ replica: name }, 'A replica answers queries.');
      else
        app.log.warn(
          { replica: name, reason },
          'A replica is left out: the database itself answers its queries until it is well again.',
        );
    },
  });
  app.onStop(() => replicas.close());
  return replicas;
}

/** What several first starts must not do at once: they wait for each other. */
const exclusively = <Result>(database: Database, log: Log, work: () => Promise<Result>) =>
  database.connection((connection) => locked(connection, (message) => log.info(message), work));

/** Makes a folder of ours. @throws the system's error where it cannot be written */
async function ensureWritable(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  await access(folder, constants.W_OK);
}

/** A provider that the environment chooses. @throws ConfigError naming the variable at fault */
function connectConfigured<Kind extends ProviderKind>(
  { providers }: App,
  kind: Kind,
  variable: string,
  { name, settings }: ConfiguredProvider,
): Connections[Kind] {
  const provider = providers.find(kind, name);
  if (!provider) {
    const words = `${variable}: set it to one of ${providers.names(kind).join(', ')}`;
    throw new ConfigError([words, missingWords(providers)].filter(Boolean));
  }
  try {
    return connectProvider(provider, { label: name, isTestMode: false, settings });
  } catch (error) {
    throw new ConfigError([`${variable}_SETTINGS: ${(error as Error).message}`]);
  }
}
