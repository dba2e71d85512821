import type { Actor } from '#core/actor.ts';
import { isStaff } from '#core/actor.ts';

/** A condition that no row meets: ids start at 1. */
export const matchNone = { id: -1 };

/**
 * Which rows that belong to a client an actor may see, as a condition on the row's `clientId` and
 * `client`. Every module's `visible.ts` is made of this.
 */
export function ofVisibleClient(actor: Actor) {
  if (isStaff(actor)) return {};
  if (actor.kind === 'reseller') return { client: { resellerId: actor.resellerId ?? -1 } };
  return { clientId: { in: [...actor.clientIds] } };
}

/** Which clients an actor may see. */
export function visibleClients(actor: Actor) {
  if (isStaff(actor)) return {};
  if (actor.kind === 'reseller') return { resellerId: actor.resellerId ?? -1 };
  return { id: { in: [...actor.clientIds] } };
}
