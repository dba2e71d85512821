import { readFile } from 'node:fs/promises';
import { inject } from 'vitest';
import type { Database } from '#platform/database/client.ts';
import { openDatabase } from '#platform/database/open.ts';
import { run, withName } from './template.ts';

/** Kept on the global object: it outlives the test file that first asked for it. */
interface Shared {
  database?: Promise<Database>;
  /** The present test file has begun with an empty database. */
  isFresh?: boolean;
}

const shared: Shared = ((globalThis as { hostgraphTest?: Shared }).hostgraphTest ??= {});

/** Called before each test file: its first look at the database finds it empty. */
export function startNextFile(): void {
  shared.isFresh = false;
}

/**
 * The migrated database of this worker, empty when a test file first asks for it: embedded, or on
 * PostgreSQL when `TEST_DATABASE_URL` is set. It stays open; do not close it.
 */
export async function testDatabase(): Promise<Database> {
  const database = await (shared.database ??= open());
  if (!shared.isFresh) {
    shared.isFresh = true;
    await resetDatabase();
  }
  return database;
}

/** Where the worker's PostgreSQL database is; null on the embedded one. */
export function testDatabaseUrl(): string | null {
  const { server } = inject('template');
  return server && withName(server.url, workerName(server.name));
}

const workerName = (template: string) => `${template}_${process.env.VITEST_POOL_ID ?? '1'}`;

async function open(): Promise<Database> {
  const { file, server } = inject('template');
  if (!server) return openDatabase({ template: new Blob([await readFile(file!)]) });
  const name = workerName(server.name);
  const exists = await run(server.url, `select datname from pg_database where datname = '${name}'`);
  if (exists.length === 0) await run(server.url, `create database ${name} template ${server.name}`);
  return openDatabase({ databaseUrl: withName(server.url, name) });
}

let others = 0;

/** Another empty, migrated database, for a gateway beside others; close it. */
export async function anotherDatabase(): Promise<Database> {
  const { file, server } = inject('template');
  if (!server) return openDatabase({ template: new Blob([await readFile(file!)]) });
  const name = `${workerName(server.name)}_${(others += 1)}`;
  await run(server.url, `create database ${name} template ${server.name}`);
  return openDatabase({ databaseUrl: withName(server.url, name) });
}

// Rows are deleted, not truncated: for the few a test leaves that is many times faster. The role of
// a replica puts triggers and foreign keys aside while it happens.
const RESET = `
do $$
declare
  target record;
  filled boolean;
begin
  perform set_config('session_replication_role', 'replica', true);
  for target in
    select format('%I.%I', schemaname, tablename) as name from pg_tables
    where (schemaname = 'public' and tablename <> '_prisma_migrations')
       or (schemaname = 'pgboss' and tablename in ('job', 'archive', 'schedule'))
  loop
    execute 'select exists (select 1 from ' || target.name || ')' into filled;
    if filled then execute 'delete from ' || target.name; end if;
  end loop;
  for target in
    select format('%I.%I', schemaname, sequencename) as name, start_value from pg_sequences
    where schemaname = 'public' and last_value is not null
  loop
    perform setval(target.name::regclass, target.start_value, false);
  end loop;
end $$`;

/** Empties every table and starts the numbers from the beginning; takes some milliseconds. */
export async function resetDatabase(): Promise<void> {
  const database = await (shared.database ??= open());
  await database.query({ text: RESET, values: [] });
}
