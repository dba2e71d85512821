/**
 * `npm run proofs`: random sequences of every command that moves money, sent through the front door
 * and reckoned a second time by a model; after each step every number in the books is proven from
 * its entries. On the PostgreSQL at TEST_DATABASE_URL, or in memory with `embedded` as argument.
 * A failure prints the shortest sequence found; MONEY_SEED repeats a run, MONEY_RUNS sets how many.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import pg from 'pg';
import { startApp } from '#app.ts';
import { readConfig } from '#config.ts';
import { checkBooks } from '#modules/billing/check-books.ts';
import { startServer } from '#server.ts';
import { emptyModel, moneyCommands, opening, type Ask } from '#test/billing/money-model.ts';
import { invitePeople, tokenOf } from '#test/people.ts';

const embedded = process.argv.includes('embedded');
const server = process.env.TEST_DATABASE_URL ?? 'postgresql://postgres@127.0.0.1:5432/postgres';
const name = `hostgraph_money_${process.pid}`;
const runs = Number(process.env.MONEY_RUNS ?? 40);
const seed = Number(process.env.MONEY_SEED ?? Date.now() % 1_000_000_000);
const COMMANDS = 40;
const LIMIT = 2_000;

async function onServer(statement: string): Promise<void> {
  if (embedded) return;
  const client = new pg.Client({ connectionString: server });
  await client.connect();
  await client.query(statement);
  await client.end();
}

const dataDir = await mkdtemp(join(tmpdir(), 'hostgraph-money-'));
await onServer(`create database ${name}`);
try {
  const databaseUrl = Object.assign(new URL(server), { pathname: `/${name}` }).href;
  const config = readConfig({
    ...(!embedded && {
      DATABASE_URL: databaseUrl,
      ENCRYPTION_KEY: Buffer.alloc(32, 7).toString('base64'),
    }),
    DATA_DIR: dataDir,
    PORT: '0',
    LOG_LEVEL: 'silent',
    RATE_LIMIT: '0',
  });
  const running = await startApp(config);
  const { db } = running.app;
  await invitePeople(running.app);
  const { url, stop } = await startServer(running.app);

  const ask: Ask = async (query, variables) => {
    const headers = {
      'content-type': 'application/json',
      authorization: `Bearer ${tokenOf('staff')}`,
    };
    const body = JSON.stringify({ query, variables });
    return (await (await fetch(`${url}/graphql`, { method: 'POST', headers, body })).json()) as {};
  };

  const newClient = async () => {
    const like = { firstName: 'Max', lastName: 'Money', countryCode: 'GB', currencyCode: 'USD' };
    const email = `${crypto.randomUUID()}@example.test`;
    return (await db.client.create({ data: { ...like, email, creditLimit: LIMIT / 100 } })).id;
  };

  let steps = 0;
  let done = 0;
  const began = performance.now();
  const prove = async (id: number, cents: number) => {
    steps += 1;
    const faults = await checkBooks(db);
    if (faults.length) throw new Error(`The books are wrong: ${JSON.stringify(faults)}`);
    const { creditBalance } = await db.client.findUniqueOrThrow({ where: { id } });
    if (!creditBalance.times(100).equals(cents))
      throw new Error(`The credit is ${creditBalance.toFixed()}, reckoned ${cents / 100}.`);
  };
  await fc.assert(
    fc.asyncProperty(moneyCommands(COMMANDS), async (commands) => {
      const id = await newClient();
      const model = emptyModel(LIMIT);
      const real = { ask, clientId: `Client:${id}`, prove: (cents: number) => prove(id, cents) };
      for (const first of opening) await first.run(model, real);
      await fc.asyncModelRun(() => ({ model, real }), commands);
      done += 1;
      if (done % 10 === 0) console.log(`..  ${done} of ${runs} sequences, ${steps} changes`);
    }),
    { numRuns: runs, seed },
  );
  const seconds = Math.round((performance.now() - began) / 1_000);
  console.log(
    `ok  money: ${runs} sequences, ${steps} changes on ${running.app.database.kind} in ${seconds} s, the books proven after each (seed ${seed})`,
  );
  await stop();
  await running.stop();
} finally {
  await onServer(`drop database if exists ${name} with (force)`);
  await rm(dataDir, { recursive: true, force: true });
}
process.exit(process.exitCode ?? 0);
