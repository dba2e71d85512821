import { execute, parse } from 'graphql';
import { beforeAll, expect, it } from 'vitest';
import { answerFast } from '#planner/fast/fast.ts';
import { plannedClient, readingClient } from '#planner/front.ts';
import { Chance } from '#test/schema/chance.ts';
import { type Operation, Operations } from '#test/schema/operations.ts';
import { steady } from '#test/schema/steady.ts';
import { type LibraryClient, openLibrary } from './library.ts';
import { librarySchema } from './library-schema.ts';

const ROWS = 20;
/** `PLANNER_RUNS=5000 PLANNER_SEED=9` for a long look. */
const RUNS = Number(process.env.PLANNER_RUNS ?? 150);
const SEED = Number(process.env.PLANNER_SEED ?? 1);

const schema = librarySchema(() => (db, query, one) => {
  const args = { orderBy: [{ status: 'desc' as const }, { id: 'asc' as const }], ...query };
  return one ? db.reader.findFirst(args) : db.reader.findMany({ take: 7, ...args });
});

let planned: LibraryClient;
let native: LibraryClient;
beforeAll(async () => {
  const library = await openLibrary(ROWS, SEED);
  planned = plannedClient(library);
  native = readingClient(library);
});

type Way = 'executor' | 'fast' | 'text' | 'again';

async function answer(
  db: LibraryClient,
  { document, variables }: Operation,
  isLibrarian: boolean,
  way: Way,
): Promise<string> {
  const contextValue = { db, isLibrarian };
  const args = { schema, document: parse(document), contextValue, variableValues: variables };
  const requester = way === 'text' || way === 'again' ? {} : undefined;
  // Twice, for one asker: the second answer comes from what was remembered of the first.
  if (way === 'again') await answerFast(args, requester);
  return steady(
    (way === 'executor' ? null : await answerFast(args, requester)) ?? (await execute(args)),
  );
}

it('answers random operations over any data model as Prisma does, byte for byte', async () => {
  const chance = new Chance(SEED);
  const operations = new Operations(schema, chance, ROWS);
  let rows = 0;
  for (let at = 0; at < RUNS; at += 1) {
    const operation = operations.next();
    const isLibrarian = chance.is(0.5);
    const off = await answer(native, operation, isLibrarian, 'executor');
    for (const way of ['executor', 'fast', 'text', 'again'] as const)
      expect(
        await answer(planned, operation, isLibrarian, way),
        `run ${at}, ${way}: ${operation.document}`,
      ).toBe(off);
    rows += off.split('{').length;
  }
  // Equal answers say something only where there are answers.
  expect(rows).toBeGreaterThan(RUNS * 3);
}, 600_000);
