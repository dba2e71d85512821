import type { Actor } from '#core/actor.ts';
import { isStaff } from '#core/actor.ts';
import { DomainError } from '#core/errors.ts';
import type { Prisma } from '#generated/prisma/client.ts';
import type { Db, Tx } from '#platform/database/client.ts';
import { matchNone, visibleClients } from '#modules/access/visible.ts';

/** A client that is not this reseller's. Written out, since `not` alone passes over nulls. */
const notOf = (resellerId: number): Prisma.ClientWhereInput => ({
  OR: [{ resellerId: null }, { resellerId: { not: resellerId } }],
});

/** Which users an actor may see: staff all, others those of their clients, everybody themselves. */
export function visibleUsers(actor: Actor): Prisma.UserWhereInput {
  if (isStaff(actor)) return {};
  const linked = { clientLinks: { some: { client: visibleClients(actor) } } };
  if (actor.kind === 'reseller') return { OR: [linked, { resellerId: actor.resellerId ?? -1 }] };
  return { OR: [linked, { id: actor.userId ?? -1 }] };
}

/**
 * Whose sign-in an actor may change. A reseller may not touch a user who can also enter accounts
 * that are none of its own: whoever changes an address or password gets in everywhere.
 */
export function managedUsers(actor: Actor): Prisma.UserWhereInput {
  if (isStaff(actor)) return {};
  if (actor.kind === 'reseller') {
    const foreign = { clientLinks: { some: { client: notOf(actor.resellerId ?? -1) } } };
    return { AND: [visibleUsers(actor), { NOT: foreign }] };
  }
  if (actor.userId !== null) return { id: actor.userId };
  // A client's own key stands for the owner of the account.
  if (actor.kind !== 'customer') return matchNone;
  return { clientLinks: { some: { isOwner: true, clientId: { in: [...actor.clientIds] } } } };
}

/** Which user: by its own id, or as the owner of a client's account. */
export interface WhichUser {
  userId?: number | null | undefined;
  clientId?: number | null | undefined;
}

/**
 * The id of a user whose sign-in the actor may change.
 * @throws DomainError USER_NOT_FOUND where there is none, and the same where it is not the actor's
 */
export async function managedUserId(
  db: Db | Tx,
  actor: Actor,
  { userId, clientId }: WhichUser,
): Promise<number> {
  const which: Prisma.UserWhereInput = clientId
    ? { clientLinks: { some: { clientId, isOwner: true, client: visibleClients(actor) } } }
    : { id: userId ?? actor.userId ?? -1 };
  const user = await db.user.findFirst({
    where: { AND: [which, managedUsers(actor)] },
    select: { id: true },
  });
  if (!user) throw new DomainError('USER_NOT_FOUND');
  return user.id;
}
