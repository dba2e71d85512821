import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { reasons } from '#test/effects/reasons.ts';
import { everyInput, type Seen } from '#test/effects/walk.ts';

/**
 * `npm run proofs:effects [-- FILES]`: calls each command of the golden transcripts, and each
 * mutation of those tests, with every input changed or left out, dry, and compares the answer and
 * every row of every table right before it is undone. An input that changes neither is a defect, or
 * has a reason in test/effects/reasons.ts. It needs the PostgreSQL at TEST_DATABASE_URL.
 */
if (!process.env.TEST_DATABASE_URL)
  throw new Error('The rows are looked at on PostgreSQL: set TEST_DATABASE_URL.');
const named = process.argv.slice(2);
const files = named.length
  ? named
  : readdirSync('test', { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.test.ts'))
      .map((file) => join('test', file))
      .filter((file) => readFileSync(file, 'utf8').includes('transcript('));

const folder = mkdtempSync(join(tmpdir(), 'effects-'));
const started = Date.now();
// The tests themselves may fail: the calls between take their time, and some of their numbers.
spawnSync('npx', ['vitest', 'run', '--testTimeout=300000', '--hookTimeout=300000', ...files], {
  stdio: 'ignore',
  env: { ...process.env, WALK_EFFECTS: folder },
});

const rank: Record<Seen, number> = { untried: 0, none: 1, checked: 2, effect: 3 };
const best = new Map<string, Seen>();
const lines = readFileSync(join(folder, 'log'), 'utf8').trim().split('\n');
rmSync(folder, { recursive: true });
for (const line of lines) {
  const { name, place, seen } = JSON.parse(line) as { name: string; place: string; seen: Seen };
  const input = `${name}.${place}`;
  if (rank[seen] >= rank[best.get(input) ?? 'untried']) best.set(input, seen);
}

const of = (seen: Seen) => [...best].filter(([, how]) => how === seen).map(([input]) => input);
const hasNone = (input: string) => !Object.values(reasons).some((reason) => reason.test(input));
const without = of('none').filter(hasNone);
const untried = of('untried').filter(hasNone);
for (const input of without) console.error(`without an effect: ${input}`);
for (const input of untried) console.error(`not tried: ${input}`);

const calls = new Set([...best.keys()].map((input) => input.split('.')[0]));
const faults = without.length + untried.length;
const reasoned = of('none').length + of('untried').length - faults;
const unreached = everyInput().filter((input) => !best.has(input)).length;
const seconds = Math.round((Date.now() - started) / 1_000);
console.log(
  `${faults ? 'FAULTS' : 'ok'} effects: ${best.size} inputs of ${calls.size} commands and mutations; ` +
    `${of('effect').length} with an effect, ${of('checked').length} checked against what there is, ` +
    `${reasoned} with a reason, ${without.length} without, ` +
    `${untried.length} not tried: no call had a value for them; ` +
    `${unreached} more are inputs of calls that these tests do not make; ${seconds} s`,
);
process.exitCode = faults || best.size === 0 ? 1 : 0;
