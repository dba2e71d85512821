import { systemActor } from '#core/actor.ts';
import { permissions } from '#core/permissions.ts';
import type { Errand } from '#generated/prisma/client.ts';
import { transaction } from '#platform/database/transaction.ts';
import type { App } from '#schema/app.ts';
import { ownCaller } from '#schema/context.ts';
import { seal } from '#schema/seal.ts';
import { settle } from '#schema/settle.ts';
import { openWork, type Work } from '#schema/work.ts';

const system = systemActor(new Set(permissions));

/**
 * Makes a change that nobody asked for: one transaction with its audit entry, and then the outside
 * work it began. What fails there is in the module queue.
 * @returns the errands of the outside work, as far as they came
 */
export async function byItself(
  app: App,
  deed: { action: string; input: object },
  run: (work: Work) => Promise<unknown>,
): Promise<Errand[]> {
  const begun = await transaction(app.db, async (tx) => {
    const work = openWork({ app, actor: system, caller: ownCaller(deed.action) }, tx);
    await run(work);
    await seal(work, deed);
    return work.begun;
  });
  const errands: Errand[] = [];
  for (const id of begun) errands.push(await settle(app, id));
  return errands;
}
