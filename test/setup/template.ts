// Runs once per test run: makes the migrated database that each worker copies.
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { PGlite } from '@electric-sql/pglite';
import pg from 'pg';
import type { TestProject } from 'vitest/node';
import type { Connection } from '#platform/database/client.ts';
import { extensions } from '#platform/database/embedded.ts';
import { migrate, readMigrations } from '#platform/database/migrate.ts';
import { openDatabase } from '#platform/database/open.ts';

/** What a worker needs to get a database of its own. */
export interface Template {
  /** A dump for the embedded database. */
  file: string | null;
  /** A server, and the name of a migrated database on it that nobody is connected to. */
  server: { url: string; name: string } | null;
}

declare module 'vitest' {
  interface ProvidedContext {
    template: Template;
  }
}

const CACHE = 'node_modules/.cache/hostgraph';

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const url = process.env.TEST_DATABASE_URL;
  if (!url) {
    project.provide('template', { file: await embeddedTemplate(), server: null });
    return async () => {};
  }
  const name = `hostgraph_test_${process.pid}`;
  await run(url, `create database ${name}`);
  const database = await openDatabase({ databaseUrl: withName(url, name) });
  await migrate(database);
  await database.close();
  project.provide('template', { file: null, server: { url, name } });
  return () => dropAll(url, name);
}

/** The dump for these migrations, from the last run if they are still the same. */
async function embeddedTemplate(): Promise<string> {
  const sum = createHash('sha256').update(await readFile('package-lock.json'));
  sum.update(await readFile('src/platform/database/migrate.ts'));
  for (const { name, sql } of await readMigrations()) sum.update(`${name}\0${sql}`);
  const file = `${CACHE}/template-${sum.digest('hex').slice(0, 16)}.tar`;
  if (existsSync(file)) return file;
  const engine = new PGlite({ extensions });
  const connection: Connection = {
    query: async <Row>(text: string, values?: unknown[]) =>
      (await engine.query<Row>(text, values)).rows,
    script: async <Row>(sql: string) => ((await engine.exec(sql)).at(-1)?.rows ?? []) as Row[],
  };
  await migrate({ connection: (use) => use(connection) });
  const dump = await engine.dumpDataDir('none');
  await engine.close();
  await mkdir(CACHE, { recursive: true });
  await writeFile(`${file}.${process.pid}`, new Uint8Array(await dump.arrayBuffer()));
  await rename(`${file}.${process.pid}`, file);
  return file;
}

/** The same server, another database. */
export function withName(url: string, name: string): string {
  const address = new URL(url);
  address.pathname = `/${name}`;
  return address.href;
}

/** Runs one statement on a connection of its own. */
export async function run(url: string, sql: string): Promise<{ datname: string }[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(sql)).rows as { datname: string }[];
  } finally {
    await client.end();
  }
}

/** Drops the template and the workers' copies of it. */
async function dropAll(url: string, name: string): Promise<void> {
  const rows = await run(url, `select datname from pg_database where datname ~ '^${name}(_|$)'`);
  for (const { datname } of rows) await run(url, `drop database ${datname} with (force)`);
}
