import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePort } from './free-port.ts';

/**
 * `npm run proofs:start`: starts that must fail fail at once with a code and a line that names the
 * setting, and the others survive what happens beside them. Embedded, and two first starts at once on
 * the PostgreSQL of TEST_DATABASE_URL where there is one.
 */
const KEY = Buffer.alloc(32, 1).toString('base64');
const OTHER = Buffer.alloc(32, 2).toString('base64');

/** How long a start that is refused may take, in milliseconds. */
const REFUSED_MS = 60_000;

const folder = () => mkdtemp(join(tmpdir(), 'hostgraph-proof-'));

interface Running {
  child: ChildProcess;
  said(): string;
  ended: Promise<number | null>;
}

function run(command: string, env: Record<string, string>): Running {
  const child = spawn(process.execPath, ['build/main.js', command], {
    env: { ...process.env, PORT: '0', DEMO: 'off', LOG_LEVEL: 'warn', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr])
    stream?.on('data', (chunk: Buffer) => (said += String(chunk)));
  const ended = once(child, 'exit').then(([code]) => code as number | null);
  return { child, said: () => said, ended };
}

/** Waits until a process has said that it is ready; throws where it ends before. */
async function ready(running: Running): Promise<string> {
  for (;;) {
    const [, url] = /is ready: (\S+)/.exec(running.said()) ?? [];
    if (url) return url;
    if (running.child.exitCode !== null) throw new Error(`It did not start: ${running.said()}`);
    await sleep(50);
  }
}

async function stop({ child, ended }: Running): Promise<number | null> {
  child.kill('SIGTERM');
  return ended;
}

function expect(what: string, holds: boolean, said = ''): void {
  console.log(`${holds ? 'ok' : '!!'}  ${what}`);
  if (holds) return;
  process.exitCode = 1;
  console.error(said);
}

async function refused(what: string, command: string, env: Record<string, string>, words: RegExp) {
  const began = performance.now();
  const running = run(command, env);
  const late = setTimeout(() => running.child.kill('SIGKILL'), 3 * REFUSED_MS);
  const code = await running.ended;
  clearTimeout(late);
  const inTime = performance.now() - began < REFUSED_MS;
  expect(what, code === 1 && inTime && words.test(running.said()), `${code} ${running.said()}`);
}

const dataDir = await folder();
const own = { DATABASE_URL: '', DATA_DIR: dataDir, ENCRYPTION_KEY: `k1:${KEY}` };
const first = run('start', own);
const url = await ready(first);
await refused('the folder is in use', 'start', own, /is in use by another process/);
await refused(
  'an address of another machine',
  'start',
  { ...own, HOST: '192.0.2.1' },
  /Cannot listen/,
);
await refused('the port is taken', 'start', { ...own, PORT: new URL(url).port }, /EADDRINUSE/);
expect('/health/ready says ready', (await fetch(`${url}/health/ready`)).status === 200);
const leaving = stop(first);
await sleep(300);
const asked = await fetch(`${url}/health/ready`);
expect(
  'a stop says 503 and lets go',
  asked.status === 503 && asked.headers.get('connection') === 'close',
);
expect('a stop ends with 0', (await leaving) === 0, first.said());

const wrong = /ENCRYPTION_KEY: the key "k1"/;
await refused(
  'another key under its id',
  'start',
  { ...own, ENCRYPTION_KEY: `k1:${OTHER}` },
  wrong,
);
await refused('the key is missing', 'worker', { ...own, ENCRYPTION_KEY: `k2:${OTHER}` }, wrong);
const both = run('start', { ...own, ENCRYPTION_KEY: `k2:${OTHER},k1:${KEY}` });
await ready(both);
expect('a newer key in front starts', true);
both.child.kill('SIGKILL');
await both.ended;
const again = run('start', { ...own, ENCRYPTION_KEY: `k2:${OTHER},k1:${KEY}` });
await ready(again);
expect('a killed process leaves no lock', (await stop(again)) === 0, again.said());

const port = String(await freePort());
const unread = run('start', { ...own, ENCRYPTION_KEY: `k2:${OTHER},k1:${KEY}`, PORT: port });
unread.child.stdout!.destroy();
const isThere = () =>
  fetch(`http://127.0.0.1:${port}/health`).then(
    ({ ok }) => ok,
    () => false,
  );
while (unread.child.exitCode === null && !(await isThere())) await sleep(50);
// Its line that it is ready meets nobody just after the port is open.
await sleep(500);
expect('a gateway whose log nobody reads goes on', await isThere(), unread.said());
await stop(unread);
const nowhere = { ...own, DATABASE_URL: 'postgresql://nobody@127.0.0.1:1/none' };
await refused(
  'no database there',
  'start',
  nowhere,
  /DATABASE_URL: 127\.0\.0\.1:1\/none does not answer/,
);

const server = process.env.TEST_DATABASE_URL;
if (server) {
  const { default: pg } = await import('pg');
  const admin = new pg.Client({ connectionString: server });
  await admin.connect();
  const name = `hostgraph_starts_${process.pid}`;
  const target = new URL(server);
  target.pathname = `/${name}`;
  for (let round = 1; round <= 3; round += 1) {
    await admin.query(`create database ${name}`);
    const shared = { DATABASE_URL: target.href, ENCRYPTION_KEY: `k1:${KEY}`, DEMO: 'on' };
    const pair = [
      run('start', { ...shared, DATA_DIR: await folder() }),
      run('start', { ...shared, DATA_DIR: await folder() }),
    ];
    await Promise.all(pair.map(ready));
    const client = new pg.Client({ connectionString: target.href });
    await client.connect();
    const { rows } = await client.query(
      'select (select count(*) from currencies where is_base) as bases, (select count(*) from clients) as clients',
    );
    await client.end();
    expect(
      `two first starts at once (F26), round ${round}: ${JSON.stringify(rows[0])}`,
      rows[0].bases === '1',
    );
    await Promise.all(pair.map(stop));
    await admin.query(`drop database ${name} with (force)`);
  }
  await admin.end();
}
