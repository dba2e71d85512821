import { startApp } from './app.ts';
import { ConfigError, readConfig } from './config.ts';
import { startServer } from './server.ts';
import { ensureDemo } from '#start/demo.ts';
import { ensureEssentials } from '#start/essentials.ts';
import { startWorkers } from '#start/workers.ts';
import { welcome } from '#start/welcome.ts';

/** How long a stop may take before the process leaves anyway, in milliseconds. */
const STOP_MS = 20_000;

async function main(): Promise<void> {
  const config = readConfig(process.env);
  const { app, stop } = await startApp(config);
  await ensureEssentials(app);
  // What the demo's operations set going is carried on by the workers, as for everybody.
  await startWorkers(app);
  const tokens = config.demo ? await ensureDemo(app) : null;
  const server = await startServer(app);
  process.stdout.write(`${welcome(app, server.url, tokens)}\n`);

  let stopping = false;
  const leave = async (signal: string) => {
    if (stopping) return;
    stopping = true;
    app.log.info({ signal }, 'Stopping: answers in flight are finished first.');
    setTimeout(() => process.exit(1), STOP_MS).unref();
    await server.stop();
    await stop();
    process.exit(0);
  };
  process.on('SIGTERM', () => void leave('SIGTERM'));
  process.on('SIGINT', () => void leave('SIGINT'));
}

main().catch((error: unknown) => {
  const known = error instanceof ConfigError || (error as { code?: string }).code === 'EADDRINUSE';
  console.error(known ? (error as Error).message : error);
  process.exitCode = 1;
});
