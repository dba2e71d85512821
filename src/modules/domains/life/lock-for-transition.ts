import type { Prisma } from '#generated/prisma/client.ts';
import type { Work } from '#schema/work.ts';
import { renewalIsLate } from '#modules/domains/late-renewal.ts';
import { type LifeEvent, next, type Status } from './life-cycle.ts';

/** What of a domain a step in its life needs to know. */
export interface Transition {
  id: number;
  clientId: number;
  status: Status;
}

/**
 * Takes a domain one step along its life, with other columns that change with it, and tells of it.
 * Null, and nothing changed, when the step cannot be taken from where it stands.
 */
export async function step(
  work: Work,
  { id, clientId, status }: Transition,
  event: LifeEvent,
  data: Prisma.DomainUncheckedUpdateManyInput = {},
): Promise<Status | null> {
  const { tx, announce } = work;
  const to = next(status, event);
  if (!to) return null;
  const { count } = await tx.domain.updateMany({
    where: { id, status },
    data: { ...data, status: to },
  });
  if (!count) return null;
  if (to === status) return to;
  announce('domain.statusChanged', { domainId: id, clientId, from: status, to });
  if (to === 'GRACE' || to === 'REDEMPTION') await renewalIsLate(work, id);
  return to;
}

/** The domain a task was about, locked; null when it was deleted meanwhile. */
export async function lockForTransition<Select extends Prisma.DomainSelect>(
  { tx }: Work,
  id: number,
  select: Select,
): Promise<Prisma.DomainGetPayload<{ select: Select }> | null> {
  await tx.$queryRaw`select 1 from domains where id = ${id} for update`;
  const found = await tx.domain.findUnique({ where: { id }, select });
  return found as Prisma.DomainGetPayload<{ select: Select }> | null;
}
