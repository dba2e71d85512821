import { createConnection, type Connection } from 'mysql2/promise';
import { createTables } from './tables.ts';

/** A MySQL or MariaDB on which databases can be made. */
const server = process.env.TEST_SOURCE_URL ?? 'mysql://root@127.0.0.1:3306/';

/** A row to put in, by its columns' names. */
export type ShopRow = Readonly<Record<string, string | number | null>>;

/** An installation of WHMCS that was made up, in a database of its own. */
export interface Shop {
  /** Where it is, as `--database` takes it. */
  address: string;
  run(sql: string): Promise<void>;
  add(table: string, rows: readonly ShopRow[]): Promise<void>;
  /** Breaks every connection to it but its own, as a server that goes down does. */
  hangUp(): Promise<void>;
  drop(): Promise<void>;
}

/** Why no shop can be made here; null where one can. */
export async function whyNoShop(): Promise<string | null> {
  try {
    await (await createConnection({ uri: server, connectTimeout: 2_000 })).end();
    return null;
  } catch (error) {
    return `no MariaDB answers at TEST_SOURCE_URL (${(error as Error).message})`;
  }
}

let made = 0;

/** Makes an empty installation. */
export async function newShop(): Promise<Shop> {
  const name = `hostgraph_shop_${process.pid}_${(made += 1)}`;
  const connection = await createConnection({ uri: server, multipleStatements: false });
  // Old installations are full of zero dates, which a strict server would not take.
  await connection.query("set session sql_mode = ''");
  await connection.query(`drop database if exists ${name}`);
  await connection.query(`create database ${name}`);
  await connection.query(`use ${name}`);
  for (const statement of createTables) await connection.query(statement);
  return {
    address: Object.assign(new URL(server), { pathname: `/${name}` }).href,
    run: async (sql) => void (await connection.query(sql)),
    add: (table, rows) => add(connection, table, rows),
    hangUp: async () => {
      const [others] = await connection.query(
        'select id from information_schema.processlist where db = ? and id <> connection_id()',
        [name],
      );
      for (const { id } of others as { id: number }[]) await connection.query(`kill ${Number(id)}`);
    },
    drop: async () => {
      await connection.query(`drop database ${name}`);
      await connection.end();
    },
  };
}

/** Rows put in by one statement. */
const BATCH = 2_000;

async function add(connection: Connection, table: string, rows: readonly ShopRow[]) {
  for (let at = 0; at < rows.length; at += BATCH) {
    const batch = rows.slice(at, at + BATCH);
    const names = Object.keys(batch[0]!);
    const columns = names.map((name) => `\`${name}\``).join(', ');
    const values = batch.map((row) => names.map((name) => row[name] ?? null));
    await connection.query(`insert into ${table} (${columns}) values ?`, [values]);
  }
}
