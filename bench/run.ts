// `npm run bench`: every contender on one database, in rotated rounds; writes RESULTS.md.
// `npm run bench -- growth|start|idle|search` measures one of those instead, into the same file;
// `npm run bench -- against DIR` measures this build and the one in DIR in turn, and writes nothing.
import type { Case } from './requests.ts';
import { contenders, gateway, open, type Running } from './contenders.ts';
import { against } from './against.ts';
import { transports } from './transports.ts';
import { growth } from './growth.ts';
import { idle } from './idle.ts';
import { type AllFigures, compare, measure } from './measure.ts';
import { names } from './names.ts';
import { reads } from './reads.ts';
import { report } from './report.ts';
import { writeSection } from './results.ts';
import { search } from './search.ts';
import { run, seed, withName } from './seed.ts';
import { start } from './start.ts';
import { functions, writes } from './writes.ts';

const server = process.env.BENCH_DATABASE_URL ?? 'postgresql://postgres@127.0.0.1:5432/postgres';
const rounds = Number(process.env.BENCH_ROUNDS ?? 3);
const seconds = Number(process.env.BENCH_SECONDS ?? 1.5);
const how = { rounds, seconds };
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
    const figures = new Map() as AllFigures;
    for (const one of reads) await measure(running, one, figures, how);
    const own = running.find(({ name }) => name === names.gateway);
    for (const one of own ? transports : [])
      await measure(asTransports(own!, one), one, figures, how);
    // At the end: what they announce is handled for a while after.
    for (const one of writes) await measure(running, one, figures, how);
    writeSection('Side by side', report(figures, how));
  } finally {
    for (const one of running) one.stop();
    await drop();
  }
}

/** One server under the names of its transports. */
const asTransports = (own: Running, { payloads }: Case) =>
  Object.keys(payloads).map((name) => ({ ...own, name }));

const other = { against, growth, idle, search, start }[process.argv[2] ?? ''];
await (other ? other(server, NAME) : compareAll());
process.exit();
