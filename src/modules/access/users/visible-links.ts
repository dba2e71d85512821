import type { Actor } from '#core/actor.ts';
import { DomainError } from '#core/errors.ts';
import type { UserClient } from '#generated/prisma/client.ts';
import type { Db, Tx } from '#platform/database/client.ts';
import { visibleClients } from '#modules/access/visible.ts';
import { visibleUsers } from './visible-users.ts';

/** Makes sure that the actor may see the client. @throws DomainError CLIENT_NOT_FOUND */
export async function ensureClientVisible(db: Db | Tx, actor: Actor, id: number): Promise<void> {
  const where = { AND: [{ id }, visibleClients(actor)] };
  if (!(await db.client.count({ where }))) throw new DomainError('CLIENT_NOT_FOUND');
}

/** Makes sure that the actor may see the user. @throws DomainError USER_NOT_FOUND */
export async function ensureUserVisible(db: Db | Tx, actor: Actor, id: number): Promise<void> {
  const where = { AND: [{ id }, visibleUsers(actor)] };
  if (!(await db.user.count({ where }))) throw new DomainError('USER_NOT_FOUND');
}

/**
 * A user's place in a client's account; without a user the owner's.
 * @throws DomainError CLIENT_NOT_FOUND, USER_NOT_FOUND (neither there nor visible) or USER_NOT_LINKED
 */
export async function linkFor(
  db: Db | Tx,
  actor: Actor,
  { clientId, userId }: { clientId: number; userId: number | null },
): Promise<UserClient> {
  await ensureClientVisible(db, actor, clientId);
  const link = await db.userClient.findFirst({
    where: { clientId, ...(userId === null ? { isOwner: true } : { userId }) },
  });
  if (link) return link;
  if (userId === null) throw new DomainError('USER_NOT_FOUND');
  await ensureUserVisible(db, actor, userId);
  throw new DomainError('USER_NOT_LINKED');
}
