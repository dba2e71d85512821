import { readFile } from 'node:fs/promises';
import { PGlite } from '@electric-sql/pglite';
import { PrismaPGlite } from 'pglite-prisma-adapter';
import { PrismaClient } from '#generated/library/prisma/client.ts';
import type { Connection } from '#platform/database/client.ts';
import type { PlannedDatabase, PlannedStatement } from '#planner/database.ts';
import { writeBook } from '#test/schema/book.ts';

/** The library's own client. */
export type LibraryClient = PrismaClient;

/** Opens a library in memory whose tables hold so many rows each, of all kinds. */
export async function openLibrary(
  rows: number,
  seed?: number,
): Promise<PlannedDatabase<LibraryClient>> {
  const engine = new PGlite();
  await engine.exec(`set time zone 'UTC'`);
  await engine.exec(await readFile(new URL('library.sql', import.meta.url), 'utf8'));
  const connection: Connection = {
    query: async <Row>(text: string, values?: unknown[]) =>
      (await engine.query<Row>(text, values)).rows,
    script: async <Row>(sql: string) => ((await engine.exec(sql)).at(-1)?.rows ?? []) as Row[],
  };
  await writeBook({ connection: (use) => use(connection) }, rows, seed);
  const query = async <Row>({ text, values, rowMode }: PlannedStatement) =>
    (await engine.query<Row>(text, values, rowMode && { rowMode })).rows;
  return {
    prisma: new PrismaClient({ adapter: new PrismaPGlite(engine) }),
    query,
    firstCell: async (statement) => {
      const [row] = await query<[string | null]>({ ...statement, rowMode: 'array' });
      return row?.[0] ?? null;
    },
  };
}
