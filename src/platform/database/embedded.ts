import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { pg_trgm as trigrams } from '@electric-sql/pglite/contrib/pg_trgm';
import { PrismaPGlite } from 'pglite-prisma-adapter';
import { PrismaClient } from '#generated/prisma/client.ts';
import { bound } from '#core/runtime.ts';
import { traced } from '#core/tracing.ts';
import { hangBell, openBell, RING } from './bell.ts';
import type { Connection, Database, Statement } from './client.ts';
import { claimFolder } from './folder-lock.ts';
import { ensureSpace, type OnSpace, watchSpace } from './free-space.ts';
import { statementSpan } from './statement-span.ts';
import { asUnavailable } from './unavailable.ts';

/** What the embedded database has besides its core: parts of words are found by trigrams. */
export const extensions = { pg_trgm: trigrams };

/** How long a change waits for its turn on the only connection, in milliseconds. */
const TURN_MS = 15_000;

/** Opens the database that lives inside this process, in `dataDir/pgdata` or in memory. */
export async function openEmbedded(options: {
  dataDir?: string | undefined;
  template?: Blob | undefined;
  onTrouble?: ((error: Error) => void) | undefined;
  onSpace?: OnSpace | undefined;
}): Promise<Database> {
  const { dataDir, template, onTrouble = () => {}, onSpace = () => {} } = options;
  const release = dataDir ? claimFolder(dataDir) : () => {};
  if (dataDir) await ensureSpace(dataDir).catch(releasing(release));
  const engine = new PGlite({
    extensions,
    ...(dataDir && { dataDir: join(dataDir, 'pgdata') }),
    ...(template && { loadDataDir: template }),
  });
  try {
    await engine.waitReady;
    // The adapter writes times without a zone, and means UTC.
    await engine.exec(`set time zone 'UTC'`);
  } catch (error) {
    return releasing(release)(error);
  }
  const stopWatching = dataDir
    ? watchSpace({
        folder: dataDir,
        tidy: () => engine.exec('checkpoint'),
        setReadOnly: (isReadOnly) =>
          engine.exec(`set default_transaction_read_only = ${isReadOnly ? 'on' : 'off'}`),
        onSpace,
        onTrouble,
      })
    : async () => {};

  const prisma = new PrismaClient({
    adapter: new PrismaPGlite(engine),
    transactionOptions: { maxWait: TURN_MS, timeout: TURN_MS },
  });
  const bell = openBell((channels) => query(engine, { text: RING, values: [channels] }), onTrouble);
  hangBell(prisma, bell);
  return {
    prisma,
    kind: 'embedded',
    query: (statement) =>
      traced(
        () => statementSpan(statement),
        () => query(engine, statement),
      ),
    firstCell: (statement) =>
      traced(
        () => statementSpan(statement),
        () => firstCell(engine, statement),
      ),
    connection: (use) => use(connectionOf(engine)),
    alone: (use) =>
      engine.transaction(async (tx) => {
        // What it began is not wanted; that it holds the others off is.
        await tx.exec('rollback');
        return use(connectionOf(tx));
      }),
    listen: async (channel, onEvent) => {
      const stop = await engine.listen(channel, bound(onEvent));
      return () => stop();
    },
    beside: async ({ folder }) => {
      await mkdir(folder, { recursive: true, mode: 0o700 });
      return openEmbedded({ dataDir: folder });
    },
    dropBeside: ({ folder }) => rm(folder, { recursive: true, force: true }),
    // It is one connection, inside this process.
    load: () => ({ most: 1, open: 1, idle: 0, waiting: 0 }),
    close: async () => {
      await stopWatching();
      await bell.close();
      await prisma.$disconnect();
      await engine.close();
      release();
    },
  };
}

/** Lets the folder go of a database that does not open. */
const releasing =
  (release: () => void) =>
  (error: unknown): never => {
    release();
    throw error;
  };

async function firstCell(engine: PGlite, statement: Statement): Promise<string | null> {
  const [row] = await query<[string | null]>(engine, { ...statement, rowMode: 'array' });
  return row?.[0] ?? null;
}

async function query<Row>(engine: PGlite, statement: Statement): Promise<Row[]> {
  const { text, values, rowMode } = statement;
  const options = rowMode && { rowMode };
  try {
    if (values) return (await engine.query<Row>(text, values, options)).rows;
    return ((await engine.exec(text, options)).at(-1)?.rows ?? []) as Row[];
  } catch (error) {
    // A script that failed may have left its own transaction open on the only connection.
    if (!values) await engine.exec('rollback').catch(() => {});
    throw asUnavailable(error) ?? error;
  }
}

const connectionOf = (engine: Pick<PGlite, 'query' | 'exec'>): Connection => ({
  query: async <Row>(text: string, values?: unknown[]) =>
    (await engine.query<Row>(text, values)).rows,
  script: async <Row>(sql: string) => ((await engine.exec(sql)).at(-1)?.rows ?? []) as Row[],
});
