import { systemActor } from '#core/actor.ts';
import { permissions } from '#core/permissions.ts';
import type { Errand } from '#generated/prisma/client.ts';
import { transaction } from '#platform/database/transaction.ts';
import type { App } from './app.ts';
import { systemRequest } from './context.ts';
import { recordChange } from './record-change.ts';
import { settle } from './settle.ts';
import { openWork, type Work } from './work.ts';

const system = systemActor(new Set(permissions));

/**
 * Makes a change that nobody asked for: one transaction with its audit entry, and then the outside
 * work it began. What fails there is in the module queue.
 * @returns the errands of the outside work, as far as they came
 */
export async function runAsSystem(
  app: App,
  change: { action: string; input: object },
  run: (work: Work) => Promise<unknown>,
): Promise<Errand[]> {
  const begun = await transaction(app.db, async (tx) => {
    const work = openWork({ app, actor: system, requestInfo: systemRequest(change.action) }, tx);
    await run(work);
    await recordChange(work, change);
    return work.begun;
  });
  const errands: Errand[] = [];
  for (const id of begun) errands.push(await settle(app, id));
  return errands;
}
