import { createHash } from 'node:crypto';

/** Runs a statement and gives its rows. */
export type Rows = <Row>(text: string) => Promise<Row[]>;

/** What the catalog of PostgreSQL says of everything in a schema: a line for each. */
const CATALOG = `
  select 'column ' || attrelid::regclass || ' ' || attname || ' ' || format_type(atttypid, atttypmod)
         || ' ' || attnotnull || ' ' || coalesce(pg_get_expr(d.adbin, d.adrelid), '') as line
  from pg_attribute a left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
  where attnum > 0 and not attisdropped and attrelid in (
    select oid from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p'))
  union all
  select 'constraint ' || conrelid::regclass || ' ' || conname || ' ' || pg_get_constraintdef(oid)
  from pg_constraint where connamespace = 'public'::regnamespace
  union all
  select 'index ' || pg_get_indexdef(indexrelid) || ' ' || indisvalid from pg_index
  where indrelid in (select oid from pg_class where relnamespace = 'public'::regnamespace)
  union all
  select 'trigger ' || pg_get_triggerdef(oid) from pg_trigger where not tgisinternal
  union all
  select 'function ' || proname || ' ' || md5(prosrc) from pg_proc
  where pronamespace = 'public'::regnamespace and prokind = 'f' and probin is null
  union all
  select 'enum ' || enumtypid::regtype || ' ' || enumlabel from pg_enum
  union all
  select 'sequence ' || oid::regclass from pg_class
  where relkind = 'S' and relnamespace = 'public'::regnamespace`;

/** The structure of a database in words, without Prisma's record of its migrations. */
export async function structureOf(rows: Rows): Promise<string> {
  const lines = (await rows<{ line: string }>(CATALOG)).map(({ line }) => line);
  return lines
    .filter((line) => !line.includes('_prisma_migrations'))
    .toSorted()
    .join('\n');
}

/** What belongs to one database alone. */
const OWN = ['_prisma_migrations', 'installations', 'sandboxes'];

/** The number of rows of each table that has some, and a sum of their texts. */
export async function contentOf(rows: Rows): Promise<Record<string, string>> {
  const tables = await rows<{ name: string }>(
    `select relname as name from pg_class
     where relnamespace = 'public'::regnamespace and relkind = 'r' order by 1`,
  );
  const content: Record<string, string> = {};
  for (const { name } of tables.filter((table) => !OWN.includes(table.name))) {
    const texts = await rows<{ line: string }>(`select t::text as line from "${name}" t`);
    if (!texts.length) continue;
    const sum = createHash('sha256');
    for (const line of texts.map((text) => text.line).toSorted()) sum.update(`${line}\0`);
    content[name] = `${texts.length} ${sum.digest('hex')}`;
  }
  return content;
}

/** Names of the tables in which two contents differ. */
export const differing = (one: Record<string, string>, other: Record<string, string>): string[] =>
  [...new Set([...Object.keys(one), ...Object.keys(other)])].filter(
    (name) => one[name] !== other[name],
  );
