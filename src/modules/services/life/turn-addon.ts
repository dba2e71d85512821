import type { Work } from '#schema/work.ts';
import { beginAction } from '#modules/services/module-actions/begin-action.ts';
import { endAddonAccount } from './end-addon.ts';
import {
  suspendAccount,
  unsuspendAccount,
  usualReason,
} from '#modules/services/module-actions/module-actions.ts';
import { moveAddons } from './move-addons.ts';

/**
 * Suspends an addon, brings it back or ends it: through its panel where it has an account of its
 * own, which may not run while its service does not.
 * @returns whether there was something to do
 * @throws DomainError what beginning the action refuses with
 */
export async function turnAddon(
  work: Work,
  serviceAddonId: number,
  status: 'ACTIVE' | 'SUSPENDED' | 'TERMINATED',
): Promise<boolean> {
  const { serviceId, hasAccount, service } = await work.tx.serviceAddon.findUniqueOrThrow({
    where: { id: serviceAddonId },
    select: { serviceId: true, hasAccount: true, service: { select: { status: true } } },
  });
  if (!hasAccount) return (await moveAddons(work, { id: serviceAddonId }, status)) > 0;
  const account = { serviceId, serviceAddonId };
  if (status === 'TERMINATED') await endAddonAccount(work, serviceAddonId, status);
  else if (status === 'SUSPENDED')
    await beginAction(work, suspendAccount, { ...account, reason: usualReason });
  else if (service.status === 'ACTIVE') await beginAction(work, unsuspendAccount, account);
  else return false;
  return true;
}
