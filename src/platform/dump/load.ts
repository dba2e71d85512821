import { StartRefused } from '#core/start-refused.ts';
import type { Connection, Database } from '#platform/database/client.ts';
import { applyMigrations, locked, migrate, readMigrations } from '#platform/database/migrate.ts';
import { startJobs } from '#platform/jobs/jobs.ts';
import { fingerprint, newEpoch } from '#platform/outbox/epoch.ts';
import type { Migrated } from './read.ts';
import { type Table, tablesOf } from './tables.ts';

/** What a database is filled with. */
export interface Content {
  migrations: readonly Migrated[];
  sequences: Readonly<Record<string, string>>;
  queues: readonly string[];
  /** The number of its log of events, where cursors are to stay valid. */
  epoch?: number;
  /** Whether nothing may leave the copy until somebody says so. */
  isQuiet: boolean;
  /** Pages of rows as JSON with the table they belong to, those of a table one after the other. */
  pages(): AsyncIterable<{ table: string; rows: readonly string[] }>;
}

/** What is told while a database is filled. */
interface Told {
  onRows(table: string, rows: number): void;
  /** Another process is at this database, and waited for. */
  onWait(message: string): void;
}

/**
 * Fills an empty database, whole or not at all: one that was interrupted can be filled again.
 * @throws StartRefused as `refuseToLoad`
 */
export async function load(database: Database, content: Content, progress: Told): Promise<void> {
  await refuseToLoad(database, content);
  // To the version it was made with; what came later is applied to the rows as to any database.
  await applyMigrations(database, content.migrations);
  const alone = (work: (connection: Connection) => Promise<void>) =>
    database.connection((connection) =>
      locked(connection, progress.onWait, () => work(connection)),
    );
  await alone(async () => {
    const jobs = await startJobs(database, { works: false });
    for (const name of content.queues) await jobs.define(name, {}, async () => {});
    await jobs.stop();
  });
  await alone((connection) => fill(connection, database, content, progress));
  await migrate(database);
}

/** @throws StartRefused where the database is not empty, or the content is newer than this program */
export async function refuseToLoad(
  database: Database,
  { migrations }: Pick<Content, 'migrations'>,
): Promise<void> {
  await database.connection(refuseUnlessEmpty);
  const names = new Set((await readMigrations()).map(({ name }) => name));
  const newer = migrations.find(({ name }) => !names.has(name));
  if (newer)
    throw new StartRefused(
      `It is newer than this program (${newer.name}). Use the version that made it, or a later one.`,
    );
}

/** Rows in these mean that somebody works with a database. */
const USED = ['clients', 'users', 'admins', 'api_credentials', 'currencies'];

async function refuseUnlessEmpty({ query }: Connection): Promise<void> {
  for (const table of USED) {
    const [found] = await query<{ exists: boolean }>(
      `select to_regclass('${table}') is not null as exists`,
    );
    if (!found?.exists) continue;
    if ((await query(`select 1 from ${table} limit 1`)).length)
      throw new StartRefused('The database is not empty: choose a new one, nothing was changed.');
  }
}

interface ForeignKey {
  table: string;
  name: string;
  definition: string;
}

async function fill(
  connection: Connection,
  database: Database,
  content: Content,
  { onRows }: Told,
): Promise<void> {
  const { script, query } = connection;
  // Another one may have filled it while this one waited.
  await refuseUnlessEmpty(connection);
  const print = await fingerprint(database);
  await script('set idle_in_transaction_session_timeout = 0');
  await script('begin');
  try {
    const tables = new Map((await tablesOf(connection)).map((table) => [table.name, table]));
    const own = [...tables.values()].filter(({ from }) => !from);
    // Rows come in no order that foreign keys and triggers could go by; the keys are checked after.
    const keys = await query<ForeignKey>(
      `select conrelid::regclass::text as table, quote_ident(conname) as name,
              pg_get_constraintdef(oid) as definition
       from pg_constraint where contype = 'f' and conparentid = 0
         and connamespace = current_schema()::regnamespace`,
    );
    for (const { table, name } of keys)
      await script(`alter table ${table} drop constraint ${name}`);
    for (const { name } of own) await script(`alter table ${name} disable trigger user`);
    await script(`truncate ${own.map(({ name }) => name).join(', ')}`);
    for await (const { table, rows } of content.pages()) {
      await insert(connection, tables.get(table), table, rows);
      onRows(table, rows.length);
    }
    for (const [name, last] of Object.entries(content.sequences))
      await query(`select setval($1::regclass, $2::bigint)`, [name, last]);
    for (const { name } of own) await script(`alter table ${name} enable trigger user`);
    for (const { table, name, definition } of keys)
      await script(`alter table ${table} add constraint ${name} ${definition}`);
    await query(
      `insert into installations (id, epoch, fingerprint, quiet_since)
       values (1, $1, $2, case when $3::boolean then now() end)
       on conflict (id) do update set epoch = excluded.epoch,
         fingerprint = excluded.fingerprint, quiet_since = excluded.quiet_since`,
      [content.epoch ?? newEpoch(), print, content.isQuiet],
    );
    await script('commit');
  } catch (error) {
    await script('rollback');
    throw error;
  }
}

async function insert(
  { query }: Connection,
  table: Table | undefined,
  name: string,
  rows: readonly string[],
): Promise<void> {
  if (!table) throw new StartRefused(`There is no table ${name} here.`);
  const columns = table.columns.join(', ');
  await query(
    `insert into ${table.name} (${columns})
     select ${columns} from json_populate_recordset(null::${table.name}, $1::json)
     on conflict do nothing`,
    [`[${rows.join(',')}]`],
  );
}
