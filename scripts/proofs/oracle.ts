/**
 * `npm run proofs`: random sequences of what customers and staff do in random shops, each amount
 * compared with an independent calculation (test/oracle). On the PostgreSQL at TEST_DATABASE_URL, or
 * embedded. It runs for `--seconds` (60), or `--sequences N`; `--lanes` (6) shops are open side by side, each
 * on days of its own. Every few shops have a seed of their own, counted from `--seed S` on. A failure
 * prints the shortest sequence found; `--lanes 1 --seed S --path P` repeat it. `--first` stops at the
 * first failure instead of shortening it.
 */
import { parseArgs } from 'node:util';
import fc from 'fast-check';
import type { Ask } from '#test/money/ask.ts';
import { compared } from '#test/money/ask.ts';
import { openCompany } from '#test/money/company.ts';
import { describeSequence, play, sequences, type Stage } from '#test/money/play.ts';
import { anything } from '#test/money/steps.ts';
import { clockOfRequests, DAY_HEADER } from './day-of-request.ts';
import { type OwnGateway, withOwnGateway } from './own-gateway.ts';

const text = { type: 'string' } as const;
const flag = { type: 'boolean', default: false } as const;
const { values } = parseArgs({
  options: {
    seconds: text,
    sequences: text,
    seed: text,
    path: text,
    steps: text,
    lanes: text,
    first: flag,
  },
});
const seed = Number(values.seed ?? 20_261_129);
const lanes = Number(values.lanes ?? 6);
const limit = values.sequences ? Infinity : Number(values.seconds ?? 60) * 1_000;
const wanted = Number(values.sequences ?? Infinity);

/** Clients of each shop, each with a sequence of their own. */
const CLIENTS = 24;
/** Shops of each seed; after so many the books are looked at. */
const SHOPS = 1;

/** Where the clock stands for what no sequence asked for. */
const COMPANY_DAY = '2027-01-01';

let nextSeed = seed;
let done = 0;
let hasFailed = false;

async function checkBooks(ask: Ask): Promise<void> {
  const { data } = await ask('{ bookFaults { what kept proven } }', {});
  if (data.bookFaults.length > 0) throw new Error(JSON.stringify(data.bookFaults));
}

/** A stage with a clock of its own. */
function stageOf({ askWith }: OwnGateway, company: Stage['company']): Stage {
  let day = COMPANY_DAY;
  const ask: Ask = (document, variables) => askWith({ [DAY_HEADER]: day })(document, variables);
  return { ask, company, setDay: (next) => void (day = next) };
}

/** Plays some shops one after the other; says what failed. */
async function playShops(stage: Stage, own: number): Promise<void> {
  const steps = sequences(anything(Number(values.steps ?? 8)), CLIENTS);
  const property = fc.asyncProperty(steps, async (sequence) => {
    await play(stage, sequence);
    done += sequence.visits.length;
  });
  const path = values.path && { path: values.path };
  const details = await fc.check(property, {
    numRuns: SHOPS,
    seed: own,
    endOnFailure: values.first,
    ...path,
  });
  if (!details.failed) return;
  hasFailed = true;
  console.log(describeSequence(details.counterexample![0]));
  console.log(String(details.errorInstance));
  const again = `--lanes 1 --seed ${own} --path ${details.counterexamplePath}`;
  console.log(`after ${done} sequences; ${again}`);
}

/** Plays one seed after the other until enough is done, or one failed. */
async function playLane(stage: Stage, began: number): Promise<void> {
  const isOver = () => done >= wanted || performance.now() - began > limit;
  while (!hasFailed && !isOver()) {
    const own = nextSeed;
    nextSeed += 1;
    await playShops(stage, own);
    await checkBooks(stage.ask);
    const seconds = Math.round((performance.now() - began) / 1_000);
    console.log(`..  seed ${own}: ${done} sequences in ${seconds} s`);
  }
}

await withOwnGateway('oracle', async (gateway) => {
  clockOfRequests(COMPANY_DAY);
  const company = await openCompany(gateway.ask);
  const began = performance.now();
  const stages = Array.from({ length: lanes }, () => stageOf(gateway, company));
  await Promise.all(stages.map((stage) => playLane(stage, began)));
  await checkBooks(gateway.ask);
  const seconds = Math.round((performance.now() - began) / 1_000);
  const { kind } = gateway.app.database;
  if (hasFailed) process.exitCode = 1;
  else
    console.log(
      `ok  oracle: ${done} sequences on ${kind} in ${seconds} s (seeds ${seed} to ${nextSeed - 1})`,
    );
  const counts = [...compared].map(([what, count]) => `${count} × ${what}`);
  console.log(`    compared: ${counts.join(', ')}`);
});
process.exit(process.exitCode ?? 0);
