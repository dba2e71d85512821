import { join } from 'node:path';
import { type RunningApp, startApp } from '#app.ts';
import type { Config } from '#config.ts';
import type { Sandbox } from '#generated/prisma/client.ts';
import type { Database } from '#platform/database/client.ts';
import { enterRuntime } from '#core/runtime.ts';
import { sandboxKeyOf } from '#modules/sandboxes/sandbox-key.ts';
import type { App } from '#schema/app.ts';
import type { OwnSandbox } from '#schema/sandboxes.ts';
import { startWorkers } from '#start/workers.ts';
import { atRest, noteOwnWork } from './at-rest.ts';
import { jobsSchemaOf, sandboxPlace } from './place.ts';

/** A sandbox that is open in this process. */
export interface OpenSandbox {
  app: App;
  /** Has its clock show what the company has it show; it never goes back. */
  setClock(at: Date): void;
  stop(): Promise<void>;
}

/** The configuration of a sandbox: that of its company, without whatever leads to the outside. */
export function sandboxConfig(company: App, row: Sandbox): Config {
  const { config } = company;
  const { folder } = sandboxPlace(config, row.id);
  const isDisk = config.storage.name === 'disk';
  return {
    ...config,
    dataDir: folder,
    bootstrapToken: undefined,
    apiAccessKey: undefined,
    encryptionKey: sandboxKeyOf(company, row),
    redisUrl: undefined,
    providers: [],
    mailer: undefined,
    demo: false,
    traces: false,
    shadow: undefined,
    metricsExport: null,
    replicaUrls: [],
    isQuiet: false,
    storage: isDisk
      ? { name: 'disk', settings: { folder: join(folder, 'files') } }
      : config.storage,
  };
}

/**
 * Starts the gateway of a sandbox on its database, which goes with it.
 * @param works whether it does what modules do on their own
 */
export async function openSandbox(
  company: App,
  row: Sandbox,
  database: Database,
  { works }: { works: boolean },
): Promise<OpenSandbox> {
  const { id, handle, name, expiresAt } = row;
  const clock = { at: row.clockAt };
  const jobsSchema = jobsSchemaOf(database, sandboxPlace(company.config, id));
  const own: OwnSandbox = {
    id,
    handle,
    name,
    expiresAt,
    moveClock: async (at) => {
      await company.db.sandbox.update({ where: { id }, data: { clockAt: at } });
      clock.at = at;
    },
    beginJobsByClock: async () => {
      for (const job of work.byClock) await app.jobs.send(app.db, job, {}, { singletonKey: job });
    },
    atRest: (besides) =>
      atRest(app, work, { schema: jobsSchema, besides, signal: app.tasks.stopping }),
  };
  let running: RunningApp;
  try {
    running = await startApp(sandboxConfig(company, row), {
      opened: database,
      works,
      clock: () => clock.at,
      sandbox: { own, jobsSchema },
    });
  } catch (error) {
    await database.close();
    throw error;
  }
  const { app } = running;
  const work = noteOwnWork(app);
  if (works) await enterRuntime(app.runtime, () => startWorkers(app));
  return {
    app,
    setClock: (at) => {
      // What was read of it a moment ago may be behind.
      if (at > clock.at) clock.at = at;
    },
    stop: async () => {
      await running.stop();
      await database.close();
    },
  };
}
