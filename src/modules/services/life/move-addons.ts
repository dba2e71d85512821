import { now } from '#core/clock.ts';
import type { Prisma, ServiceStatus } from '#generated/prisma/client.ts';
import type { Work } from '#schema/work.ts';
import { livingStatuses } from '#modules/services/service-status.ts';

type Target = 'ACTIVE' | 'SUSPENDED' | 'TERMINATED' | 'CANCELLED';

const from: Readonly<Record<Target, ServiceStatus[]>> = {
  ACTIVE: ['SUSPENDED'],
  SUSPENDED: ['ACTIVE'],
  TERMINATED: livingStatuses,
  CANCELLED: livingStatuses,
};

const news = {
  ACTIVE: 'serviceAddon.unsuspended',
  SUSPENDED: 'serviceAddon.suspended',
  TERMINATED: 'serviceAddon.terminated',
  CANCELLED: 'serviceAddon.terminated',
} as const;

/**
 * Suspends addons of services, brings them back or ends them: those a condition holds for, and only
 * from where that can be. Each is published.
 * @returns how many there were
 */
export async function moveAddons(
  { tx, announce }: Pick<Work, 'tx' | 'announce'>,
  where: Prisma.ServiceAddonWhereInput,
  status: Target,
): Promise<number> {
  const isEnd = status === 'TERMINATED' || status === 'CANCELLED';
  const moved = await tx.serviceAddon.updateManyAndReturn({
    where: { AND: [where, { status: { in: from[status] } }] },
    data: { status, ...(isEnd && { terminatedAt: now() }) },
    select: { id: true, serviceId: true, clientId: true },
  });
  for (const { id: serviceAddonId, ...whose } of moved)
    announce(news[status], { serviceAddonId, ...whose });
  return moved.length;
}
