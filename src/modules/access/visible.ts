import type { Actor } from '#core/actor.ts';
import { isBackOffice, isStaff } from '#core/actor.ts';

/** A condition that no row meets: ids start at 1. */
export const matchNone = { id: -1 };

/** Everybody who may read the type sees all its rows. */
export const everyRow = () => ({});

/** Staff see every row, nobody else any. */
export const forStaff = (actor: Actor) => (isStaff(actor) ? {} : matchNone);

/** Staff and resellers see every row, customers none. */
export const backOfficeRows = (actor: Actor) => (isBackOffice(actor) ? {} : matchNone);

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
