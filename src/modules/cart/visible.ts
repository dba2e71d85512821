import type { Actor } from '#core/actor.ts';
import { isStaff } from '#core/actor.ts';
import { now } from '#core/clock.ts';
import type { Prisma } from '#generated/prisma/client.ts';
import { ofVisibleClient } from '#modules/access/visible.ts';

/**
 * Which carts an actor may see: those of its clients, and those of visitors who came through its
 * own credential. Staff see all. A cart whose time is over is nobody's.
 */
export function visibleCarts(actor: Actor): Prisma.CartWhereInput {
  const alive = { expiresAt: { gt: now() } };
  if (isStaff(actor)) return alive;
  return { AND: [alive, { OR: [ofClients(actor), ofVisitors(actor)] }] };
}

/** Which items of carts an actor may see. */
export const visibleCartItems = (actor: Actor): Prisma.CartItemWhereInput => ({
  cart: visibleCarts(actor),
});

const ofClients = (actor: Actor): Prisma.CartWhereInput => ({
  AND: [{ clientId: { not: null } }, ofVisibleClient(actor)],
});

const ofVisitors = ({ credentialId }: Actor): Prisma.CartWhereInput => ({
  clientId: null,
  credentialId: credentialId ?? -1,
});
