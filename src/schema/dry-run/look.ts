import type { Tx } from '#platform/database/client.ts';
import { lastIds } from '#planner/last-ids.ts';
import { catalogOf } from '#planner/planner.ts';
import type { Context } from '#schema/context.ts';
import { effectsOf } from './effects-of.ts';
import { ensureAsPlanned } from './plan.ts';

/**
 * Looks at what a change comes to, where somebody asked for that: in a dry run the effects are
 * noted, and with a plan they must be those of the plan. Called before the change; what it gives is
 * called after it, in the same transaction.
 * @throws DomainError PLAN_CHANGED
 */
export async function looker(
  { app, actor, dryRun, planned }: Context,
  position: number,
  tx: Tx,
): Promise<(() => Promise<void>) | null> {
  if (!dryRun && !planned) return null;
  const before = await lastIds(tx, catalogOf(app.database.prisma));
  return async () => {
    const effects = await effectsOf(app, { tx, actor, before });
    dryRun?.effects.set(position, effects);
    if (planned) ensureAsPlanned(planned[position], effects);
  };
}
