/**
 * `npm run proofs`: random sequences of what customers and staff do in random shops, each amount
 * compared with an independent calculation (test/oracle). On the PostgreSQL at TEST_DATABASE_URL, or
 * embedded. It runs for `--seconds` (60), or `--sequences N`; a failure prints the shortest
 * sequence found, and `--seed S --path P` repeat it. `--first` stops at the first failure instead of shortening it.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import fc from 'fast-check';
import { startApp } from '#app.ts';
import { readConfig } from '#config.ts';
import { freeze } from '#core/clock.ts';
import { startServer } from '#server.ts';
import { type Ask, compared } from '#test/money/ask.ts';
import { openCompany } from '#test/money/company.ts';
import { play, sequences, describeSequence } from '#test/money/play.ts';
import { anything } from '#test/money/steps.ts';
import { invitePeople, tokenOf } from '#test/people.ts';
import { ownDatabase } from './server.ts';

const text = { type: 'string' } as const;
const flag = { type: 'boolean', default: false } as const;
const { values } = parseArgs({
  options: { seconds: text, sequences: text, seed: text, path: text, steps: text, first: flag },
});
const seed = Number(values.seed ?? 20_261_129);
const limit = values.sequences ? undefined : Number(values.seconds ?? 60) * 1_000;
const numRuns = Number(values.sequences ?? 1_000_000);

/** Clients of each shop, each with a sequence of their own. */
const CLIENTS = 4;

const dataDir = await mkdtemp(join(tmpdir(), 'hostgraph-oracle-'));
const own = await ownDatabase('oracle');
try {
  const config = readConfig({
    ...(own.url && { DATABASE_URL: own.url }),
    ENCRYPTION_KEY: `proof:${'A'.repeat(43)}=`,
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
  const company = await openCompany(ask);
  const setDay = (day: string) => void freeze(`${day}T12:00:00Z`);
  const began = performance.now();
  let done = 0;
  const property = fc.asyncProperty(
    sequences(anything(Number(values.steps ?? 8)), CLIENTS),
    async (sequence) => {
      await play({ ask, company, setDay }, sequence);
      done += sequence.visits.length;
      if (done % 25 < sequence.visits.length) console.log(`..  ${done} sequences`);
    },
  );
  const details = await fc.check(property, {
    numRuns,
    seed,
    endOnFailure: values.first,
    ...(values.path && { path: values.path }),
    ...(limit && { interruptAfterTimeLimit: limit, markInterruptAsFailure: false }),
  });
  const seconds = Math.round((performance.now() - began) / 1_000);
  const kind = running.app.database.kind;
  if (details.failed) {
    console.log(describeSequence(details.counterexample![0]));
    console.log(String(details.errorInstance));
    console.log(
      `after ${details.numRuns} sequences; --seed ${seed} --path ${details.counterexamplePath}`,
    );
    process.exitCode = 1;
  } else console.log(`ok  oracle: ${done} sequences on ${kind} in ${seconds} s (seed ${seed})`);
  const counts = [...compared].map(([what, count]) => `${count} × ${what}`);
  console.log(`    compared: ${counts.join(', ')}`);
  await stop();
  await running.stop();
} finally {
  await own.drop();
  await rm(dataDir, { recursive: true, force: true });
}
process.exit(process.exitCode ?? 0);
