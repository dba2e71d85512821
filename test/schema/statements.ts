import { AsyncLocalStorage } from 'node:async_hooks';
import { PGlite } from '@electric-sql/pglite';
import pg from 'pg';
import { Cells } from '#platform/database/cells.ts';

/** Tells what `work` sends from what the gateways of other test files do by themselves. */
const counting = new AsyncLocalStorage<string[]>();

type Query = (this: unknown, ...args: unknown[]) => unknown;

/** The statements in what a driver was given to send. */
function textsOf(provided: unknown): string[] {
  if (typeof provided === 'string') return [provided];
  if (provided instanceof Cells) return provided.requested.map(({ statement }) => statement.text);
  const { text } = provided as { text?: string };
  return text ? [text] : [];
}

/**
 * Notes every statement that is sent to a database while `work` runs, Prisma's included, on
 * whichever connection and to whichever kind of database.
 */
export async function statementsOf<Result>(
  work: () => Promise<Result>,
): Promise<{ result: Result; statements: string[] }> {
  const statements: string[] = [];
  const prototypes = [pg.Client.prototype, PGlite.prototype] as unknown as { query: Query }[];
  const originals = prototypes.map(({ query }) => query);
  prototypes.forEach((prototype, at) => {
    prototype.query = function (...args) {
      if (counting.getStore() === statements) statements.push(...textsOf(args[0]));
      return originals[at]!.apply(this, args);
    };
  });
  try {
    return { result: await counting.run(statements, work), statements };
  } finally {
    prototypes.forEach((prototype, at) => {
      prototype.query = originals[at]!;
    });
  }
}
