import type { Actor } from '#core/actor.ts';
import { DomainError } from '#core/errors.ts';
import type { Prisma } from '#generated/prisma/client.ts';
import { ofVisibleClient } from '#modules/access/visible.ts';
import type { Work } from '#schema/work.ts';

/** Which domains an actor may see: those of the clients it may see. */
export const visibleDomains = (actor: Actor): Prisma.DomainWhereInput => ofVisibleClient(actor);

/** The statuses in which a registry knows the domain as ours. */
export const heldStatuses = ['ACTIVE', 'GRACE', 'REDEMPTION'] as const;

/**
 * The domain a change is about, as far as the actor may see it, locked until the change ends, so
 * that two changes of one domain come one after the other.
 * @throws DomainError DOMAIN_NOT_FOUND for another's as for none.
 */
export async function domainFor<Select extends Prisma.DomainSelect>(
  { tx, actor }: Work,
  id: number,
  select: Select,
): Promise<Prisma.DomainGetPayload<{ select: Select }>> {
  await tx.$queryRaw`select 1 from domains where id = ${id} for update`;
  const where: Prisma.DomainWhereInput = { AND: [{ id }, visibleDomains(actor)] };
  const domain = await tx.domain.findFirst({ where, select });
  if (!domain) throw new DomainError('DOMAIN_NOT_FOUND');
  return domain as Prisma.DomainGetPayload<{ select: Select }>;
}
