import { gateway, open, otherBuild, type Running, traced } from './contenders.ts';
import { type AllFigures, inWords, measure } from './measure.ts';
import { names } from './names.ts';
import { reads } from './reads.ts';
import { machine, table } from './results.ts';
import { run, seed, withName } from './seed.ts';
import { functions, writes } from './writes.ts';

/**
 * This build and that in another folder, in turn and beside the hand-written servers, each on a copy
 * of the same database. `BENCH_CASES` is an expression for the names of the cases wanted.
 */
export async function against(server: string, name: string): Promise<void> {
  const folder = process.argv[3];
  if (!folder) throw new Error('npm run bench -- against DIR: a folder with another build.');
  const copies = ['this', 'other', 'traced'].map((copy) => `${name}_${copy}`);
  const drop = () =>
    run(server, ...[name, ...copies].map((copy) => `drop database if exists ${copy} with (force)`));
  await drop();
  await run(server, `create database ${name}`);
  // Migrated by the newer of them.
  await stopped(await open(gateway, withName(server, name)));
  await seed(withName(server, name));
  await run(withName(server, name), ...functions);
  await run(server, ...copies.map((copy) => `create database ${copy} template ${name}`));
  const running: Running[] = [];
  try {
    for (const [at, contender] of [gateway, otherBuild(folder), traced].entries())
      running.push(await open(contender, withName(server, copies[at]!)));
    running.push({ ...running[2]!, name: names.manual });
    const figures: AllFigures = new Map();
    const wanted = new RegExp(process.env.BENCH_CASES ?? '');
    const cases = [...writes, ...reads].filter((one) => wanted.test(one.name));
    const how = {
      rounds: Number(process.env.BENCH_ROUNDS ?? 3),
      seconds: Number(process.env.BENCH_SECONDS ?? 3),
    };
    for (const { payloads, ...one } of cases) {
      const both = { ...payloads, [names.other]: payloads[names.gateway]! };
      await measure(running, { ...one, payloads: both }, figures, how);
    }
    const columns = [names.manual, names.traced, names.gateway, names.other];
    const cell = (one: string, column: string) => {
      const found = figures.get(`${one}\n${column}`);
      return found ? inWords(found) : '–';
    };
    const rows = cases.map(({ name: one }) => [one, ...columns.map((column) => cell(one, column))]);
    process.stdout.write(`${machine()}\n\n${table(columns, rows)}\n`);
  } finally {
    for (const one of running) one.stop();
    await drop();
  }
}

/** A template must have nobody connected to it. */
async function stopped({ pid, stop }: Running): Promise<void> {
  stop();
  for (let isThere = true; isThere; await new Promise((again) => setTimeout(again, 100)))
    try {
      process.kill(pid, 0);
    } catch {
      isThere = false;
    }
}
