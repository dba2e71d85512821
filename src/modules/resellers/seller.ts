import { DomainError } from '#core/errors.ts';
import type { Actor } from '#core/actor.ts';
import type { Db, Tx } from '#platform/database/client.ts';
import { visibleResellers } from './visible.ts';

/** The reseller that a client is, as far as the actor may see it. @throws DomainError CLIENT_NOT_FOUND */
export async function sellerFor({ tx, actor }: { tx: Db | Tx; actor: Actor }, clientId: number) {
  const reseller = await tx.reseller.findFirst({
    where: { AND: [{ clientId }, visibleResellers(actor)] },
    select: { id: true, clientId: true },
  });
  if (!reseller) throw new DomainError('CLIENT_NOT_FOUND');
  return reseller;
}
