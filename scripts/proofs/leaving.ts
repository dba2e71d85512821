/**
 * `npm run proofs:leaving`: backup, restore and move as an operator does them, with kills in the
 * middle. On the PostgreSQL of TEST_DATABASE_URL; embedded parts alone without one.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, statSync } from 'node:fs';
import { mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { ownDatabase } from './server.ts';

const folder = () => mkdtemp(join(tmpdir(), 'hostgraph-leaving-'));
const began = performance.now();

function expect(what: string, holds: boolean, said = ''): void {
  const at = `${((performance.now() - began) / 1_000).toFixed(0)} s`.padStart(6);
  console.log(`${holds ? 'ok' : '!!'} ${at}  ${what}`);
  if (holds) return;
  process.exitCode = 1;
  console.error(said);
}

interface Ran {
  child: ChildProcess;
  said(): string;
  ended: Promise<number | null>;
}

function run(args: string[], env: Record<string, string>): Ran {
  const child = spawn(process.execPath, ['build/main.js', ...args], {
    env: { ...process.env, PORT: '0', LOG_LEVEL: 'warn', DRAIN_SECONDS: '0', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr])
    stream?.on('data', (chunk: Buffer) => (said += String(chunk)));
  const ended = once(child, 'exit').then(([code]) => code as number | null);
  return { child, said: () => said, ended };
}

async function done(what: string, args: string[], env: Record<string, string>, code = 0) {
  const ran = run(args, env);
  expect(what, (await ran.ended) === code, ran.said());
  return ran.said();
}

/** Begins something and kills it after some time. */
async function killed(args: string[], env: Record<string, string>, afterMs: number) {
  const ran = run(args, env);
  await sleep(afterMs);
  ran.child.kill('SIGKILL');
  await ran.ended;
}

async function ready(ran: Ran): Promise<string> {
  for (;;) {
    const [, url] = /is ready: (\S+)/.exec(ran.said()) ?? [];
    if (url) return url;
    if (ran.child.exitCode !== null) throw new Error(`It did not start: ${ran.said()}`);
    await sleep(50);
  }
}

async function stopped(ran: Ran): Promise<void> {
  ran.child.kill('SIGTERM');
  await ran.ended;
}

async function ask(url: string, token: string, query: string) {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: JSON.stringify({ query }),
  });
  return (await response.json()) as { data: never; errors?: { extensions: { code: string } }[] };
}

const CLIENTS = '{ clients(first: 100) { totalCount edges { node { id fullName } } } }';
const token = 'a'.repeat(48);
const dataDir = await folder();
const embedded = { DATABASE_URL: '', DATA_DIR: dataDir, DEMO: 'on', BOOTSTRAP_TOKEN: token };

const first = run(['start'], embedded);
const url = await ready(first);
const clients = JSON.stringify(await ask(url, token, CLIENTS));
const events = (await ask(url, token, '{ events(after: "0") { cursor } }')).data as {
  events: { cursor: string }[];
};
const cursor = events.events[0]!.cursor;
const file = join(dataDir, 'first.backup.gz');
await done('backup while the gateway runs', ['backup', file], embedded);
console.log(`          ${(statSync(file).size / 1024).toFixed(0)} KiB`);
await stopped(first);
const key = (await readFile(join(dataDir, 'encryption.key'), 'utf8')).trim();

const copy = { ...embedded, DATA_DIR: await folder(), ENCRYPTION_KEY: key, DEMO: 'off' };
const cut = join(copy.DATA_DIR, 'cut.gz');
await writeFile(cut, (await readFile(file)).subarray(0, -200));
await done('restore refuses half a backup', ['restore', cut], copy, 1);
const other = { ...copy, ENCRYPTION_KEY: `other:${Buffer.alloc(32, 3).toString('base64')}` };
await done('restore refuses another key', ['restore', file], other, 1);
for (const ms of [1_500, 3_000, 5_000]) await killed(['restore', file], copy, ms);
const again = run(['restore', file], copy);
const code = await again.ended;
// One of the kills may have come too late.
const isThere = code === 0 || /is not empty/.test(again.said());
expect('restore can be run again after kill -9', isThere, again.said());
await done('restore refuses a database that is not empty', ['restore', file], copy, 1);
const quiet = run(['start'], copy);
const there = await ready(quiet);
expect(
  'the copy answers as the original',
  clients === JSON.stringify(await ask(there, token, CLIENTS)),
);
const renewed = await ask(
  there,
  token,
  'mutation { domainRenew(input: { domain: { name: "example.com" } }) { domain { id } } }',
);
console.log(`          a renewal there: ${renewed.errors?.[0]?.extensions.code}`);
const old = await ask(there, token, `{ events(after: "${cursor}") { cursor } }`);
expect(
  'a cursor of the original is not believed there (F15)',
  old.errors?.[0]?.extensions.code === 'CURSOR_INVALID',
);
expect(
  'it says that it is quiet',
  /nothing is sent from it until/.test(quiet.said()),
  quiet.said(),
);
await stopped(quiet);
await done('resume', ['resume'], copy);

const own = await ownDatabase('leaving');
if (own.url) {
  const target = { ...embedded, DATABASE_URL: own.url, ENCRYPTION_KEY: key, DEMO: 'off' };
  for (const ms of [1_500, 3_000]) await killed(['migrate'], target, ms);
  await done('migrate can be run again after kill -9', ['migrate'], target);
  for (const ms of [2_000, 4_000]) await killed(['move'], target, ms);
  const moving = run(['move'], target);
  const ended = await moving.ended;
  const isMoved = ended === 0 || /is not empty/.test(moving.said());
  expect('move can be run again after kill -9', isMoved, moving.said());
  console.log(`          ${moving.said().trim().split('\n').slice(-2).join('\n          ')}`);
  const moved = run(['start'], target);
  const at = await ready(moved);
  expect(
    'the same clients on PostgreSQL',
    clients === JSON.stringify(await ask(at, token, CLIENTS)),
  );
  const going = await ask(at, token, `{ events(after: "${cursor}", first: 1) { cursor } }`);
  expect('a cursor from before the move goes on', !going.errors, JSON.stringify(going));
  const pgFile = join(dataDir, 'second.backup.gz');
  await done('backup of PostgreSQL while the gateway runs', ['backup', pgFile], target);
  await stopped(moved);
  const fresh = `new:${Buffer.alloc(32, 5).toString('base64')}`;
  await done('rotate-key', ['rotate-key'], { ...target, ENCRYPTION_KEY: `${fresh},${key}` });
  const rotated = run(['web'], { ...target, ENCRYPTION_KEY: fresh });
  await ready(rotated);
  expect('it starts with the new key alone', true);
  await stopped(rotated);
  const client = new pg.Client({ connectionString: own.url });
  await client.connect();
  await client.query(`insert into "_prisma_migrations" (id, checksum, finished_at, migration_name, applied_steps_count)
    values ('x', 'x', now(), '29990101000000_later', 1)`);
  await client.end();
  const later = join(dataDir, 'later.backup.gz');
  await done('backup of a newer database', ['backup', later], target);
  const empty = { ...copy, DATA_DIR: await folder() };
  await done('restore refuses what is newer', ['restore', later], empty, 1);
  expect('and has written no file', !existsSync(join(empty.DATA_DIR, 'files')));
  await own.drop();
}
