import { mkdir, mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { migrate, migrationsFolder, readMigrations } from '#platform/database/migrate.ts';
import { testDatabase } from '#test/setup/database.ts';

const TABLE = 'create table shelves (id int primary key, place text)';
const INDEXES = `-- While others write.
create unique index concurrently "shelves_place" on "shelves" ("place");
create index concurrently shelves_both
  on shelves (place, id);
drop index concurrently if exists "shelves_old";`;

afterEach(async () => {
  const database = await testDatabase();
  await database.query({
    text: `drop table if exists shelves;
           delete from "_prisma_migrations" where migration_name like '2999%'`,
  });
});

/** The migrations of the program, and then these. */
async function folderWith(own: Record<string, string>): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'hostgraph-migrations-'));
  const all = [
    ...(await readMigrations(migrationsFolder)),
    ...Object.entries(own).map(([name, sql]) => ({ name, sql })),
  ];
  for (const { name, sql } of all) {
    await mkdir(join(folder, name));
    await writeFile(join(folder, name, 'migration.sql'), sql);
  }
  return folder;
}

async function opened() {
  const database = await testDatabase();
  const run = (text: string) => database.query({ text });
  const names = ['29990101000000_shelves', '29990101000001_indexes'] as const;
  return {
    database,
    run,
    names,
    folder: await folderWith({ [names[0]]: TABLE, [names[1]]: INDEXES }),
    /** The indexes with what PostgreSQL itself says of them. */
    indexes: () =>
      run(`select indexrelid::regclass::text as name, indisvalid as valid from pg_index
           where indrelid = 'shelves'::regclass and not indisprimary order by 1`),
    recorded: async () =>
      (await run(`select migration_name from "_prisma_migrations" where migration_name like '2999%'
                  and finished_at is not null order by 1`)) as { migration_name: string }[],
  };
}

const BOTH = [
  { name: 'shelves_both', valid: true },
  { name: 'shelves_place', valid: true },
];

it('makes indexes outside a transaction, and records them once', async () => {
  const { database, folder, names, indexes, recorded } = await opened();
  expect(await migrate(database, { folder })).toEqual(names);
  expect(await indexes()).toEqual(BOTH);
  expect(await migrate(database, { folder })).toEqual([]);
  expect(await recorded()).toHaveLength(2);
});

it('makes an index anew that a failed try left INVALID, and leaves those that are valid', async () => {
  const { database, run, names, indexes, recorded } = await opened();
  await run(TABLE);
  await run(`insert into shelves values (1, 'left'), (2, 'left')`);
  // As it was when the table came: everything after it is to come.
  await run('create index shelves_both on shelves (place, id)');
  const kept = await run(`select 'shelves_both'::regclass::oid::int as oid`);
  const only = await folderWith({ [names[0]]: 'select 1', [names[1]]: INDEXES });
  await expect(migrate(database, { folder: only })).rejects.toThrow(
    /^Migration 29990101000001_indexes failed: could not create unique index "shelves_place"/,
  );
  expect(await recorded()).toEqual([{ migration_name: names[0] }]);
  expect(await indexes()).toContainEqual({ name: 'shelves_place', valid: false });
  await run('delete from shelves where id = 2');
  expect(await migrate(database, { folder: only })).toEqual([names[1]]);
  expect(await indexes()).toEqual(BOTH);
  expect(await run(`select 'shelves_both'::regclass::oid::int as oid`)).toEqual(kept);
});

it('refuses a migration that makes such an index beside something else, and does nothing of it', async () => {
  const { database, run, names } = await opened();
  const mixed = `${TABLE}; create index concurrently shelves_place on shelves (place)`;
  const folder = await folderWith({ [names[0]]: mixed });
  await expect(migrate(database, { folder })).rejects.toThrow(
    `Migration ${names[0]}: beside concurrent indexes there may not be: ${TABLE}`,
  );
  expect(await run(`select to_regclass('shelves') is null as absent`)).toEqual([{ absent: true }]);
});

it('waits for another process that makes an index, without being waited for by it', async () => {
  const { database, folder, names, indexes } = await opened();
  const told: string[] = [];
  const migrating = () => migrate(database, { folder, onProgress: (line) => told.push(line) });
  const applied = await Promise.all([migrating(), migrating(), migrating()]);
  expect(applied.flat()).toEqual(names);
  expect(await indexes()).toEqual(BOTH);
});
