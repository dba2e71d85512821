import type { Prisma, PrismaClient } from '#generated/prisma/client.ts';

/** The root client: reads, and the start of transactions. */
export type Db = PrismaClient;

/** The client inside a transaction. */
export type Tx = Prisma.TransactionClient;

/** A statement for the database itself, beside Prisma. Every value is bound, never written in. */
export interface Statement {
  /** Without values it may be several statements; the rows are then those of the last. */
  text: string;
  values?: unknown[];
  /** Prepared once per connection under this name; leave it out for a statement used once. */
  name?: string;
  /** It is done at once, one row by its key for instance, and may share its round trip with others. */
  isBrief?: boolean;
  /** Rows as arrays instead of objects. */
  rowMode?: 'array';
}

/** One connection held for a while: session locks and scripts of several statements. */
export interface Connection {
  query<Row>(text: string, values?: unknown[]): Promise<Row[]>;
  /** Runs a text of any number of statements, for instance a migration; gives the last one's rows. */
  script<Row>(sql: string): Promise<Row[]>;
}

/** The open database, whichever kind it is. */
export interface Database {
  prisma: Db;
  kind: 'postgresql' | 'embedded';
  /** Runs one statement and gives its rows. @throws DatabaseUnavailable */
  query<Row>(statement: Statement): Promise<Row[]>;
  /** Runs one statement and gives the text of its first row's first cell; null where there is none. */
  firstCell(statement: Statement): Promise<string | null>;
  /** Holds one connection while `use` works with it; it is not given back to the pool after. */
  connection<Result>(use: (connection: Connection) => Promise<Result>): Promise<Result>;
  /**
   * Calls `hear` for each NOTIFY on the channel, and with an empty payload whenever some may have
   * been missed because the connection was lost. Gives the function that stops it.
   */
  listen(channel: string, onEvent: (payload: string) => void): Promise<() => Promise<void>>;
  close(): Promise<void>;
}
