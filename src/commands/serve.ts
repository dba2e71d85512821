import { startApp } from '#app.ts';
import type { Config } from '#config.ts';
import { stopWithinMs } from '#platform/stop-times.ts';
import { openPort } from '#port.ts';
import { serveMetrics } from '#metrics-port.ts';
import { hostSandboxes } from '#sandbox/host.ts';
import { startServer } from '#server.ts';
import { ensureDemo } from '#start/demo.ts';
import { canStaffEnter } from '#start/essentials/access.ts';
import { ensureEssentials } from '#start/essentials.ts';
import { serveBackups } from './live-backup.ts';
import { observeState } from '#start/observed-state.ts';
import { startWorkers } from '#start/workers.ts';
import { welcome } from '#start/welcome.ts';

/** What a process does. */
export interface Roles {
  /** Serves the transports. */
  web: boolean;
  /** Does the background work. */
  worker: boolean;
}

/** `hostgraph start`, `web` and `worker`: runs until SIGTERM or SIGINT. */
export async function serve(config: Config, { web, worker }: Roles): Promise<void> {
  // The port first: a gateway that cannot serve takes no job from those that do.
  const port = web ? await openPort(config) : null;
  const { metricsPort } = config;
  const ownPort = metricsPort ? await openPort({ ...config, port: metricsPort }) : null;
  const { app, stop, prepare } = await startApp(config, { works: worker });
  hostSandboxes(app);
  const tokens = await prepare(async () => {
    await ensureEssentials(app);
    // What the demo's operations set going is carried on by the workers, as for everybody.
    await startWorkers(app);
    return config.demo ? ensureDemo(app) : null;
  });
  observeState(app);
  serveBackups(app);
  const server = port && (await startServer(app, port));
  const shown = ownPort && serveMetrics(app, ownPort);
  const canEnter = tokens !== null || (await canStaffEnter(app));
  const ready = server
    ? welcome(app, server.url, { tokens, canEnter })
    : 'Hostgraph works in the background.';

  // Before the line that says so is printed: who reads it may stop us at once.
  let stopping = false;
  const leave = async (signal: string) => {
    if (stopping) return;
    stopping = true;
    app.log.info({ signal }, 'Stopping: answers in flight are finished first.');
    setTimeout(() => process.exit(1), stopWithinMs(config.drainSeconds)).unref();
    shown?.turnAway();
    await server?.stop();
    await stop();
    shown?.close();
    process.exit(0);
  };
  process.on('SIGTERM', () => void leave('SIGTERM'));
  process.on('SIGINT', () => void leave('SIGINT'));
  // Who read the log may have gone: that ends nothing.
  process.stdout.on('error', () => {});
  process.stdout.write(`${ready}\n`);
}
