import type { Connection } from '#platform/database/client.ts';
import { sourceOf, type Table, tablesOf, sequencesOf } from './tables.ts';

/** Rows read at once. */
const PAGE = 200;

/** A database at one moment: everything in it that is taken to another one. */
export interface Snapshot {
  /** The migrations it was made with: name and checksum. */
  migrations: Migrated[];
  sequences: Record<string, string>;
  tables: Table[];
  /** The kinds of jobs that have a queue. */
  queues: string[];
  epoch: number;
  keyIds: string[];
  /** The rows of a table as JSON, in pages. */
  rows(table: Table): AsyncGenerator<string[]>;
}

export interface Migrated {
  name: string;
  checksum: string;
}

/** Gives a database to `use` as it is at one moment, while others go on writing. */
export async function snapshot<Result>(
  connection: Connection,
  use: (snapshot: Snapshot) => Promise<Result>,
): Promise<Result> {
  const { script, query } = connection;
  await script(`set statement_timeout = 0; set idle_in_transaction_session_timeout = 0`);
  await script('begin isolation level repeatable read read only');
  try {
    const names = <Row>(text: string) => query<Row>(text);
    const tables = await tablesOf(connection);
    const hasJobs = tables.some(({ from }) => from);
    const queues = hasJobs
      ? await names<{ name: string }>(`select name from pgboss.queue order by name`)
      : [];
    const [installation] = await names<{ epoch: number }>('select epoch from installations');
    const keys = await names<{ id: string }>('select key_id as id from encryption_key_samples');
    return await use({
      migrations: await names<Migrated>(
        `select migration_name as name, checksum from "_prisma_migrations"
         where rolled_back_at is null order by migration_name`,
      ),
      sequences: await sequencesOf(connection),
      tables,
      queues: queues.map(({ name }) => name).filter((name) => !name.startsWith('__')),
      epoch: installation?.epoch ?? 0,
      keyIds: keys.map(({ id }) => id),
      rows: (table) => rowsOf(connection, table),
    });
  } finally {
    await script('rollback');
  }
}

async function* rowsOf({ script, query }: Connection, table: Table): AsyncGenerator<string[]> {
  await script(`declare dumped no scroll cursor for
                select row_to_json(t)::text as row from ${sourceOf(table)}`);
  for (;;) {
    const rows = await query<{ row: string }>(`fetch ${PAGE} from dumped`);
    if (!rows.length) break;
    yield rows.map(({ row }) => row);
  }
  await script('close dumped');
}
