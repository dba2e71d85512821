import { expect, it } from 'vitest';
import type { Database, Statement } from '#platform/database/client.ts';
import { openDatabase } from '#platform/database/open.ts';
import { DatabaseUnavailable, sqlState } from '#platform/database/unavailable.ts';
import { testDatabase, testDatabaseUrl } from '#test/setup/database.ts';
import { together } from '#test/setup/together.ts';

const doubled = (value: number | string): Statement => ({
  name: 'doubled',
  text: 'select ($1::int * 2)::text, now()',
  values: [value],
  isBrief: true,
});

/** What each of the statements gave, sent in one turn of the event loop: a cell, or SQLSTATE. */
const all = ({ firstCell }: Database, statements: readonly Statement[]) =>
  Promise.all(
    statements.map((statement) =>
      firstCell(statement).catch((error: unknown) => sqlState(error) ?? String(error)),
    ),
  );

it('gives the first cell of the first row as text, and null where there is no row', async () => {
  const database = await testDatabase();
  const cells = await all(database, [
    doubled(21),
    { text: `select v::text from unnest(array[7, 8]) v`, values: [], isBrief: true },
    { text: 'select 1::text where $1::text is null', values: [null] },
    { text: 'select null::text', values: [], isBrief: true },
    { text: 'select 1::text where false', values: [], isBrief: true },
    { text: `select $1::text || 'ü"\\'`, values: ['é\n'], isBrief: true },
  ]);
  expect(cells).toEqual(['42', '7', '1', null, null, 'é\nü"\\']);
});

it('gives each of a crowd its own', async () => {
  const database = await testDatabase();
  const numbers = Array.from({ length: 50 }, (_, at) => at);
  const cells = await all(database, numbers.map(doubled));
  expect(cells).toEqual(numbers.map((number) => String(number * 2)));
});

it('fails the statement that is refused, and no other', async () => {
  const database = await testDatabase();
  const wrong: Statement = { text: 'select 1/$1::int', values: [0], isBrief: true };
  const unknown: Statement = { name: 'nowhere', text: 'select x from nowhere', isBrief: true };
  for (let time = 0; time < 2; time += 1) {
    const cells = await all(database, [
      doubled(1),
      wrong,
      doubled(2),
      { ...unknown, values: [] },
      { ...doubled(3), name: `new${time}` },
      doubled('much'),
      doubled(4),
    ]);
    expect(cells).toEqual(['2', '22012', '4', '42P01', '6', '22P02', '8']);
  }
});

together('says that the database is away when the line is cut, and comes back', async () => {
  const { query } = await testDatabase();
  const own = await openDatabase({ databaseUrl: testDatabaseUrl()!, poolSize: 2 });
  const slow: Statement = { text: `select pg_sleep(10)::text`, values: [], isBrief: true };
  const cut = Promise.allSettled([doubled(1), slow, doubled(2)].map(own.firstCell));
  await expect
    .poll(() =>
      query({
        text: `select pg_terminate_backend(pid) from pg_stat_activity
               where query like 'select pg_sleep%' and datname = current_database()`,
        values: [],
      }),
    )
    .toHaveLength(1);
  const [first, ...others] = await cut;
  expect(first).toEqual({ status: 'fulfilled', value: '2' });
  for (const other of others)
    expect((other as PromiseRejectedResult).reason).toBeInstanceOf(DatabaseUnavailable);
  expect(await all(own, [doubled(5), doubled(6)])).toEqual(['10', '12']);
  await own.close();
});
