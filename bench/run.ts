// `npm run bench`: every contender on one database, in rotated rounds; writes RESULTS.md.
// `npm run bench -- growth|start|idle` measures one of those instead, into the same file.
import { type BenchRequest, type Case, headersOf } from './requests.ts';
import { contenders, gateway, open, type Running } from './contenders.ts';
import { transports } from './transports.ts';
import { growth } from './growth.ts';
import { idle } from './idle.ts';
import { type Figures, load } from './load.ts';
import { names } from './names.ts';
import { bare, reads } from './reads.ts';
import { report } from './report.ts';
import { writeSection } from './results.ts';
import { run, seed, withName } from './seed.ts';
import { start } from './start.ts';
import { functions, writes } from './writes.ts';

const server = process.env.BENCH_DATABASE_URL ?? 'postgresql://postgres@127.0.0.1:5432/postgres';
const rounds = Number(process.env.BENCH_ROUNDS ?? 3);
const seconds = Number(process.env.BENCH_SECONDS ?? 1.5);
/** Code is compiled while it runs: each contender first answers so many, or for so long. */
const WARM_UP = { requests: 10_000, seconds: 12 };
const NAME = 'hostgraph_bench';
const url = withName(server, NAME);
const drop = () => run(server, `drop database if exists ${NAME} with (force)`);

async function compareAll(): Promise<void> {
  await drop();
  await run(server, `create database ${NAME}`);
  (await open(gateway, url)).stop();
  console.error('seeding …');
  await seed(url);
  await run(url, ...functions);
  const running: Running[] = [];
  try {
    for (const contender of contenders) running.push(await open(contender, url));
    for (const one of reads) await compare(running, one);
    const figures = new Map<string, Figures>();
    for (const one of reads) await measure(running, one, figures);
    const own = running.find(({ name }) => name === names.gateway);
    for (const one of own ? transports : []) await measure(asTransports(own!, one), one, figures);
    // At the end: what they announce is handled for a while after.
    for (const one of writes) await measure(running, one, figures);
    writeSection('Side by side', report(figures, { rounds, seconds }));
  } finally {
    for (const one of running) one.stop();
    await drop();
  }
}

/** One server under the names of its transports. */
const asTransports = (own: Running, { payloads }: Case) =>
  Object.keys(payloads).map((name) => ({ ...own, name }));

/** Ends the run when the contenders do not answer alike. */
async function compare(running: readonly Running[], one: Case): Promise<void> {
  console.error(`comparing ${one.name} …`);
  let first = '';
  for (const { name, url: base } of running) {
    const payloads = one.payloads[name];
    if (!payloads) continue;
    // Twice, since an answer may come another way once the operation is known.
    for (let time = 0; time < 2; time += 1) {
      const headers = headersOf(payloads);
      const response = await fetch(`${base}${payloads.path}`, {
        method: 'POST',
        headers,
        body: payloads.body,
      });
      const { data, errors } = (await response.json()) as { data: object; errors?: unknown };
      if (errors) throw new Error(`${name}, ${one.name}: ${JSON.stringify(errors)}`);
      const answer = JSON.stringify(bare(data));
      first ||= answer;
      if (answer !== first)
        throw new Error(
          `${one.name}: ${name} differs\n${answer.slice(0, 600)}\n${first.slice(0, 600)}`,
        );
    }
  }
}

async function warmUp(runner: Running, payloads: BenchRequest): Promise<void> {
  const bit = 3;
  let answered = 0;
  for (let spent = 0; spent < WARM_UP.seconds && answered < WARM_UP.requests; spent += bit)
    answered += (await load(runner, payloads, bit)).perSecond * bit;
}

/** Rounds in which each contender begins in turn, warm already. */
async function measure(
  running: readonly Running[],
  one: Case,
  figures: Map<string, Figures>,
): Promise<void> {
  const able = running.filter(({ name }) => one.payloads[name]);
  const measured = new Map<string, Figures[]>();
  // One that fails is shown as missing, and does not end the run.
  const failed = (error: Error) => console.error(error.message);
  for (const runner of able) await warmUp(runner, one.payloads[runner.name]!).catch(failed);
  for (let round = 0; round < rounds; round += 1)
    for (let at = 0; at < able.length; at += 1) {
      const runner = able[(at + round) % able.length]!;
      const result = await load(runner, one.payloads[runner.name]!, seconds).catch(failed);
      if (result) measured.set(runner.name, [...(measured.get(runner.name) ?? []), result]);
    }
  for (const [name, all] of measured) {
    figures.set(`${one.name}\n${name}`, middleOf(all));
    console.error(`${one.name}, ${name}: ${middleOf(all).perSecond.toFixed(0)} a second`);
  }
}

/** Of each figure, the one in the middle. */
function middleOf(all: readonly Figures[]): Figures {
  const middle = (what: keyof Figures) =>
    all.map((figures) => figures[what]).toSorted((a, b) => a - b)[Math.floor(all.length / 2)]!;
  const keys = Object.keys(all[0]!) as (keyof Figures)[];
  return Object.fromEntries(keys.map((key) => [key, middle(key)])) as unknown as Figures;
}

const other = { growth, start, idle }[process.argv[2] ?? ''];
await (other ? other(server, NAME) : compareAll());
process.exit();
