import { afterAll, beforeAll, expect, it } from 'vitest';
import { freeze } from '#core/clock.ts';
import { schema } from '#modules/schema.ts';
import type { Db } from '#platform/database/client.ts';
import type { App } from '#schema/app.ts';
import { fastCounts } from '#planner/fast/fast.ts';
import { plannedClient, readingClient } from '#planner/front.ts';
import { openGateway } from '#test/gateway.ts';
import { writeBook } from './book.ts';
import { Chance } from './chance.ts';
import { Operations } from './operations.ts';
import { actors, run } from './planned.ts';
import { statementsOf } from './statements.ts';
import { steady } from './steady.ts';

const ROWS = 14;
/** `PLANNER_RUNS=5000 PLANNER_SEED=9` for a long look. */
const RUNS = Number(process.env.PLANNER_RUNS ?? 200);
const SEED = Number(process.env.PLANNER_SEED ?? 1);

let thaw = () => {};
afterAll(() => thaw());

let app: App;
let planned: Db;
let native: Db;
beforeAll(async () => {
  ({ app } = await openGateway());
  await writeBook(app.database, ROWS);
  planned = plannedClient(app.database);
  native = readingClient(app.database);
  // Not before: the gateway starts by the clock.
  thaw = freeze('2026-11-21T12:00:00Z');
});

it('answers random operations as Prisma does, byte for byte, whoever asks', async () => {
  const chance = new Chance(SEED);
  const operations = new Operations(schema, chance, ROWS);
  let rows = 0;
  for (let at = 0; at < RUNS; at += 1) {
    const operation = operations.next();
    const actor = chance.of(actors);
    const [off, on, fast, text, again] = [
      await run(app, native, operation, actor),
      await run(app, planned, operation, actor),
      await run(app, planned, operation, actor, 'fast'),
      await run(app, planned, operation, actor, 'text'),
      await run(app, planned, operation, actor, 'again'),
    ];
    const received = `run ${at}, ${actor.kind}: ${operation.document}`;
    expect(steady(on), received).toBe(steady(off));
    expect(steady(fast), received).toBe(steady(off));
    expect(steady(text), received).toBe(steady(off));
    expect(steady(again), received).toBe(steady(off));
    rows += JSON.stringify(off.data ?? null).split('{').length;
  }
  // Equal answers say something only where there are answers.
  expect(rows).toBeGreaterThan(RUNS * 3);
  expect(fastCounts.answered).toBeGreaterThan(RUNS / 8);
  expect(fastCounts.asText).toBeGreaterThan(RUNS / 100);
  expect(fastCounts.recalled).toBeGreaterThan(RUNS / 100);
}, 600_000);

it('sends fewer statements than Prisma for the same operations', async () => {
  const operations = new Operations(schema, new Chance(SEED + 1), ROWS);
  const some = Array.from({ length: 60 }, () => operations.next());
  const count = async (db: Db) => {
    const { statements } = await statementsOf(async () => {
      for (const operation of some) await run(app, db, operation);
    });
    return statements.length;
  };
  const off = await count(native);
  expect(await count(planned)).toBeLessThan(off * 0.75);
}, 120_000);
