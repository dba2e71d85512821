import type { Work } from '#schema/work.ts';
import { completeCancellation } from '#modules/services/cancellation/complete-cancellation.ts';
import { moveAddons } from './move-addons.ts';

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
  // Those with an account of their own follow once it is removed.
  await moveAddons(work, { serviceId, hasAccount: false }, status);
  await completeCancellation(work, serviceId);
}
