import { defined } from '#core/defined.ts';
import type { Connection } from '#platform/database/client.ts';
import { sourceOf, type Table, tablesOf } from './tables.ts';

/** What a table comes to: its rows and a sum of all of them. */
export interface TableSum {
  name: string;
  rows: number;
  sum: string | null;
}

/** The sums of every table of a database, the same for the same rows. */
export async function tableSums(connection: Connection): Promise<TableSum[]> {
  await connection.script('set statement_timeout = 0');
  const sums: TableSum[] = [];
  for (const table of await tablesOf(connection)) sums.push(await sumOf(connection, table));
  return sums;
}

async function sumOf({ query }: Connection, table: Table): Promise<TableSum> {
  const [row] = await query<Omit<TableSum, 'name'>>(
    `select count(*)::int as rows, md5(string_agg(print, '' order by print)) as sum
     from (select md5(row_to_json(t)::text) as print from ${sourceOf(table)}) as prints`,
  );
  return { name: table.name, ...defined(row, `sums of table ${table.name}`) };
}
