import type { Connection, Database } from '#platform/database/client.ts';
import { Chance } from './chance.ts';

interface Column {
  table: string;
  name: string;
  type: string;
  kind: string;
  length: number | null;
  nullable: boolean;
  isList: boolean;
  generated: boolean;
  labels: string[] | null;
  target: string | null;
  key: string | null;
}

const COLUMNS = `
  select c.relname as "table", a.attname as name, format_type(t.oid, null) as type,
         t.typtype::text as kind, nullif(a.atttypmod, -1) - 4 as length,
         not a.attnotnull as nullable, e.oid is not null as "isList",
         coalesce(pg_get_expr(d.adbin, d.adrelid) like 'nextval%', false) as generated,
         (select array_agg(l.enumlabel::text order by l.enumsortorder) from pg_enum l
           where l.enumtypid = t.oid) as labels,
         f.relname as target, k.attname as key
  from pg_class c
  join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
  left join pg_type e on e.oid = a.atttypid and e.typcategory = 'A'
  join pg_type t on t.oid = coalesce(nullif(e.typelem, 0), a.atttypid)
  left join pg_attrdef d on d.adrelid = c.oid and d.adnum = a.attnum
  left join pg_constraint x on x.conrelid = c.oid and x.contype = 'f' and x.conkey = array[a.attnum]
  left join pg_class f on f.oid = x.confrelid
  left join pg_attribute k on k.attrelid = f.oid and k.attnum = x.confkey[1]
  where c.relnamespace = 'public'::regnamespace and c.relkind = 'r'
    and c.relname <> '_prisma_migrations' and c.relname !~ '^(outbox_|tasks|idempotency_)'
  order by c.relname, a.attnum`;

const WORDS = ['Ada', 'ada%', 'Bo_b', 'Zoë', "O'Hara", '', 'basic plan', 'Ünal "x" \\ y', 'ADA'];

/**
 * Fills the tables of a database with rows of all kinds, those aside that a running gateway works on: whatever the columns are, each reference
 * meets a row, and about a third of what may be null is.
 */
export const writeBook = (
  database: Pick<Database, 'connection'>,
  rows: number,
  seed = 1,
): Promise<void> =>
  database.connection(async (connection) => {
    // Nobody waits for the disk over rows that are thrown away.
    await connection.script('set synchronous_commit = off');
    await write(connection, rows, new Chance(seed));
    await connection.script('set synchronous_commit = on');
  });

async function write(database: Connection, rows: number, chance: Chance): Promise<void> {
  const columns = await database.query<Column>(COLUMNS);
  const tables = new Map<string, Column[]>();
  for (const column of columns)
    tables.set(column.table, [...(tables.get(column.table) ?? []), column]);
  for (const name of inOrder(tables)) {
    const own = tables.get(name)!.filter(({ generated }) => !generated);
    const targets = new Map<string, unknown[]>();
    for (const { target, key } of own)
      if (target) targets.set(`${target}.${key}`, await keysOf(database, target, key!));
    const written = Array.from({ length: rows }, (_row, at) =>
      own.map((column) => valueOf(chance, column, targets, at + 1)),
    );
    // Rules of the domain, in triggers and checks, refuse some rows: there are enough left.
    await insert(database, name, own, written).catch(async () => {
      for (const row of written) await insert(database, name, own, [row]).catch(() => {});
    });
  }
}

/** Tables so that what is referred to comes before what refers to it, circles by null aside. */
function inOrder(tables: ReadonlyMap<string, readonly Column[]>): string[] {
  const order: string[] = [];
  const visit = (name: string, within: readonly string[]) => {
    if (order.includes(name) || within.includes(name)) return;
    const own = tables.get(name) ?? [];
    for (const strict of [true, false])
      for (const { target, nullable } of own)
        if (target && tables.has(target) && nullable !== strict) visit(target, [...within, name]);
    order.push(name);
  };
  for (const name of tables.keys()) visit(name, []);
  return order;
}

async function keysOf(database: Connection, table: string, key: string): Promise<unknown[]> {
  const rows = await database.query<{ key: unknown }>(
    `select "${key}" as key from "${table}" order by 1`,
  );
  return rows.map((row) => row.key);
}

async function insert(
  database: Connection,
  table: string,
  columns: readonly Column[],
  rows: readonly unknown[][],
): Promise<void> {
  const names = columns.map(({ name }) => `"${name}"`).join();
  const places = rows.map(
    (row, at) => `(${row.map((_value, index) => `$${at * row.length + index + 1}`).join()})`,
  );
  const text = `insert into "${table}" (${names}) values ${places.join()} on conflict do nothing`;
  await database.query(text, rows.flat());
}

function valueOf(
  chance: Chance,
  column: Column,
  targets: ReadonlyMap<string, readonly unknown[]>,
  at: number,
): unknown {
  const { target, key, nullable, isList } = column;
  if (target) {
    const keys = targets.get(`${target}.${key}`) ?? [];
    return keys.length === 0 || (nullable && chance.is(0.3)) ? null : chance.of(keys);
  }
  if (nullable && chance.is(0.3)) return null;
  if (!isList) return single(chance, column, at);
  const items = Array.from({ length: chance.below(3) }, () => single(chance, column, at));
  return `{${items.map((item) => JSON.stringify(String(item))).join()}}`;
}

function single(chance: Chance, { type, kind, labels, length, name }: Column, at: number): unknown {
  if (kind === 'e') return chance.of(labels!);
  if (/^(integer|bigint|smallint)/.test(type)) return chance.of([0, 1, 2, 3, at, 40 + at]);
  if (type.startsWith('numeric')) return chance.of(['0', '12.5', '9.99', '1234.5', '100', '-3.1']);
  if (/^(double|real)/.test(type)) return chance.of([0, -1.5, 0.1, 1e21, at]);
  if (type.startsWith('boolean')) return chance.is(0.5);
  if (type.startsWith('json')) return JSON.stringify({ list: [1, 'two', null], at });
  if (type.startsWith('uuid')) return `00000000-0000-4000-8000-${String(at).padStart(12, '0')}`;
  if (type.startsWith('date')) return `2026-0${1 + chance.below(9)}-1${chance.below(9)}`;
  if (type.startsWith('timestamp'))
    return new Date(
      Date.UTC(2026, chance.below(12), 1 + at, 3, 4, 5, chance.of([0, 7, 120])),
    ).toISOString();
  if (/^character\b|^bpchar/.test(type) && length && length > 0)
    return [...Array(length).keys()]
      .map((place) => String.fromCharCode(65 + ((at + place) % 26)))
      .join('');
  return chance.is(0.4) ? chance.of(WORDS) : `${name} ${at}`;
}
