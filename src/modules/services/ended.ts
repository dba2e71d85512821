import type { ServiceStatus } from '#generated/prisma/client.ts';
import type { Work } from '#schema/work.ts';
import { completeCancellation } from './complete-cancellation.ts';

/** What something becomes when its account is gone. */
export type EndStatus = 'TERMINATED' | 'CANCELLED';

const running = { in: ['ACTIVE', 'SUSPENDED', 'COMPLETED'] as EndedFrom[] };
type EndedFrom = 'ACTIVE' | 'SUSPENDED' | 'COMPLETED';

/** Records that a service ended with its account; one called off before keeps its status. */
export async function serviceEnded(
  work: Pick<Work, 'tx' | 'announce'>,
  serviceId: number,
  status: EndStatus,
): Promise<void> {
  const [service] = await work.tx.service.updateManyAndReturn({
    where: { id: serviceId, status: running },
    data: { status },
    select: { clientId: true },
  });
  if (service) work.announce('service.terminated', { serviceId, ...service });
  await completeCancellation(work, serviceId);
}

/** Records that the account of an extra went with its service. */
export async function moveAddon(
  tx: Work['tx'],
  id: number,
  from: ServiceStatus,
  status: ServiceStatus,
): Promise<void> {
  await tx.serviceAddon.updateMany({ where: { id, status: from }, data: { status } });
}

/** Records that an extra ended with its account; one called off before keeps its status. */
export async function addonEnded(
  { tx, announce }: Pick<Work, 'tx' | 'announce'>,
  serviceAddonId: number,
  status: EndStatus,
): Promise<void> {
  const [addon] = await tx.serviceAddon.updateManyAndReturn({
    where: { id: serviceAddonId, status: running },
    data: { status },
    select: { serviceId: true, clientId: true },
  });
  if (addon) announce('serviceAddon.terminated', { serviceAddonId, ...addon });
}
