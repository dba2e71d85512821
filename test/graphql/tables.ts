import type { App } from '#schema/app.ts';

/**
 * A hash of every row of every table of the schema, by table: two equal ones say that nothing was
 * written in between. What counts requests and when a credential was last used belongs to the
 * request, not to what it asks; events are numbered some time after a commit, and their readers go on.
 */
export async function tableHashes({ database }: App): Promise<Record<string, string>> {
  const tables = await database.query<{ name: string }>({
    text: `select tablename as name from pg_tables
           where schemaname = current_schema() and tablename not like '\\_prisma%'
             and tablename not in ('api_usages', 'outbox_consumers')
           order by 1`,
  });
  const parts = tables.map(
    ({ name }) =>
      `select '${name}' as name,
              coalesce(md5(string_agg(kept, '|' order by kept)), '') as hash
       from (select (to_jsonb(row) - 'last_used_at' - 'last_used_ip' - 'updated_at' - 'position')::text as kept
             from "${name}" as row) as rows`,
  );
  const rows = await database.query<{ name: string; hash: string }>({
    text: parts.join(' union all '),
  });
  return Object.fromEntries(rows.map(({ name, hash }) => [name, hash]));
}
