import type { Work } from '#schema/work.ts';
import { beginAction } from '#modules/services/module-actions/begin-action.ts';
import { endAddonAccount } from './end-addon.ts';
import {
  suspendAccount,
  unsuspendAccount,
} from '#modules/services/module-actions/module-actions.ts';
import { overdueLines } from './overdue.ts';

/**
 * Brings the account an addon has of its own to where its service stands now: suspended, running
 * or removed with it. Done twice it is the same as once.
 * @throws DomainError what beginning the action refuses with
 */
export async function followService(work: Work, serviceAddonId: number): Promise<void> {
  const { serviceId, status, hasAccount, service, invoiceItems } =
    await work.tx.serviceAddon.findUniqueOrThrow({
      where: { id: serviceAddonId },
      select: {
        serviceId: true,
        status: true,
        hasAccount: true,
        service: { select: { status: true, suspendReason: true } },
        invoiceItems: { where: overdueLines(), select: { id: true }, take: 1 },
      },
    });
  if (!hasAccount) return;
  const account = { serviceId, serviceAddonId };
  if (service.status === 'TERMINATED' || service.status === 'CANCELLED')
    await endAddonAccount(work, serviceAddonId, 'TERMINATED');
  else if (service.status === 'SUSPENDED' && status === 'ACTIVE')
    await beginAction(work, suspendAccount, { ...account, reason: service.suspendReason });
  // One that is overdue itself stays suspended.
  else if (service.status === 'ACTIVE' && status === 'SUSPENDED' && invoiceItems.length === 0)
    await beginAction(work, unsuspendAccount, account);
}
