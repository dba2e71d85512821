import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { PrismaPGlite } from 'pglite-prisma-adapter';
import { PrismaClient } from '#generated/prisma/client.ts';
import type { Connection, Database, Statement } from './client.ts';
import { asUnavailable } from './unavailable.ts';

/** How long a change waits for its turn on the only connection, in milliseconds. */
const TURN_MS = 15_000;

/** Opens the database that lives inside this process, in `dataDir/pgdata` or in memory. */
export async function openEmbedded(options: {
  dataDir?: string | undefined;
  template?: Blob | undefined;
}): Promise<Database> {
  const { dataDir, template } = options;
  const release = dataDir ? await claimFolder(dataDir) : async () => {};
  const engine = new PGlite({
    ...(dataDir && { dataDir: join(dataDir, 'pgdata') }),
    ...(template && { loadDataDir: template }),
  });
  try {
    await engine.waitReady;
    // The adapter writes times without a zone, and means UTC.
    await engine.exec(`set time zone 'UTC'`);
  } catch (error) {
    await release();
    throw error;
  }

  const prisma = new PrismaClient({
    adapter: new PrismaPGlite(engine),
    transactionOptions: { maxWait: TURN_MS, timeout: TURN_MS },
  });
  return {
    prisma,
    kind: 'embedded',
    query: (statement) => query(engine, statement),
    firstCell: async (statement) => {
      const [row] = await query<[string | null]>(engine, { ...statement, rowMode: 'array' });
      return row?.[0] ?? null;
    },
    connection: (use) => use(connectionOf(engine)),
    listen: async (channel, onEvent) => {
      const stop = await engine.listen(channel, onEvent);
      return () => stop();
    },
    close: async () => {
      await prisma.$disconnect();
      await engine.close();
      await release();
    },
  };
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

const connectionOf = (engine: PGlite): Connection => ({
  query: async <Row>(text: string, values?: unknown[]) =>
    (await engine.query<Row>(text, values)).rows,
  script: async <Row>(sql: string) => ((await engine.exec(sql)).at(-1)?.rows ?? []) as Row[],
});

/** Folders this process has open; the process id in the file cannot tell. */
const held = new Set<string>();

/**
 * Keeps a second process from opening the same files, which would destroy them.
 * @throws Error naming the process that has them open.
 */
async function claimFolder(dataDir: string): Promise<() => Promise<void>> {
  await mkdir(dataDir, { recursive: true, mode: 0o700 });
  const file = join(dataDir, 'pgdata.lock');
  for (let attempt = 1; ; attempt += 1) {
    try {
      await writeFile(file, String(process.pid), { flag: 'wx' });
      break;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST' || attempt > 3) throw error;
    }
    const owner = Number(await readFile(file, 'utf8').catch(() => ''));
    if (held.has(file) || (owner !== process.pid && isAlive(owner)))
      throw new Error(
        `The embedded database in ${dataDir} is in use by process ${owner}. ` +
          'Stop it, choose another DATA_DIR, or set DATABASE_URL to share one PostgreSQL.',
      );
    await rm(file, { force: true });
  }
  held.add(file);
  return async () => {
    held.delete(file);
    await rm(file, { force: true });
  };
}

function isAlive(pid: number): boolean {
  if (!Number.isInteger(pid) || pid <= 0) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
