import { now } from '#core/clock.ts';
import type { Prisma } from '#generated/prisma/client.ts';
import { isAutomatic, isModule } from '#modules/services/servers/module.ts';
import type { Work } from '#schema/work.ts';
import { moduleOf } from '#modules/services/account.ts';
import { beginAction } from '#modules/services/module-actions/begin-action.ts';
import { completeCancellation } from '#modules/services/cancellation/complete-cancellation.ts';
import {
  suspendAccount,
  terminateAccount,
  unsuspendAccount,
  usualReason,
} from '#modules/services/module-actions/module-actions.ts';
import { moveAddons } from './move-addons.ts';
import { serviceFor } from '#modules/services/visible.ts';

const columns = {
  id: true,
  clientId: true,
  status: true,
  hasAccount: true,
  serverId: true,
  server: { select: { module: true } },
  product: { select: { serverModule: true } },
} satisfies Prisma.ServiceSelect;

type Row = Prisma.ServiceGetPayload<{ select: typeof columns }>;

/** Whether a module has something to do for the service: a panel with its account, or a person. */
const isHandled = ({ app }: Work, service: Row) => {
  const module = moduleOf(service);
  if (!service.hasAccount || !isModule(app, module)) return false;
  return !isAutomatic(app, module) || service.serverId !== null;
};

/**
 * Ends a service: its account is removed where there is one, then (or at once) it is terminated or
 * cancelled. One that has ended already stays as it is.
 */
export async function endService(
  work: Work,
  serviceId: number,
  endStatus: 'TERMINATED' | 'CANCELLED',
): Promise<void> {
  const service = await serviceFor(work, serviceId, columns);
  if (['TERMINATED', 'CANCELLED', 'FRAUD'].includes(service.status)) return;
  if (isHandled(work, service)) {
    await beginAction(work, terminateAccount, { serviceId, endStatus });
    return;
  }
  await work.tx.service.update({
    where: { id: serviceId },
    data: { status: endStatus, terminatedAt: now() },
  });
  work.announce('service.terminated', { serviceId, clientId: service.clientId });
  await moveAddons(work, { serviceId, hasAccount: false }, endStatus);
  await completeCancellation(work, serviceId);
}

/** Suspends an active service, on its server where it is on one. */
export async function suspendService(
  work: Work,
  serviceId: number,
  reason: string = usualReason,
): Promise<void> {
  const service = await serviceFor(work, serviceId, columns);
  if (service.status !== 'ACTIVE') return;
  if (isHandled(work, service)) {
    await beginAction(work, suspendAccount, { serviceId, reason });
    return;
  }
  await work.tx.service.update({
    where: { id: serviceId },
    data: { status: 'SUSPENDED', suspendedAt: now(), suspendReason: reason },
  });
  work.announce('service.suspended', { serviceId, clientId: service.clientId });
}

/** Takes the suspension of a service back, on its server where it is on one. */
export async function unsuspendService(work: Work, serviceId: number): Promise<void> {
  const service = await serviceFor(work, serviceId, columns);
  if (service.status !== 'SUSPENDED') return;
  if (isHandled(work, service)) {
    await beginAction(work, unsuspendAccount, { serviceId });
    return;
  }
  await work.tx.service.update({
    where: { id: serviceId },
    data: { status: 'ACTIVE', suspendedAt: null, suspendReason: '' },
  });
  work.announce('service.unsuspended', { serviceId, clientId: service.clientId });
}
