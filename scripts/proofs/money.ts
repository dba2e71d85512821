/**
 * `npm run proofs`: random sequences of every command that moves money, in currencies of each number
 * of decimals and with charges at a Stripe on this machine, sent through the front transport and calculated
 * a second time by a model; after each step every number in the books is proven from its entries. On
 * the PostgreSQL at TEST_DATABASE_URL, or embedded, in memory. A failure prints
 * the shortest sequence found; MONEY_SEED repeats a run, MONEY_RUNS sets how many.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { startApp } from '#app.ts';
import { readConfig } from '#config.ts';
import { startServer } from '#server.ts';
import { emptyModel, moneyCommands, opening } from '#test/billing/money-commands.ts';
import type { Ask, Real } from '#test/billing/money-model.ts';
import { currencies, LIMIT, openStore } from '#test/billing/money-real.ts';
import { invitePeople, tokenOf } from '#test/people.ts';
import { ownDatabase } from './server.ts';

const runs = Number(process.env.MONEY_RUNS ?? 40);
const seed = Number(process.env.MONEY_SEED ?? Date.now() % 1_000_000_000);
const COMMANDS = 40;

const dataDir = await mkdtemp(join(tmpdir(), 'hostgraph-money-'));
const own = await ownDatabase('money');
try {
  const config = readConfig({
    ...(own.url && {
      DATABASE_URL: own.url,
      ENCRYPTION_KEY: Buffer.alloc(32, 7).toString('base64'),
    }),
    DATA_DIR: dataDir,
    PORT: '0',
    LOG_LEVEL: 'silent',
    RATE_LIMIT: '0',
  });
  const running = await startApp(config);
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

  const store = await openStore(running.app, ask, url);
  const commands = moneyCommands(COMMANDS);
  let steps = 0;
  let done = 0;
  const began = performance.now();
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...currencies), commands, async (currency, sequence) => {
      const client = await store.client(currency);
      const model = emptyModel(LIMIT);
      const prove: Real['prove'] = (calculated) => {
        steps += 1;
        return client.prove(calculated);
      };
      const real = { ...client, prove };
      for (const first of opening) await first.run(model, real);
      await fc.asyncModelRun(() => ({ model, real }), sequence);
      done += 1;
      if (done % 10 === 0) console.log(`..  ${done} of ${runs} sequences, ${steps} changes`);
    }),
    { numRuns: runs, seed },
  );
  const seconds = Math.round((performance.now() - began) / 1_000);
  console.log(
    `ok  money: ${runs} sequences, ${steps} changes on ${running.app.database.kind} in ${seconds} s, the books proven after each (seed ${seed})`,
  );
  await store.stop();
  await stop();
  await running.stop();
} finally {
  await own.drop();
  await rm(dataDir, { recursive: true, force: true });
}
process.exit(process.exitCode ?? 0);
