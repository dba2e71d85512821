import { systemActor } from '#core/actor.ts';
import { permissions } from '#core/permissions.ts';
import { transaction } from '#platform/database/transaction.ts';
import type { App } from '#schema/app.ts';
import { systemRequest } from '#schema/context.ts';
import { recordChange } from '#schema/record-change.ts';
import { openWork, type Work } from '#schema/work.ts';

const system = systemActor(new Set(permissions));

/** A change that nobody asked for: one transaction with its audit entry and its events. */
export function runSystemAction<Result>(
  app: App,
  action: string,
  input: object,
  run: (work: Work) => Promise<Result>,
): Promise<Result> {
  return transaction(app.db, async (tx) => {
    const work = openWork({ app, actor: system, requestInfo: systemRequest('domains') }, tx);
    const result = await run(work);
    await recordChange(work, { action, input });
    return result;
  });
}
