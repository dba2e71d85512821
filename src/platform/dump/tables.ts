import type { Connection } from '#platform/database/client.ts';

/** A table with the columns that rows are written with. */
export interface Table {
  /** As it stands in statements: `clients`, `pgboss.job`. */
  name: string;
  columns: string[];
  /** Which rows are taken along, as they are written there; all of them where absent. */
  from?: string;
}

/** What belongs to one database and is not taken to another. */
const OWN = ['_prisma_migrations', 'installations', 'sandboxes'];

/** Jobs that wait or are under way; those begin anew where they are taken to. */
const JOBS: Table = {
  name: 'pgboss.job',
  columns: ['id', 'name', 'priority', 'data', 'state', 'retry_limit', 'retry_delay']
    .concat(['retry_backoff', 'start_after', 'singleton_key', 'expire_in', 'created_on'])
    .concat(['keep_until', 'policy']),
  from: `(select id, name, priority, data, 'created' as state, retry_limit, retry_delay,
            retry_backoff, start_after, singleton_key, expire_in, created_on, keep_until, policy
          from pgboss.job where state < 'completed' and name not like '\\_\\_pgboss\\_\\_%')`,
};

/** Every table of the program, and the jobs. */
export async function tablesOf(connection: Connection): Promise<Table[]> {
  const tables = await connection.query<Table>(
    `select quote_ident(c.relname) as name,
            array_agg(quote_ident(a.attname) order by a.attnum) as columns
     from pg_class c join pg_attribute a on a.attrelid = c.oid
     where c.relnamespace = current_schema()::regnamespace and c.relkind in ('r', 'p')
       and not c.relispartition and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
       and c.relname <> all ($1::text[])
     group by c.relname order by c.relname`,
    [OWN],
  );
  const [jobs] = await connection.query<{ exists: boolean }>(
    `select to_regclass('pgboss.job') is not null as exists`,
  );
  return jobs?.exists ? [...tables, JOBS] : tables;
}

/** The rows of a table as a part of a statement. */
export const sourceOf = ({ name, from }: Table): string => `${from ?? name} as t`;

/** How far the numbers of rows have come, by sequence. */
export async function sequencesOf(connection: Connection): Promise<Record<string, string>> {
  const rows = await connection.query<{ name: string; last: string }>(
    `select quote_ident(sequencename) as name, last_value::text as last from pg_sequences
     where schemaname = current_schema() and last_value is not null`,
  );
  return Object.fromEntries(rows.map(({ name, last }) => [name, last]));
}
