import { execute, parse } from 'graphql';
import { expect } from 'vitest';
import { plannedClient, readingClient } from '#planner/front.ts';
import { statementsOf } from '#test/schema/statements.ts';
import { steady } from '#test/schema/steady.ts';
import { type LibraryClient, openLibrary } from './library.ts';
import { type Call, librarySchema } from './library-schema.ts';

/** Tries calls of Prisma, planned and not, over the rows of a library. */
export interface Calls {
  /** One way: the answer as text, and how many statements there were. */
  ask(call: Call, document: string): Promise<{ answer: string; statements: number }>;
  /** Both ways: the answers must be equal. */
  compare(call: Call, document: string): Promise<{ off: number; on: number }>;
}

export async function openCalls(): Promise<Calls> {
  const database = await openLibrary(14, 3);
  const planned = plannedClient(database);
  const native = readingClient(database);
  let call: Call;
  const schema = librarySchema(() => call);

  async function ask(document: string, db: LibraryClient) {
    const contextValue = { db, isLibrarian: true };
    const { result, statements } = await statementsOf(async () =>
      execute({ schema, document: parse(document), contextValue }),
    );
    return { answer: steady(result), statements: statements.length };
  }
  return {
    ask: (provided, document) => {
      call = provided;
      return ask(document, planned);
    },
    compare: async (provided, document) => {
      call = provided;
      const off = await ask(document, native);
      const on = await ask(document, planned);
      expect(on.answer).toBe(off.answer);
      return { off: off.statements, on: on.statements };
    },
  };
}
