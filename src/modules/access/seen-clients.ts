import { keyOfType } from '#core/ids.ts';
import { DomainError } from '#core/errors.ts';
import type { Context } from '#schema/context.ts';
import type { FilterInput } from '#schema/lists/filter.ts';
import { visibleClients } from './visible.ts';

/**
 * Refuses a filter by a client that the actor may not see, where the legacy command names one.
 * @throws DomainError CLIENT_NOT_FOUND
 */
export async function ensureClientsSeen(
  { client }: FilterInput,
  { db, actor }: Context,
): Promise<void> {
  const keys = ((client ?? []) as (string | null)[]).flatMap((id) =>
    id === null ? [] : [keyOfType(id, 'Client')],
  );
  if (!keys.length) return;
  const where = { AND: [{ id: { in: keys } }, visibleClients(actor)] };
  if ((await db.client.count({ where })) < new Set(keys).size)
    throw new DomainError('CLIENT_NOT_FOUND');
}
