import { createHash } from 'node:crypto';
import pg from 'pg';
import { traced } from '#core/tracing.ts';
import { PrismaClient } from '#generated/prisma/client.ts';
import { hangBell, openBell, RING } from './bell.ts';
import { cellReader } from './cell-reader.ts';
import type { Connection, Database, Statement } from './client.ts';
import { LendingAdapter } from './lending-adapter.ts';
import { openListener } from './listener.ts';
import { FittingPool } from './fitting-pool.ts';
import { BouncedClient, PooledClient } from './pooled-client.ts';
import { type TransactionSetup, withTransactions } from './postgres-transaction.ts';
import { statementSpan } from './statement-span.ts';
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

/** What PgBouncer learns of a connection: it hands the server's settings to whoever comes next. */
const bounced = {
  application_name: 'hostgraph',
  query_timeout: limits.statement + 5_000,
  keepAlive: true,
};

interface PostgresOptions {
  url: string;
  /** Past a PgBouncer that `url` leads to, for what needs a session: LISTEN, migrations, locks. */
  directUrl?: string | undefined;
  poolSize: number;
  /** The schema to work in, and no other; the database's own where it is left out. */
  schema?: string;
  onTrouble: (error: Error) => void;
}

/** The most connections of a database beside another one, that of LISTEN and jobs aside. */
const BESIDE = 3;

/** Opens a PostgreSQL database: one pool for Prisma and raw statements, one connection to listen. */
export function openPostgres(options: PostgresOptions): Database {
  const { url, directUrl, poolSize, schema, onTrouble } = options;
  // What `notify_own` adds: NOTIFY reaches all sessions of a database, whatever their schema.
  const channelEnd = schema ? `_of_${schema}` : '';
  const session = {
    connectionString: directUrl ?? url,
    application_name: 'hostgraph',
    lock_timeout: limits.lock,
    statement_timeout: limits.statement,
    idle_in_transaction_session_timeout: limits.idleInTransaction,
    // When the line is dead nobody tells us; the server's own limit would have spoken before.
    query_timeout: limits.statement + 5_000,
    keepAlive: true,
    // The adapter writes times without a zone, and means UTC.
    options: `-c timezone=UTC -c default_transaction_isolation=read\\ committed${
      schema ? ` -c search_path=${schema} -c hostgraph.channel_end=${channelEnd}` : ''
    }`,
  };
  const onScarce = (had: number, wanted: number) =>
    onTrouble(
      new Error(`PostgreSQL allows ${had} connections here, DATABASE_POOL asks for ${wanted}.`),
    );
  const pool = new FittingPool(
    {
      ...(directUrl ? { ...bounced, connectionString: url } : session),
      max: poolSize,
      connectionTimeoutMillis: limits.turn,
      Client: directUrl ? BouncedClient : PooledClient,
    },
    onScarce,
  );
  pool.on('error', onTrouble);
  // A connection that breaks in use tells its statement; without a listener it would end the process.
  pool.on('connect', (client) => void client.on('error', () => {}));
  const listener = openListener(directUrl ?? url, onTrouble);
  // What is prepared by name stays on a connection that the next statement may not be given.
  const named = directUrl ? {} : { statementNameGenerator: namer() };
  const adapter = new LendingAdapter(pool, {
    ...named,
    ...(schema && { schema }),
    onConnectionError: onTrouble,
  });
  const timeout = limits.statement;
  const client = new PrismaClient({
    adapter,
    transactionOptions: { maxWait: limits.turn + 500, timeout },
  });
  const transactions: TransactionSetup = { pool, client, adapter, areNamed: !directUrl, timeout };
  const prisma = withTransactions(transactions);
  const bell = openBell(
    (channels) => query(pool, session, { text: RING, values: [channels] }),
    onTrouble,
  );
  hangBell(prisma, bell);
  const readCell = cellReader(pool, { areNamed: !directUrl });
  return {
    prisma,
    kind: 'postgresql',
    query: ({ name, ...statement }) =>
      query(pool, session, directUrl || !name ? statement : { ...statement, name }),
    firstCell: (statement) =>
      traced(
        () => statementSpan(statement),
        () => readCell(statement),
      ),
    connection: (use) => connection(session, use),
    alone: (use) => connection(session, use),
    listen: (channel, onEvent) => listener.listen(`${channel}${channelEnd}`, onEvent),
    planCalls: (planner) => void (transactions.planCall = planner),
    beside: async ({ schema: name }) => {
      await connection(session, ({ script }) => script(`create schema if not exists ${name}`));
      // A pooler gives each statement another connection, which knows nothing of a schema.
      return openPostgres({ url: directUrl ?? url, poolSize: BESIDE, schema: name, onTrouble });
    },
    dropBeside: ({ schema: name }) =>
      connection(session, async ({ script }) => {
        await script(`drop schema if exists ${name}, ${name}_jobs cascade`);
      }),
    load: () => ({
      most: pool.options.max,
      open: pool.totalCount,
      idle: pool.idleCount,
      waiting: pool.waitingCount,
    }),
    close: async () => {
      await bell.close();
      await listener.close();
      await prisma.$disconnect();
      await pool.end();
    },
  };
}

async function query<Row>(
  pool: pg.Pool,
  session: pg.ClientConfig,
  statement: Statement,
): Promise<Row[]> {
  if (!statement.values) return connection(session, ({ script }) => script<Row>(statement.text));
  try {
    return (await pool.query({ ...statement } as pg.QueryConfig)).rows as Row[];
  } catch (error) {
    throw asUnavailable(error) ?? error;
  }
}

/** Migrations and waiting for locks take as long as they take; the server's own limits still hold. */
const patient = { query_timeout: 0x7fffffff } as unknown as { text: string };

/**
 * Has the server look whether we are still there, where it can: it ends the work of a process that
 * was killed, and whoever comes next has not to wait for what nobody wants.
 */
const WATCH_CLIENT = `select set_config('client_connection_check_interval', '1s', false)
  from pg_settings where name = 'client_connection_check_interval'`;

/** A connection of its own, beside the pool's: whoever holds it may wait for those. */
async function connection<Result>(
  session: pg.ClientConfig,
  use: (connection: Connection) => Promise<Result>,
): Promise<Result> {
  const client = new PooledClient(session);
  client.on('error', () => {});
  try {
    await client.connect();
    // A server on a system that cannot tell says so here.
    await client.query(WATCH_CLIENT).catch(() => {});
    return await use({
      query: async <Row>(text: string, values?: unknown[]) =>
        (await client.query({ ...patient, text, values })).rows as Row[],
      script: async <Row>(text: string) => {
        const results: pg.QueryResult | pg.QueryResult[] = await client.query({ ...patient, text });
        return ([results].flat().at(-1)?.rows ?? []) as Row[];
      },
    });
  } catch (error) {
    throw asUnavailable(error) ?? error;
  } finally {
    // Session settings, locks and a transaction that a script left open go with it.
    await client.end().catch(() => {});
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
