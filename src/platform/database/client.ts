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

/** A call of a model's method as a statement of ours. */
export interface PlannedCall {
  text: string;
  values: readonly unknown[];
  /** What the call comes to; undefined where it is left to Prisma. */
  resultOf(rows: object[], count: number): unknown;
}

/** Writes a call of a model's method as a statement; null where that is left to Prisma. */
export type CallPlanner = (
  model: string,
  method: string,
  args: Record<string, unknown> | undefined,
) => PlannedCall | null;

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
   * As `connection`, for a transaction that `use` begins and ends itself: no statement of others
   * comes between. The embedded database, which has one connection for all, makes them wait.
   */
  alone<Result>(use: (connection: Connection) => Promise<Result>): Promise<Result>;
  /**
   * Calls `hear` for each NOTIFY on the channel, and with an empty payload whenever some may have
   * been missed because the connection was lost. Gives the function that stops it.
   */
  listen(channel: string, onEvent: (payload: string) => void): Promise<() => Promise<void>>;
  /** Has calls of models inside transactions written by a planner, where that is of use. */
  planCalls?(planner: CallPlanner): void;
  /**
   * Opens a database of its own beside this one, which it makes where it is missing: a schema of
   * PostgreSQL, or else a folder. It does not migrate.
   */
  beside(place: DatabasePlace): Promise<Database>;
  /** Takes a database beside this one away, with everything in it. */
  dropBeside(place: DatabasePlace): Promise<void>;
  /** How the connections of this process stand now. */
  load(): ConnectionLoad;
  close(): Promise<void>;
}

/** Where a database beside another one is. */
export interface DatabasePlace {
  /** The name of its schema, on PostgreSQL; that of its jobs ends in `_jobs`. */
  schema: string;
  /** Its folder, embedded. */
  folder: string;
}

/** Connections of a pool, and callers that wait for one. */
export interface ConnectionLoad {
  most: number;
  open: number;
  idle: number;
  waiting: number;
}
