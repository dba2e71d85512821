/**
 * `npm run proofs`: random sequences of every command that moves money, in currencies of each number
 * of decimals and with charges at a Stripe on this machine, sent through the front transport and calculated
 * a second time by a model; after each step every number in the books is proven from its entries. On
 * the PostgreSQL at TEST_DATABASE_URL, or embedded, in memory. A failure prints
 * the shortest sequence found. The sequences are the same in every run; MONEY_SEED has others played,
 * MONEY_RUNS so many.
 */
import fc from 'fast-check';
import { emptyModel, moneyCommands, opening } from '#test/billing/money-commands.ts';
import type { Real } from '#test/billing/money-model.ts';
import { currencies, LIMIT, openStore } from '#test/billing/money-real.ts';
import { withOwnGateway } from './own-gateway.ts';

const runs = Number(process.env.MONEY_RUNS ?? 40);
const seed = Number(process.env.MONEY_SEED ?? 92_871_193);
const COMMANDS = 40;

await withOwnGateway('money', async ({ app, ask, url }) => {
  const store = await openStore(app, ask, url);
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
    `ok  money: ${runs} sequences, ${steps} changes on ${app.database.kind} in ${seconds} s, the books proven after each (seed ${seed})`,
  );
  await store.stop();
});
process.exit(process.exitCode ?? 0);
