// `npm run bench`: every contender on one database, in rotated rounds; writes RESULTS.md.
import { writeFileSync } from 'node:fs';
import { bare, cases } from './cases.ts';
import { contenders, gateway, open, type Running, TOKEN } from './contenders.ts';
import { type Figures, load } from './load.ts';
import { report } from './report.ts';
import { run, seed, withName } from './seed.ts';

const server = process.env.BENCH_DATABASE_URL ?? 'postgresql://postgres@127.0.0.1:5432/postgres';
const rounds = Number(process.env.BENCH_ROUNDS ?? 2);
const seconds = Number(process.env.BENCH_SECONDS ?? 2);
const NAME = 'hostgraph_bench';
const url = withName(server, NAME);

await prepare();
const running: Running[] = [];
try {
  await Promise.all(
    contenders.map(async (contender, at) => {
      running[at] = await open(contender, url);
    }),
  );
  await compare(running);
  const figures = await measure(running);
  const text = report(figures, { rounds, seconds });
  writeFileSync(new URL('RESULTS.md', import.meta.url), text);
  process.stdout.write(text);
} finally {
  for (const one of running) one?.stop();
}

/** Makes the database, unless there is one from the last run and `BENCH_KEEP` is set. */
async function prepare(): Promise<void> {
  if (process.env.BENCH_KEEP) return;
  await run(server, `drop database if exists ${NAME} with (force)`, `create database ${NAME}`);
  (await open(gateway, url)).stop();
  console.error('seeding …');
  await seed(url, Number(process.env.BENCH_TIMES ?? 1));
}

/** Ends the run when the contenders do not answer alike. */
async function compare(all: readonly Running[]): Promise<void> {
  for (const one of cases) {
    console.error(`comparing ${one.name} …`);
    const answers = new Map<string, string>();
    for (const { contender, url: base } of all) {
      const { path, body } = contender.request(one);
      const response = await fetch(`${base}${path}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: `Bearer ${TOKEN}` },
        body,
      });
      const { data, errors } = (await response.json()) as { data: object; errors?: unknown };
      if (errors) throw new Error(`${contender.name}, ${one.name}: ${JSON.stringify(errors)}`);
      const { totalCount: _total, ...rows } = data as Record<string, unknown>;
      answers.set(contender.name, JSON.stringify(bare(rows)));
    }
    const [first] = answers.values();
    for (const [name, answer] of answers)
      if (answer !== first)
        throw new Error(
          `${one.name}: ${name} differs\n${answer.slice(0, 600)}\n${first?.slice(0, 600)}`,
        );
  }
}

async function measure(all: readonly Running[]): Promise<Map<string, Figures[]>> {
  const figures = new Map<string, Figures[]>();
  for (let round = 0; round <= rounds; round += 1)
    for (const one of cases)
      for (let at = 0; at < all.length; at += 1) {
        const runner = all[(at + round) % all.length]!;
        const measured = await load(runner, one, round === 0 ? 1 : seconds);
        const key = `${one.name}\n${runner.contender.name}`;
        // The first round only warms up.
        if (round > 0) figures.set(key, [...(figures.get(key) ?? []), measured]);
      }
  return figures;
}
