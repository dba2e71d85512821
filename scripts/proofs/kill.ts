/**
 * `npm run proofs`: sends 200 keyed changes of money to a gateway that is killed (SIGKILL) again
 * and again in between, sends every unanswered one again with its key, and then proves the books:
 * each change has happened exactly once. On the PostgreSQL at TEST_DATABASE_URL, or on the embedded
 * database with `embedded` as argument.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { checkBooks } from '#modules/billing/check-books.ts';
import { openDatabase } from '#platform/database/open.ts';

const embedded = process.argv.includes('embedded');
const server = process.env.TEST_DATABASE_URL ?? 'postgresql://postgres@127.0.0.1:5432/postgres';
const name = `hostgraph_kill_${process.pid}`;
const databaseUrl = Object.assign(new URL(server), { pathname: `/${name}` }).href;
const dataDir = await mkdtemp(join(tmpdir(), 'hostgraph-kill-'));
const token = randomBytes(24).toString('hex');
const KIM = 'kim@example.test';
const CHANGES = 200;
const BATCH = 20;
/** Kill after so many answers, in the middle of the next batch. */
const KILLS = [40, 90, 150];
const START_MS = 120_000;
const ALL_MS = 240_000;

const began = performance.now();
const since = () => `${Math.round((performance.now() - began) / 1_000)} s`;
const say = (words: string) => console.log(`${since().padStart(6)}  ${words}`);

async function onServer(statement: string): Promise<void> {
  if (embedded) return;
  const client = new pg.Client({ connectionString: server });
  await client.connect();
  await client.query(statement);
  await client.end();
}

let child: ChildProcess | null = null;

/** Starts the gateway and waits until it says where it listens. */
async function start(): Promise<string> {
  const begun = spawn(process.execPath, ['build/main.js'], {
    env: {
      ...process.env,
      DATABASE_URL: embedded ? '' : databaseUrl,
      ENCRYPTION_KEY: Buffer.alloc(32, 7).toString('base64'),
      DATA_DIR: dataDir,
      BOOTSTRAP_TOKEN: token,
      RATE_LIMIT: '0',
      PORT: '0',
      LOG_LEVEL: 'error',
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  child = begun;
  return new Promise((resolve, reject) => {
    let said = '';
    const late = setTimeout(() => reject(new Error(`It did not start: ${said}`)), START_MS);
    begun.once('exit', (code) => reject(new Error(`It ended with ${code}: ${said}`)));
    // Read to the end, or the gateway would wait for somebody to read what it says.
    begun.stdout.on('data', (chunk) => {
      said += String(chunk);
      const [, url] = /is ready: (\S+)/.exec(said) ?? [];
      if (!url) return;
      clearTimeout(late);
      resolve(url);
    });
  });
}

const ended = (signal: NodeJS.Signals) =>
  new Promise<void>((resolve) => {
    if (!child || child.exitCode !== null || child.signalCode !== null) return resolve();
    child.removeAllListeners('exit');
    child.once('exit', () => resolve());
    child.kill(signal);
  });

interface Answer {
  data?: Record<string, Record<string, never>>;
  errors?: { message: string; extensions?: { code?: string } }[];
}

/** One question; null when the line was cut. What the gateway refuses is a fault of this proof. */
async function ask(url: string, query: string, variables: object, key?: string) {
  const headers = {
    'content-type': 'application/json',
    authorization: `Bearer ${token}`,
    ...(key && { 'idempotency-key': key }),
  };
  const body = JSON.stringify({ query, variables });
  const signal = AbortSignal.timeout(20_000);
  let answer: Answer;
  try {
    const response = await fetch(`${url}/graphql`, { method: 'POST', headers, body, signal });
    answer = (await response.json()) as Answer;
  } catch {
    return null;
  }
  const [error] = answer.errors ?? [];
  // The database may be away for a moment, and a first request may still be rolled back.
  if (['UNAVAILABLE', 'IDEMPOTENCY_IN_PROGRESS'].includes(error?.extensions?.code ?? ''))
    return null;
  if (error) throw new Error(`${error.extensions?.code}: ${error.message}`);
  return JSON.stringify(answer.data);
}

const ADD_CLIENT = `mutation ($input: AddClientInput!) { addClient(input: $input) { client { id } } }`;
const ADD_CREDIT = `mutation ($input: AddCreditInput!) { addCredit(input: $input) { credit { id } } }`;

async function addClient(url: string): Promise<string> {
  const address = { address1: '1 High Street', city: 'London', state: 'London', country: 'GB' };
  const person = { firstName: 'Kim', lastName: 'Killed', email: KIM };
  const input = { ...person, ...address, postcode: 'N1 1AA', phoneNumber: '020 7946 0000' };
  const said = await ask(url, ADD_CLIENT, { input });
  return (JSON.parse(said ?? '{}') as { addClient: { client: { id: string } } }).addClient.client
    .id;
}

/** Sends all changes, killing the gateway on the way; gives the answers by number of change. */
async function sendAll(clientId: string, first: string): Promise<Map<number, string>> {
  const answers = new Map<number, string>();
  const kills = [...KILLS];
  let url = first;
  while (answers.size < CHANGES) {
    if (performance.now() - began > ALL_MS) throw new Error('It takes too long.');
    const open = Array.from({ length: CHANGES }, (_, index) => index).filter(
      (number) => !answers.has(number),
    );
    const sent = open.slice(0, BATCH).map(async (number) => {
      const input = { clientId, amount: '0.01', description: `Change ${number}` };
      const answer = await ask(url, ADD_CREDIT, { input }, `change-${number}`);
      if (answer !== null) answers.set(number, answer);
    });
    if (answers.size >= (kills[0] ?? Infinity)) {
      kills.shift();
      await sleep(20 + Math.random() * 150);
      await ended('SIGKILL');
      await Promise.all(sent);
      say(`killed with ${answers.size} of ${CHANGES} changes answered; starting again`);
      url = await start();
      say('it is back');
    }
    await Promise.all(sent);
  }
  say(`all ${CHANGES} changes are answered; sending all of them once more`);
  for (let at = 0; at < CHANGES; at += BATCH)
    await Promise.all(
      Array.from({ length: BATCH }, async (_, index) => {
        const number = at + index;
        const input = { clientId, amount: '0.01', description: `Change ${number}` };
        const again = await ask(url, ADD_CREDIT, { input }, `change-${number}`);
        if (again !== answers.get(number))
          throw new Error(`Change ${number} was answered ${answers.get(number)}, now ${again}.`);
      }),
    );
  return answers;
}

/** Reads what is left on the disk: every change once, every number proven from its entries. */
async function prove(): Promise<void> {
  const database = await openDatabase(embedded ? { dataDir } : { databaseUrl });
  try {
    const { prisma } = database;
    const faults = await checkBooks(prisma);
    // The embedded default begins with a demo shop, whose books stand beside these.
    const ofKim = { email: KIM };
    const rows = await prisma.creditEntry.findMany({
      where: { client: ofKim },
      select: { description: true },
    });
    const distinct = new Set(rows.map(({ description }) => description)).size;
    const { _sum } = await prisma.client.aggregate({
      where: ofKim,
      _sum: { creditBalance: true },
    });
    const balance = _sum.creditBalance?.toFixed(2);
    if (faults.length || rows.length !== CHANGES || distinct !== CHANGES || balance !== '2.00')
      throw new Error(`Wrong: ${JSON.stringify({ faults, rows: rows.length, distinct, balance })}`);
  } finally {
    await database.close();
  }
}

await onServer(`create database ${name}`);
try {
  const url = await start();
  say(`the gateway is up on ${embedded ? 'the embedded database' : 'PostgreSQL'}`);
  await sendAll(await addClient(url), url);
  await ended('SIGTERM');
  await prove();
  say(`ok  ${CHANGES} changes, ${KILLS.length} kills: each happened once, the books are proven`);
} finally {
  await ended('SIGKILL');
  await onServer(`drop database if exists ${name} with (force)`);
  await rm(dataDir, { recursive: true, force: true });
}
