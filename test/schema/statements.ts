import { AsyncLocalStorage } from 'node:async_hooks';
import { PGlite } from '@electric-sql/pglite';
import pg from 'pg';

/** Tells what `work` sends from what the gateways of other test files do by themselves. */
const counting = new AsyncLocalStorage<string[]>();

type Query = (this: unknown, ...args: unknown[]) => unknown;

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
      const [first] = args as [string | { text?: string; texts?: string[] }];
      const texts = typeof first === 'string' ? [first] : (first.texts ?? [first.text ?? '']);
      if (counting.getStore() === statements) statements.push(...texts.filter(Boolean));
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
