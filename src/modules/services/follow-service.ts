import type { Work } from '#schema/work.ts';
import { beginAction } from './begin-action.ts';
import { endAddonAccount } from './end-addon.ts';
import { suspendAccount, unsuspendAccount } from './module-actions.ts';

/**
 * Brings the account an extra has of its own to where its service stands now: suspended, running
 * or removed with it. Done twice it is the same as once.
 * @throws Refusal what beginning the action refuses with
 */
export async function followService(work: Work, serviceAddonId: number): Promise<void> {
  const { serviceId, status, hasAccount, service } = await work.tx.serviceAddon.findUniqueOrThrow({
    where: { id: serviceAddonId },
    select: {
      serviceId: true,
      status: true,
      hasAccount: true,
      service: { select: { status: true, suspendReason: true } },
    },
  });
  if (!hasAccount) return;
  const account = { serviceId, serviceAddonId };
  if (service.status === 'TERMINATED' || service.status === 'CANCELLED')
    await endAddonAccount(work, serviceAddonId, 'TERMINATED');
  else if (service.status === 'SUSPENDED' && status === 'ACTIVE')
    await beginAction(work, suspendAccount, { ...account, reason: service.suspendReason });
  else if (service.status === 'ACTIVE' && status === 'SUSPENDED')
    await beginAction(work, unsuspendAccount, account);
}
