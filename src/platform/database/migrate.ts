import { createHash, randomUUID } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { projectFile } from '#core/project.ts';
import type { Connection, Database } from './client.ts';

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

/**
 * Applies the migrations that the database lacks, each in a transaction of its own, and keeps
 * Prisma's record of them. Safe to start from several processes at once.
 * @returns the names of those applied now.
 * @throws Error when an applied migration has since been changed, or Prisma left one half done.
 */
export async function migrate(
  database: Pick<Database, 'connection'>,
  folder = migrationsFolder,
): Promise<string[]> {
  const migrations = await readMigrations(folder);
  return database.connection(async (connection) => {
    await connection.script(`set statement_timeout = 0; set lock_timeout = 0`);
    await connection.query('select pg_advisory_lock($1)', [PRISMA_LOCK]);
    try {
      return await applyMissing(connection, migrations);
    } finally {
      await connection.query('select pg_advisory_unlock($1)', [PRISMA_LOCK]);
    }
  });
}

async function applyMissing(connection: Connection, migrations: Migration[]): Promise<string[]> {
  await connection.script(CREATE_TABLE);
  const applied = await connection.query<Applied>(
    `select migration_name, checksum, finished_at from "_prisma_migrations"
     where rolled_back_at is null`,
  );
  const missing: string[] = [];
  for (const migration of migrations) {
    const before = applied.find((row) => row.migration_name === migration.name);
    if (before) check(before, migration);
    else await apply(connection, migration);
    if (!before) missing.push(migration.name);
  }
  return missing;
}

function check(applied: Applied, migration: Migration): void {
  if (!applied.finished_at)
    throw new Error(
      `Migration ${migration.name} was begun by another program and not finished. ` +
        'Repair the database and settle it with `prisma migrate resolve`.',
    );
  if (applied.checksum !== checksum(migration))
    throw new Error(
      `Migration ${migration.name} is not the one this database was made with. ` +
        'Start the version that made it, or use a new database.',
    );
}

async function apply(connection: Connection, migration: Migration): Promise<void> {
  await connection.script('begin');
  try {
    await connection.script(migration.sql);
    await connection.query(
      `insert into "_prisma_migrations"
         (id, checksum, finished_at, migration_name, applied_steps_count)
       values ($1, $2, now(), $3, 1)`,
      [randomUUID(), checksum(migration), migration.name],
    );
    await connection.script('commit');
  } catch (error) {
    await connection.script('rollback');
    // Not as its cause: drivers hang the whole statement on their errors, here thousands of lines.
    throw new Error(`Migration ${migration.name} failed: ${(error as Error).message}`);
  }
}

const checksum = ({ sql }: Migration) => createHash('sha256').update(sql).digest('hex');
