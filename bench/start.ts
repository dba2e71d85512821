import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { memoryOf, ticks } from './load.ts';
import { table, writeSection } from './results.ts';

const main = fileURLToPath(new URL('../build/main.js', import.meta.url));

/** How long the embedded default takes from nothing, and from where it was left. */
export async function start(): Promise<void> {
  const dataDir = await mkdtemp(join(tmpdir(), 'hostgraph-start-'));
  const rows = [];
  for (const name of ['cold: migrations and demo data', 'warm', 'warm again'])
    rows.push([name, ...(await once(dataDir))]);
  await rm(dataDir, { recursive: true });
  writeSection(
    'Start of the embedded default',
    table(['ready after, s', 'CPU, s', 'memory, MB', 'memory after 5 s, MB'], rows),
  );
}

async function once(dataDir: string): Promise<string[]> {
  const began = performance.now();
  const child = spawn('node', [main], {
    stdio: ['ignore', 'ignore', 'inherit'],
    env: {
      ...process.env,
      DATABASE_URL: '',
      DATA_DIR: dataDir,
      PORT: '4699',
      LOG_LEVEL: 'error',
    },
  });
  const ended = new Promise((resolve) => child.once('exit', resolve));
  while (!(await isReady())) {
    if (child.exitCode !== null) throw new Error('The gateway did not start.');
    await sleep(25);
  }
  const seconds = (performance.now() - began) / 1_000;
  const [cpu, memory] = [(ticks(child.pid!) / 100).toFixed(1), memoryOf(child.pid!)];
  await sleep(5_000);
  const later = memoryOf(child.pid!);
  child.kill();
  await ended;
  return [seconds.toFixed(1), cpu, String(memory), String(later)];
}

const isReady = () =>
  fetch('http://127.0.0.1:4699/health/ready').then(
    ({ ok }) => ok,
    () => false,
  );
