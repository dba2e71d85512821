import { createHash } from 'node:crypto';
import { PrismaPg } from '@prisma/adapter-pg';
import pg from 'pg';
import { PrismaClient } from '#generated/prisma/client.ts';
import { cellReader } from './cell-reader.ts';
import type { Connection, Database, Statement } from './client.ts';
import { openListener } from './listener.ts';
import { PooledClient } from './pooled-client.ts';
import { asUnavailable } from './unavailable.ts';

/** How long things may take, in milliseconds, before the database counts as out of reach. */
const limits = {
  /** For a connection of the pool: a crowd is let in one after the other. */
  turn: 12_000,
  lock: 5_000,
  statement: 20_000,
  idleInTransaction: 30_000,
};

/** The most statements prepared by name on each connection. */
const NAMED_STATEMENTS = 500;

interface PostgresOptions {
  url: string;
  poolSize: number;
  onTrouble: (error: Error) => void;
}

/** Opens a PostgreSQL database: one pool for Prisma and raw statements, one connection to listen. */
export function openPostgres({ url, poolSize, onTrouble }: PostgresOptions): Database {
  const pool = new pg.Pool({
    connectionString: url,
    max: poolSize,
    application_name: 'hostgraph',
    connectionTimeoutMillis: limits.turn,
    Client: PooledClient,
    lock_timeout: limits.lock,
    statement_timeout: limits.statement,
    idle_in_transaction_session_timeout: limits.idleInTransaction,
    // When the line is dead nobody tells us; the server's own limit would have spoken before.
    query_timeout: limits.statement + 5_000,
    keepAlive: true,
    // The adapter writes times without a zone, and means UTC.
    options: '-c timezone=UTC -c default_transaction_isolation=read\\ committed',
  });
  pool.on('error', onTrouble);
  // A connection that breaks in use tells its statement; without a listener it would end the process.
  pool.on('connect', (client) => void client.on('error', () => {}));
  const listener = openListener(url, onTrouble);
  const prisma = new PrismaClient({
    adapter: new PrismaPg(pool, { statementNameGenerator: namer(), onConnectionError: onTrouble }),
    transactionOptions: { maxWait: limits.turn + 500, timeout: limits.statement },
  });
  return {
    prisma,
    kind: 'postgresql',
    query: (statement) => query(pool, statement),
    firstCell: cellReader(pool),
    connection: (use) => connection(pool, use),
    listen: listener.listen,
    close: async () => {
      await listener.close();
      await prisma.$disconnect();
      await pool.end();
    },
  };
}

async function query<Row>(pool: pg.Pool, statement: Statement): Promise<Row[]> {
  if (!statement.values) return connection(pool, ({ script }) => script<Row>(statement.text));
  try {
    return (await pool.query({ ...statement } as pg.QueryConfig)).rows as Row[];
  } catch (error) {
    throw asUnavailable(error) ?? error;
  }
}

async function connection<Result>(
  pool: pg.Pool,
  use: (connection: Connection) => Promise<Result>,
): Promise<Result> {
  const client = await pool.connect().catch((error: unknown) => {
    throw asUnavailable(error) ?? error;
  });
  try {
    return await use({
      query: async <Row>(text: string, values?: unknown[]) =>
        (await client.query(text, values)).rows as Row[],
      script: async <Row>(sql: string) => {
        const results: pg.QueryResult | pg.QueryResult[] = await client.query(sql);
        return ([results].flat().at(-1)?.rows ?? []) as Row[];
      },
    });
  } catch (error) {
    throw asUnavailable(error) ?? error;
  } finally {
    // Session settings, locks and a transaction that a script left open go with it.
    client.release(true);
  }
}

/** Names the statements Prisma sends, so that PostgreSQL parses each once per connection. */
function namer(): (query: { sql: string }) => string {
  const names = new Map<string, string>();
  return ({ sql }) => {
    const known = names.get(sql);
    if (known) return known;
    // A name given once must stay: past the cap statements go unnamed.
    if (names.size >= NAMED_STATEMENTS) return '';
    const name = `h${createHash('sha1').update(sql).digest('base64url')}`;
    names.set(sql, name);
    return name;
  };
}
