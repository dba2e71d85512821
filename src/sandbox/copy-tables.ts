import { defined } from '#core/defined.ts';
import type { Connection, Database } from '#platform/database/client.ts';
import { tablesOf } from '#platform/dump/tables.ts';
import type { CopiedTable } from './copied-tables.ts';

/** Writes rows of one database into another one, all of them as they are at one moment. */
export async function copyTables(
  from: Database,
  to: Database,
  tables: readonly CopiedTable[],
): Promise<void> {
  const rows = await readRows(from, tables);
  await to.alone(async (connection) => {
    const columns = new Map((await tablesOf(connection)).map((table) => [table.name, table]));
    await connection.script('begin');
    for (const table of tables) {
      const text = rows[table.name];
      if (text) await writeRows(connection, table, columns.get(table.name)!.columns, text);
    }
    await connection.script('commit');
  });
}

/** The rows of each table as JSON; one statement, which sees them all at the same moment. */
async function readRows(
  { query }: Database,
  tables: readonly CopiedTable[],
): Promise<Record<string, string | null>> {
  const parts = tables.map(
    ({ name, where = 'true', instead = {} }) =>
      `(select jsonb_agg(${rowWith(instead)} order by t.id)::text
        from ${name} as t where ${where}) as ${name}`,
  );
  const [row] = await query<Record<string, string | null>>({
    text: `select ${parts.join(', ')}`,
    values: [],
  });
  return defined(row, 'row of a statement without a table');
}

/** A row as JSON, with what stands in some of its columns instead. */
const rowWith = (instead: Readonly<Record<string, string>>) =>
  Object.entries(instead).reduce(
    (row, [column, value]) => `${row} || jsonb_build_object('${column}', ${value})`,
    'to_jsonb(t)',
  );

async function writeRows(
  { query }: Connection,
  { name }: CopiedTable,
  columns: readonly string[],
  rows: string,
): Promise<void> {
  const list = columns.join(', ');
  await query(
    `insert into ${name} (${list})
     select ${list} from jsonb_populate_recordset(null::${name}, $1::jsonb)
     on conflict do nothing`,
    [rows],
  );
  await query(`select setval(pg_get_serial_sequence($1, 'id'), (select max(id) from ${name}))`, [
    name,
  ]);
}
