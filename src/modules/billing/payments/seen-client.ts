import type { Actor } from '#core/actor.ts';
import { keyOf } from '#core/ids.ts';
import { DomainError } from '#core/errors.ts';
import { visibleClients } from '#modules/access/visible.ts';
import type { Db } from '#platform/database/client.ts';

/**
 * The number of a client a query names, where the actor may see it.
 * @throws DomainError CLIENT_NOT_FOUND
 */
export async function visibleClientId(
  { db, actor }: { db: Db; actor: Actor },
  globalId: { typename: string; id: string },
): Promise<number> {
  const id = keyOf(globalId);
  const seen = await db.client.count({ where: { AND: [{ id }, visibleClients(actor)] } });
  if (seen === 0) throw new DomainError('CLIENT_NOT_FOUND');
  return id;
}
