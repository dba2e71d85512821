import { gateway, open } from './contenders.ts';
import { load } from './load.ts';
import { names } from './names.ts';
import { reads } from './reads.ts';
import { table, writeSection } from './results.ts';
import { run, seed, withName } from './seed.ts';

const SIZES = { '10,000 clients': 1, '1,000,000 clients': 100 };

/** The same reads on a hundred times as many rows, and how the database carries them out. */
export async function growth(server: string, name: string): Promise<void> {
  const url = withName(server, name);
  const columns: string[] = [];
  const rows = new Map(reads.map(({ name: one }) => [one, [one]]));
  for (const [title, times] of Object.entries(SIZES)) {
    await run(server, `drop database if exists ${name} with (force)`, `create database ${name}`);
    (await open(gateway, url)).stop();
    console.error(`seeding ${title} …`);
    await seed(url, times);
    const running = await open(gateway, url);
    columns.push(title);
    for (const one of reads) {
      const payloads = one.payloads[names.gateway]!;
      await load(running, payloads, 1);
      const { perSecond, p50, cpu, statements } = await load(running, payloads, 3);
      const figure = `${perSecond.toFixed(0)}/s, p50 ${p50} ms, ${cpu.toFixed(2)} ms CPU, ${statements.toFixed(1)} statements`;
      rows.get(one.name)!.push(figure);
      console.error(`${title}, ${one.name}: ${figure}`);
    }
    running.stop();
  }
  await run(server, `drop database if exists ${name} with (force)`);
  writeSection(
    'Growth',
    `${table(columns, [...rows.values()])}\n\nThe number of all rows is counted only where it is asked for, in the last case; that one grows.`,
  );
}
