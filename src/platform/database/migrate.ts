import { createHash, randomUUID } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { projectFile } from '#core/project.ts';
import { StartRefused } from '#core/start-refused.ts';
import type { Connection, Database } from './client.ts';
import { applyConcurrently, concurrentStatements } from './concurrent-indexes.ts';
import { sqlState } from './unavailable.ts';

/** The migrations that belong to this program. */
export const migrationsFolder = projectFile('prisma/migrations');

/** A migration on disk. */
export interface Migration {
  name: string;
  sql: string;
}

interface Applied {
  migration_name: string;
  checksum: string;
  finished_at: Date | null;
}

/** The lock Prisma's own deployer takes, so that the two never work at once. */
const PRISMA_LOCK = 72707369;

/** How often whoever waits for that lock looks whether it is free, in milliseconds. */
const LOOK_MS = 200;

const CREATE_TABLE = `create table if not exists "_prisma_migrations" (
  "id" varchar(36) primary key,
  "checksum" varchar(64) not null,
  "finished_at" timestamptz,
  "migration_name" varchar(255) not null,
  "logs" text,
  "rolled_back_at" timestamptz,
  "started_at" timestamptz not null default now(),
  "applied_steps_count" integer not null default 0
)`;

/** Reads the migrations of a folder in the order of their names. */
export async function readMigrations(folder = migrationsFolder): Promise<Migration[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  const names = entries.filter((entry) => entry.isDirectory()).map(({ name }) => name);
  return Promise.all(
    names.toSorted().map(async (name) => ({
      name,
      sql: await readFile(join(folder, name, 'migration.sql'), 'utf8'),
    })),
  );
}

/** How long a migration waits for tables that others work on. */
interface Patience {
  /** For a lock, in milliseconds: whoever comes meanwhile has to wait behind it. */
  lockMs: number;
  /** From try to try, in milliseconds. */
  patienceMs: number;
}

const usualPatience: Patience = { lockMs: 2_000, patienceMs: 600_000 };

/** PostgreSQL's state for a lock that was not to be had in time. */
const LOCK_NOT_AVAILABLE = '55P03';

/** How migrating is done. */
export interface MigrateOptions extends Partial<Patience> {
  folder?: string;
  /** Told before each migration, and when another process has to be waited for. */
  onProgress?: (message: string) => void;
}

/**
 * Applies the migrations that the database lacks, each in a transaction of its own or else going on
 * where an earlier try ended, and keeps Prisma's record of them. Safe to start from several processes
 * at once.
 * @returns the names of those applied now.
 * @throws StartRefused when the database is newer than the program, or an applied migration has since
 * been changed, or Prisma left one half done, or others hold its tables for ten minutes. Nothing is
 * written then.
 */
export async function migrate(
  database: Pick<Database, 'connection'>,
  { folder = migrationsFolder, onProgress = () => {}, ...patience }: MigrateOptions = {},
): Promise<string[]> {
  const migrations = await readMigrations(folder);
  return database.connection((connection) =>
    locked(connection, onProgress, () =>
      applyMissing(connection, migrations, onProgress, { ...usualPatience, ...patience }),
    ),
  );
}

/**
 * Brings an empty database to an earlier version: that of these migrations.
 * @throws StartRefused as `migrate`, and where one of them is not the one of this program
 */
export async function applyMigrations(
  database: Pick<Database, 'connection'>,
  these: readonly { name: string; checksum: string }[],
): Promise<void> {
  const migrations = await readMigrations();
  const wanted = these.map(({ name, checksum: sum }) => {
    const migration = migrations.find((each) => each.name === name);
    if (!migration || checksum(migration) !== sum)
      throw new StartRefused(`Migration ${name} is not the one it was made with.`);
    return migration;
  });
  await database.connection((connection) =>
    locked(
      connection,
      () => {},
      () => applyMissing(connection, wanted, () => {}),
    ),
  );
}

/** The migrations a database lacks. @throws StartRefused as `migrate` */
export async function pendingMigrations(
  database: Pick<Database, 'connection'>,
): Promise<Migration[]> {
  const migrations = await readMigrations();
  return database.connection(async (connection) => {
    const [table] = await connection.query<{ exists: boolean }>(
      `select to_regclass('"_prisma_migrations"') is not null as exists`,
    );
    return missingFrom(table?.exists ? await appliedIn(connection) : [], migrations);
  });
}

/** Does something while no other process migrates or prepares the database. */
export async function locked<Result>(
  connection: Connection,
  onProgress: (message: string) => void,
  work: () => Promise<Result>,
): Promise<Result> {
  await connection.script(`set statement_timeout = 0; set lock_timeout = 0`);
  const isFree = async () => {
    const text = 'select pg_try_advisory_lock($1) as free';
    return (await connection.query<{ free: boolean }>(text, [PRISMA_LOCK]))[0]?.free;
  };
  if (!(await isFree())) {
    onProgress('Another process is preparing the database; waiting for it.');
    // Not within one statement: an index that is made concurrently waits for the end of all of them.
    do await sleep(LOOK_MS);
    while (!(await isFree()));
  }
  try {
    return await work();
  } finally {
    await connection.query('select pg_advisory_unlock($1)', [PRISMA_LOCK]);
  }
}

async function applyMissing(
  connection: Connection,
  migrations: Migration[],
  onProgress: (message: string) => void,
  patience: Patience = usualPatience,
): Promise<string[]> {
  await connection.script(CREATE_TABLE);
  const missing = missingFrom(await appliedIn(connection), migrations);
  for (const [index, migration] of missing.entries()) {
    onProgress(`Migration ${index + 1} of ${missing.length}: ${migration.name}.`);
    await apply(connection, migration, patience, onProgress);
  }
  return missing.map(({ name }) => name);
}

function missingFrom(applied: readonly Applied[], migrations: readonly Migration[]): Migration[] {
  const known = new Set(migrations.map(({ name }) => name));
  const newer = applied.find((row) => !known.has(row.migration_name))?.migration_name;
  if (newer)
    throw new StartRefused(
      `The database is newer than this program (${newer}). Start the version that made it.`,
    );
  return migrations.filter((migration) => {
    const before = applied.find((row) => row.migration_name === migration.name);
    if (before) check(before, migration);
    return !before;
  });
}

async function appliedIn(connection: Connection): Promise<Applied[]> {
  return connection.query<Applied>(
    `select migration_name, checksum, finished_at from "_prisma_migrations"
     where rolled_back_at is null order by migration_name`,
  );
}

function check(applied: Applied, migration: Migration): void {
  if (!applied.finished_at)
    throw new StartRefused(
      `Migration ${migration.name} was begun by another program and not finished. ` +
        'Repair the database and settle it with `prisma migrate resolve`.',
    );
  if (applied.checksum !== checksum(migration))
    throw new StartRefused(
      `Migration ${migration.name} is not the one this database was made with. ` +
        'Start the version that made it, or use a new database.',
    );
}

async function apply(
  connection: Connection,
  migration: Migration,
  { lockMs, patienceMs }: Patience,
  onProgress: (message: string) => void,
): Promise<void> {
  const until = performance.now() + patienceMs;
  while (!(await isApplied(connection, migration, lockMs))) {
    if (performance.now() > until)
      throw new StartRefused(
        `Migration ${migration.name} was not begun: others have held its tables all the time. ` +
          'End their transactions (`pg_stat_activity` names them), then start again.',
      );
    onProgress(`Migration ${migration.name} waits: others work on its tables.`);
    // Whoever queued up behind it has this long for their own work.
    await sleep(lockMs);
  }
}

/** Applies a migration; false, with nothing done, where it had to wait too long for a lock. */
async function isApplied(
  connection: Connection,
  migration: Migration,
  lockMs: number,
): Promise<boolean> {
  try {
    const concurrent = concurrentStatements(migration);
    if (concurrent) {
      await applyConcurrently(connection, concurrent);
      await record(connection, migration);
      return true;
    }
    await connection.script(`begin; set local lock_timeout = ${lockMs}`);
    await connection.script(migration.sql);
    await record(connection, migration);
    await connection.script('commit');
    return true;
  } catch (error) {
    await connection.script('rollback');
    if (sqlState(error) === LOCK_NOT_AVAILABLE) return false;
    // Not as its cause: drivers hang the whole statement on their errors, here thousands of lines.
    throw new Error(`Migration ${migration.name} failed: ${(error as Error).message}`);
  }
}

async function record(connection: Connection, migration: Migration): Promise<void> {
  await connection.query(
    `insert into "_prisma_migrations"
       (id, checksum, finished_at, migration_name, applied_steps_count)
     values ($1, $2, now(), $3, 1)`,
    [randomUUID(), checksum(migration), migration.name],
  );
}

const checksum = ({ sql }: Migration) => createHash('sha256').update(sql).digest('hex');
