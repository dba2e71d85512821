import { type Actor, isStaff } from '#core/actor.ts';
import type { Prisma } from '#generated/prisma/client.ts';
import { matchNone } from '#modules/access/visible.ts';

/** Which resellers an actor may see: itself and those below it. */
export function visibleResellers(actor: Actor): Prisma.ResellerWhereInput {
  if (isStaff(actor)) return {};
  if (actor.kind !== 'reseller') return matchNone;
  const id = actor.resellerId ?? -1;
  return { OR: [{ id }, { parentId: id }] };
}

/** Which price lists an actor may see: those it pays, and those it sells by. */
export function visiblePriceLists(actor: Actor): Prisma.PriceListWhereInput {
  if (isStaff(actor)) return {};
  if (actor.kind === 'customer')
    return {
      customerForResellers: { some: { clients: { some: { id: { in: [...actor.clientIds] } } } } },
    };
  const some = visibleResellers(actor);
  return {
    OR: [
      { ownerId: actor.resellerId ?? -1 },
      { costForResellers: { some } },
      { customerForResellers: { some } },
    ],
  };
}

/** Which price lists an actor may change: the company any, a reseller those it made. */
export const changeablePriceLists = (actor: Actor): Prisma.PriceListWhereInput =>
  isStaff(actor) ? {} : { ownerId: actor.resellerId ?? -1 };
