import { type Connection, createConnection } from 'mysql2/promise';
import { StartRefused } from '#core/start-refused.ts';

/** A cell as it is stored: dates, amounts and large numbers as text. */
export type SourceCell = string | number | null;

/** A row of the other system by its column names; a column its version lacks is undefined. */
export type SourceRow = Readonly<Record<string, SourceCell | undefined>>;

/** The database that is moved from, as it was when it was opened. Nothing is ever written to it. */
export interface SourceDatabase {
  /** @throws SourceLost */
  rows(sql: string, values?: readonly SourceCell[]): Promise<SourceRow[]>;
  /** The columns of a table, in its order; empty where there is no such table. */
  columnsOf(table: string): readonly string[];
  close(): Promise<void>;
}

/** The source went away, or refused a statement, after it had been opened. */
export class SourceLost extends Error {
  constructor(cause: unknown) {
    super(reasonOf(cause), { cause });
    this.name = 'SourceLost';
  }
}

/**
 * Opens a MySQL or MariaDB database to read it as it is at this moment, while others go on writing.
 * @throws StartRefused naming what to change
 */
export async function openSource(address: string): Promise<SourceDatabase> {
  const url = checked(address);
  const where = `${url.hostname}:${url.port || '3306'}${url.pathname}`;
  let connection: Connection;
  try {
    connection = await createConnection({
      host: url.hostname,
      port: Number(url.port || 3306),
      user: decodeURIComponent(url.username),
      password: decodeURIComponent(url.password),
      database: decodeURIComponent(url.pathname.slice(1)),
      charset: 'utf8mb4',
      dateStrings: true,
      supportBigNumbers: true,
      bigNumberStrings: true,
      connectTimeout: 10_000,
    });
    await connection.query('set session transaction read only');
    await connection.query('start transaction with consistent snapshot');
  } catch (error) {
    throw new StartRefused(`--database: ${where} cannot be read (${reasonOf(error)}).`);
  }
  // Each statement reports its own; an idle connection that breaks must not end the process.
  connection.on('error', () => {});
  const rows: SourceDatabase['rows'] = async (sql, values = []) => {
    try {
      const [found] = await connection.query(sql, [...values]);
      return found as SourceRow[];
    } catch (error) {
      throw new SourceLost(error);
    }
  };
  const tables = new Map<string, string[]>();
  const columns = await rows(
    `select table_name as t, column_name as c from information_schema.columns
     where table_schema = database() order by table_name, ordinal_position`,
  );
  for (const { t, c } of columns) {
    const names = tables.get(String(t)) ?? [];
    tables.set(String(t), [...names, String(c)]);
  }
  return {
    rows,
    columnsOf: (table) => tables.get(table) ?? [],
    close: async () => connection.destroy(),
  };
}

function checked(address: string): URL {
  const url = URL.parse(address);
  if (!url || !/^(mysql|mariadb):$/.test(url.protocol) || url.pathname.length < 2)
    throw new StartRefused('--database: give it as mysql://user:password@host:3306/database.');
  return url;
}

/** The driver's code and words; it repeats no password. */
function reasonOf(error: unknown): string {
  const { code, message } = error as { code?: string; message?: string };
  return [code, message].filter(Boolean).join(': ');
}
