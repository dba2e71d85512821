import { cp, mkdir, mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ends } from './migrate.ts';
import { expect, killWhen, runNode, type Session } from './program.ts';

/** Migrates a database with the migrations of a folder, as the program does with its own. */
const PROGRAM = `import { migrate } from '#platform/database/migrate.ts';
  import { openDatabase } from '#platform/database/open.ts';
  const database = await openDatabase({ databaseUrl: process.argv[2] });
  await migrate(database, { folder: process.argv[1], onProgress: console.log });
  await database.close();`;

const INDEX = 'create index concurrently "clients_note" on "clients" ("notes")';

/**
 * Kills a migration that makes an index while others write, in each phase in which it waits for them,
 * on a database with all other migrations.
 */
export async function killIndexes(target: Session, holder: Session, url: string): Promise<void> {
  const folder = join(await mkdtemp(join(tmpdir(), 'hostgraph-killed-')), 'migrations');
  await cp('prisma/migrations', folder, { recursive: true });
  await mkdir(join(folder, '29990101000000_index'));
  await writeFile(join(folder, '29990101000000_index', 'migration.sql'), INDEX);
  const args = ['--import', 'tsx', '--input-type=module', '-e', PROGRAM, folder, url];
  const index = () =>
    target.rows<{ valid: boolean; ready: boolean }>(
      `select indisvalid as valid, indisready as ready from pg_index
       where indexrelid = to_regclass('clients_note')`,
    );
  const phases = [
    // Somebody writes to the table.
    ['waiting for writers before build', 'begin; lock table clients in row exclusive mode'],
    // Somebody reads as of an earlier moment.
    ['waiting for old snapshots', 'begin isolation level repeatable read; select 1 from users'],
  ] as const;
  for (const [phase, hold] of phases) {
    await holder.rows(hold);
    const making = runNode(args, {});
    const isIn = `select 1 from pg_stat_progress_create_index where phase = '${phase}'
                  and relid = 'clients'::regclass`;
    await killWhen(phase, making, () => target.has(isIn));
    await target.alone();
    await holder.rows('commit');
    const [left] = await index();
    expect(`it leaves an INVALID index: ${JSON.stringify(left)}`, left?.valid === false);
  }
  await ends('the next one makes it anew', runNode(args, {}));
  expect('it is valid', (await index())[0]?.valid === true);
  const recorded = await target.has(
    `select 1 from "_prisma_migrations" where migration_name = '29990101000000_index'
     and finished_at is not null`,
  );
  expect('and recorded', recorded);
}
