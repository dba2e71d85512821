import { PGlite } from '@electric-sql/pglite';
import pg from 'pg';

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
      const [first] = args as [string | { text?: string }];
      const text = typeof first === 'string' ? first : first?.text;
      if (text) statements.push(text);
      return originals[at]!.apply(this, args);
    };
  });
  try {
    return { result: await work(), statements };
  } finally {
    prototypes.forEach((prototype, at) => {
      prototype.query = originals[at]!;
    });
  }
}
