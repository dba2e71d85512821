import type { AuthCache } from '#platform/auth-cache.ts';
import type { Tx } from '#platform/database/client.ts';
import { standsBefore, trial } from '#platform/database/transaction.ts';
import { readingClient } from '#planner/front.ts';
import type { App } from '#schema/app.ts';
import type { Context, DryRun } from '#schema/context.ts';

/** What a dry run found. */
export interface Rehearsal<Answer> extends DryRun {
  answer: Answer;
}

/**
 * Executes changes as they would be made, reads their payloads in the same transaction, and undoes
 * it all: no row, number, event, email or task remains, and no provider was told of a change.
 */
export const rehearse = <Answer, Asked extends Context>(
  context: Asked,
  execute: (context: Asked) => Promise<Answer>,
): Promise<Rehearsal<Answer>> =>
  trial(
    context.app.db,
    async (tx) => {
      const dryRun: DryRun = { effects: new Map() };
      const app = appWithin(context.app, tx);
      const requestInfo = { ...context.requestInfo, idempotencyKey: null };
      const answer = await execute({ ...context, app, db: app.db, requestInfo, dryRun });
      return { answer, ...dryRun };
    },
    { isolation: 'RepeatableRead' },
  );

/** The gateway as a trial may use it: it reads through the transaction and stores nothing elsewhere. */
export function appWithin(app: App, tx: Tx): App {
  const db = standsBefore(readingClient(app.database, tx), tx);
  return {
    ...app,
    db,
    // What is read within the transaction must not be cached outside.
    authCache: { get: (_key, read) => read(), outlive: async () => {} } as AuthCache,
    storage: { ...app.storage, put: async () => {}, delete: async () => {} },
  };
}
