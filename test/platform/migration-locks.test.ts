import { mkdir, mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterEach, describe, expect, it } from 'vitest';
import { migrate, readMigrations } from '#platform/database/migrate.ts';
import { testDatabase, testDatabaseUrl } from '#test/setup/database.ts';

const NAMES = ['29990201000000_desks', '29990201000001_wider'] as const;

afterEach(async () => {
  const { query } = await testDatabase();
  await query({
    text: `drop table if exists desks;
           delete from "_prisma_migrations" where migration_name like '2999%'`,
  });
});

const TABLE = 'create table desks (id int primary key); insert into desks values (1)';

/** The migrations of the program, one that makes a table, and perhaps one that has to lock it. */
async function folder({ isWhole }: { isWhole: boolean }): Promise<string> {
  const made = await mkdtemp(join(tmpdir(), 'hostgraph-migrations-'));
  const own = [
    { name: NAMES[0], sql: TABLE },
    ...(isWhole ? [{ name: NAMES[1], sql: 'alter table desks add column width int' }] : []),
  ];
  for (const { name, sql } of [...(await readMigrations()), ...own]) {
    await mkdir(join(made, name));
    await writeFile(join(made, name, 'migration.sql'), sql);
  }
  return made;
}

/** Somebody whose transaction has read the table, and is not over. */
async function reader(): Promise<pg.Client> {
  const client = new pg.Client(testDatabaseUrl()!);
  await client.connect();
  await client.query('begin; select * from desks');
  return client;
}

const columns = async () => {
  const { query } = await testDatabase();
  return query({
    text: `select column_name as name from information_schema.columns
           where table_name = 'desks' order by ordinal_position`,
  });
};

// On the embedded database nobody else is there.
describe.skipIf(!testDatabaseUrl())('a migration whose table others work on', () => {
  it('lets those go first who came behind it, and is applied once nobody holds the table', async () => {
    const database = await testDatabase();
    const lines: string[] = [];
    await migrate(database, { folder: await folder({ isWhole: false }) });
    const holder = await reader();
    const migrating = migrate(database, {
      folder: await folder({ isWhole: true }),
      lockMs: 300,
      onProgress: (line) => {
        lines.push(line);
        if (lines.filter((each) => each.includes('waits')).length === 2) void holder.end();
      },
    });
    await expect.poll(() => lines.length, { timeout: 10_000 }).toBeGreaterThan(1);
    // Behind a lock that is waited for without end, this read would never come back.
    expect(await database.query({ text: 'select id from desks' })).toEqual([{ id: 1 }]);
    expect(await migrating).toEqual([NAMES[1]]);
    expect(lines).toContain(`Migration ${NAMES[1]} waits: others work on its tables.`);
    expect(await columns()).toEqual([{ name: 'id' }, { name: 'width' }]);
  });

  it('is refused after the time it has, with nothing done, and can be started again', async () => {
    const database = await testDatabase();
    await migrate(database, { folder: await folder({ isWhole: false }) });
    const holder = await reader();
    const options = { folder: await folder({ isWhole: true }), lockMs: 100, patienceMs: 400 };
    await expect(migrate(database, options)).rejects.toThrow(
      `Migration ${NAMES[1]} was not begun: others have held its tables all the time.`,
    );
    expect(await columns()).toEqual([{ name: 'id' }]);
    await holder.end();
    expect(await migrate(database, options)).toEqual([NAMES[1]]);
  });
});
