import { spawn } from 'node:child_process';
import { mkdtemp } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { testDatabase, testDatabaseUrl } from '#test/setup/database.ts';
import { stopAfterFile } from '#test/setup/stops.ts';

/** Starts a gateway as people do; what it printed, its exit code, and how long it lived. */
async function startOn(port: number) {
  const env = {
    ...process.env,
    PORT: String(port),
    DATABASE_URL: testDatabaseUrl() ?? '',
    DATA_DIR: await mkdtemp(join(tmpdir(), 'hostgraph-')),
    ENCRYPTION_KEY: 'ab'.repeat(32),
    LOG_LEVEL: 'info',
    DEMO: 'off',
  };
  const child = spawn(process.execPath, ['--import', 'tsx', 'src/main.ts'], { env });
  let printed = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => (printed += chunk.toString()));
  const ended = new Promise<number | null>((resolve) => child.on('exit', resolve));
  const late = setTimeout(() => child.kill('SIGKILL'), 60_000);
  const code = await ended;
  clearTimeout(late);
  return { code, printed };
}

it('ends with a code when its port is taken, having taken no job (R17)', async () => {
  await testDatabase();
  const holder = createServer((_req, res) => res.end());
  await new Promise<void>((resolve) => holder.listen(0, '127.0.0.1', resolve));
  stopAfterFile(() => new Promise<void>((resolve) => holder.close(() => resolve())));
  const { code, printed } = await startOn((holder.address() as AddressInfo).port);
  expect([code, printed]).toEqual([
    1,
    expect.stringMatching(
      /Cannot listen on 127.0.0.1 port \d+ \(EADDRINUSE\): something else listens there/,
    ),
  ]);
  expect(printed).not.toMatch(/worker|job/i);
}, 90_000);
