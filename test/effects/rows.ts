import pg from 'pg';
import { Batch } from '#platform/database/batch.ts';
import type { App } from '#schema/app.ts';

/** Tables that say that something was asked, not what came of it; and columns of that kind. */
const BOOKS = [
  'activity_entries',
  'api_usages',
  'audit_entries',
  'idempotency_keys',
  'outbox_consumers',
];
const STAMPS = ['last_used_at', 'last_used_ip', 'updated_at', 'position'];

const tables = new WeakMap<App, readonly string[]>();

async function tablesOf(app: App): Promise<readonly string[]> {
  const known = tables.get(app);
  if (known) return known;
  const found = await app.database.query<{ name: string }>({
    text: `select tablename as name from pg_tables where schemaname = current_schema()
             and tablename not like '\\_prisma%' order by 1`,
  });
  const names = found.map(({ name }) => name).filter((name) => !BOOKS.includes(name));
  tables.set(app, names);
  return names;
}

const stamps = STAMPS.map((stamp) => ` - '${stamp}'`).join('');
const rowsIn = (name: string) =>
  `select '${name}' as name, (to_jsonb(t)${stamps})::text as row from "${name}" as t`;

/** Every row of every table. */
const all = (names: readonly string[]) => names.map(rowsIn).join(' union all ');

/** The rows that the transaction has written, and how many each table holds. */
const written = (names: readonly string[]) =>
  names
    .map(
      (
        name,
      ) => `${rowsIn(name)} where t.xmin::text::bigint >= (select pg_current_xact_id()::xid::text::bigint)
        union all select '${name}', json_build_object('id', 'all', 'rows', count(*))::text from "${name}"`,
    )
    .join(' union all ');

/** What stands where: `invoices.7.status` has `"PAID"`. */
export type Places = Map<string, string>;

interface Row {
  name: string;
  row: string;
}

function placesOf(rows: readonly Row[]): Places {
  const places: Places = new Map();
  for (const { name, row } of rows) {
    const columns = JSON.parse(row) as Record<string, unknown>;
    const keys = Object.keys(columns).filter((column) => /(^|_)(id|key|code|name)$/.test(column));
    const key = columns.id ?? keys.map((column) => columns[column]).join('/');
    for (const [column, value] of Object.entries(columns))
      places.set(`${name}.${key}.${column}`, JSON.stringify(value));
  }
  return places;
}

/** What every table holds before any call. */
export const restingRows = async (app: App): Promise<Places> =>
  placesOf(await app.database.query<Row>({ text: all(await tablesOf(app)) }));

/** What the statements of a message say. */
const textsOf = (batch: Batch): string[] =>
  (batch as unknown as { statements: { text: string }[] }).statements.map(({ text }) => text);

type Query = (this: unknown, ...args: unknown[]) => unknown;

/**
 * Runs `work`, which makes its changes in a transaction that it undoes, and tells what it had
 * written right before that. Numbers that it took are given back, so that it can be compared with
 * the next one. Null where nothing was undone, or it could not be read (`failure`), as in a
 * transaction that has failed before.
 */
export async function writtenBeforeUndone<Result>(
  app: App,
  work: () => Promise<Result>,
): Promise<{ result: Result; rows: Places | null; failure: unknown }> {
  const dump = written(await tablesOf(app));
  const numbers = await app.database.query<{ name: string; last: string | null }>({
    text: `select format('%I.%I', schemaname, sequencename) as name, last_value::text as last
           from pg_sequences where schemaname = current_schema()`,
  });
  let rows: Places | null = null;
  let failure: unknown = null;
  const prototype = pg.Client.prototype as unknown as { query: Query };
  const { query } = prototype;
  prototype.query = function (this: unknown, ...args: unknown[]) {
    const [sent] = args;
    const isUndoing = sent instanceof Batch && textsOf(sent)[0] === 'rollback';
    if (!isUndoing) return query.apply(this, args);
    const looked = query.call(this, dump) as Promise<{ rows: Row[] }>;
    void looked
      .then(
        (found) => void (rows = placesOf(found.rows)),
        (error: unknown) => void (failure = error),
      )
      .then(() => query.apply(this, args));
    return sent;
  };
  try {
    return { result: await work(), rows, failure };
  } finally {
    prototype.query = query;
    const back = numbers.map(({ name, last }) =>
      last === null ? `setval('${name}', 1, false)` : `setval('${name}', ${last})`,
    );
    await app.database.query({ text: `select ${back.join(', ')}` });
  }
}
