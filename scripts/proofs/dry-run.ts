/**
 * `npm run proofs:dry-run`: every legacy command of the golden transcripts, and every mutation that
 * the tests make, is run dry before it is made: a dry run leaves every row of every table as it was,
 * is refused as the change is, and says what the change then leaves (postings, invoices, events,
 * emails); the audit trail shows each change as a request that can be run dry again, without
 * secrets; and what a person agrees to where an assistant plans it names all values. The tests are those with transcripts, and the fewest more that name every mutation. On the
 * PostgreSQL at TEST_DATABASE_URL, or embedded.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { schema } from '#modules/schema.ts';
import type { Fault, Note } from '#test/dry-run/first.ts';
import { commands } from '#transports/rapi/commands.ts';

const mutations = Object.keys(schema.getMutationType()!.getFields());
const files = new Map(
  readdirSync('test', { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.test.ts') && !file.endsWith('.long.test.ts'))
    .map((file) => join('test', file))
    .map((file) => [file, readFileSync(file, 'utf8')]),
);
const namedIn = new Map(
  [...files].map(([file, text]) => {
    const words = new Set(text.match(/\w+/g));
    return [file, mutations.filter((name) => words.has(name))];
  }),
);
const chosen = process.argv.slice(2);
if (!chosen.length) {
  chosen.push(
    ...[...files].filter(([, text]) => text.includes('transcript(')).map(([name]) => name),
  );
  const open = new Set(mutations);
  const take = (file: string) => namedIn.get(file)!.forEach((name) => open.delete(name));
  chosen.forEach(take);
  for (;;) {
    const gain = (file: string) => namedIn.get(file)!.filter((name) => open.has(name)).length;
    const [best] = [...files.keys()].toSorted((a, b) => gain(b) - gain(a));
    if (!best || !gain(best)) break;
    chosen.push(best);
    take(best);
  }
}

const folder = mkdtempSync(join(tmpdir(), 'dry-run-'));
const file = join(folder, 'notes');
const started = Date.now();
// The tests themselves may fail: dry runs take their time, and numbers.
spawnSync('npx', ['vitest', 'run', '--testTimeout=300000', '--hookTimeout=300000', ...chosen], {
  stdio: 'ignore',
  env: { ...process.env, DRY_RUN_FIRST: file },
});
const notes = existsSync(file)
  ? readFileSync(file, 'utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Note)
  : [];
rmSync(folder, { recursive: true });

const count: Record<Fault, number> = { left: 0, code: 0, effects: 0, replay: 0, confirmation: 0 };
for (const { title, faults } of notes)
  for (const { fault, detail } of faults) {
    count[fault] += 1;
    console.error(`${fault}: ${title}: ${detail}`.slice(0, 2_000));
  }
const made = new Set(notes.flatMap(({ names, code }) => (code === null ? names : [])));
const never = mutations.filter((name) => !made.has(name));
if (never.length) console.error(`not made by these tests: ${never.join(', ')}`);
const called = new Set(notes.flatMap(({ title }) => title.match(/^\w+(?=: )/)?.[0] ?? []));
const uncalled = Object.keys(commands).filter((name) => !called.has(name));
if (uncalled.length) console.error(`not called: ${uncalled.join(', ')}`);
const seconds = Math.round((Date.now() - started) / 1_000);
const faults = Object.values(count).reduce((sum, each) => sum + each, 0);
const where = process.env.TEST_DATABASE_URL ? 'postgresql' : 'embedded';
console.log(
  `${faults ? 'FAULTS' : 'ok'}  dry-run: ${notes.length} calls of ${called.size} commands and ${made.size} of ` +
    `${mutations.length} mutations on ${where}, ${notes.filter(({ isCompared }) => isCompared).length} compared with what they left; ` +
    `${count.left} left something, ${count.code} refused otherwise, ${count.effects} of other effects, ` +
    `${count.replay} not shown again, ${count.confirmation} not confirmed in full; ${seconds} s`,
);
process.exitCode = faults || !notes.length ? 1 : 0;
