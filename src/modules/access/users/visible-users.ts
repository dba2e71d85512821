import type { Actor } from '#core/actor.ts';
import { isBackOffice, isStaff } from '#core/actor.ts';
import type { Permission } from '#core/permissions.ts';
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
 * Whether a staff or reseller credential may change the sign-in of others: `access:self` alone is
 * for one's own. A credential with a list of commands got the command itself.
 */
const mayManage = ({ permissions, commands }: Actor, permission: Permission): boolean =>
  permissions.has(permission) || commands !== null;

/**
 * Whose sign-in an actor may change, by a permission that reaches others. A reseller may not touch a
 * user who can also enter accounts that are none of its own: whoever changes an address or password
 * gets in everywhere.
 */
export function managedUsers(
  actor: Actor,
  permission: Permission = 'access:write',
): Prisma.UserWhereInput {
  if (isBackOffice(actor) && !mayManage(actor, permission)) return matchNone;
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
 * The id of a user whose sign-in the actor may change, by a permission that reaches others.
 * @throws DomainError USER_NOT_FOUND where there is none, and the same where it is not the actor's
 */
export async function managedUserId(
  db: Db | Tx,
  actor: Actor,
  { userId, clientId }: WhichUser,
  permission: Permission = 'access:write',
): Promise<number> {
  const which: Prisma.UserWhereInput = clientId
    ? { clientLinks: { some: { clientId, isOwner: true, client: visibleClients(actor) } } }
    : { id: userId ?? actor.userId ?? -1 };
  const user = await db.user.findFirst({
    where: { AND: [which, managedUsers(actor, permission)] },
    select: { id: true },
  });
  if (!user) throw new DomainError('USER_NOT_FOUND');
  return user.id;
}

/**
 * As `managedUserId`, for a number that may be a user's or a client's: the first that there is.
 * @throws DomainError USER_NOT_FOUND
 */
export async function firstManagedUserId(
  db: Db | Tx,
  actor: Actor,
  [which, ...others]: readonly [WhichUser, ...WhichUser[]],
): Promise<number> {
  try {
    return await managedUserId(db, actor, which);
  } catch (error) {
    const [next, ...rest] = others;
    if (!next || !(error instanceof DomainError)) throw error;
    return firstManagedUserId(db, actor, [next, ...rest]);
  }
}
