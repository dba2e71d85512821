/**
 * `npm run proofs:mistakes`: puts one deliberate mistake after the other into a copy of the engine and
 * plays random sequences on it (oracle.ts) until the calculation catches it; fails where `--sequences`
 * (600) sequences pass without a difference. `--only NAME` tries one of them, `--seed S` from a seed.
 */
import { spawnSync } from 'node:child_process';
import { cp, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';

const text = { type: 'string' } as const;
const { values } = parseArgs({ options: { sequences: text, seed: text, only: text } });
const most = values.sequences ?? '600';
const seed = values.seed ?? '22';

interface Mistake {
  name: string;
  file: string;
  right: string;
  wrong: string;
}

const mistakes: Mistake[] = [
  {
    name: 'ignores-what-was-paid',
    file: 'src/modules/orders/upgrades/upgrade-quote.ts',
    right: 'const surplus = paid.lessThan(listed) ? paid : listed;',
    wrong: 'const surplus = listed;',
  },
  {
    name: 'rounds-each-unit',
    file: 'src/modules/catalog/pricing/part.ts',
    right: 'const amount = times(unit, String(units), currency);',
    wrong: "const amount = times(times(unit, '1', currency), String(units), currency);",
  },
  {
    name: 'forgets-what-is-paid-ahead',
    file: 'src/modules/orders/upgrades/unused-time.ts',
    right: 'cycles: cyclesLeft(granted, { from: on, to }, months, days),',
    wrong:
      "cycles: [cyclesLeft(granted, { from: on, to }, months, days), exact('1')].toSorted((a, b) => a.cmp(b))[0]!,",
  },
];

/** What the copy is made of: all that a proof reads. */
const PARTS = ['src', 'test', 'scripts', 'prisma', 'package.json', 'tsconfig.json'];

async function copyWith({ name, file, right, wrong }: Mistake): Promise<string> {
  const copy = await mkdtemp(join(tmpdir(), `hostgraph-${name}-`));
  for (const part of PARTS) await cp(part, join(copy, part), { recursive: true });
  await symlink(join(process.cwd(), 'node_modules'), join(copy, 'node_modules'));
  const source = await readFile(file, 'utf8');
  if (source.split(right).length !== 2) throw new Error(`${name}: ${file} says it otherwise now.`);
  await writeFile(join(copy, file), source.replace(right, wrong));
  return copy;
}

/** How many sequences it took to catch a mistake; null where none did. */
async function caughtAfter(mistake: Mistake): Promise<string | null> {
  const copy = await copyWith(mistake);
  const args = ['--import', 'tsx', 'scripts/proofs/oracle.ts', '--first'];
  const run = [...args, '--lanes', '4', '--sequences', most, '--seed', seed];
  const { status, stdout, stderr } = spawnSync(process.execPath, run, {
    cwd: copy,
    encoding: 'utf8',
  });
  await rm(copy, { recursive: true, force: true });
  const [, count] = /^after (\d+) sequences/m.exec(stdout) ?? [];
  if (status === 0) return null;
  if (!count) throw new Error(`${mistake.name}: ${stderr.slice(-2_000)}`);
  const [difference] = /^(Error: .*(\n {2}.*)*)/m.exec(stdout) ?? [''];
  console.log(difference);
  return count;
}

for (const mistake of mistakes.filter(({ name }) => !values.only || name === values.only)) {
  const count = await caughtAfter(mistake);
  const found =
    count === null ? `not caught in ${most} sequences` : `caught after ${count} sequences`;
  console.log(`${count === null ? '!!' : 'ok'}  ${mistake.name}: ${found} (seed ${seed})`);
  if (count === null) process.exitCode = 1;
}
