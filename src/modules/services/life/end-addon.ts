import type { Work } from '#schema/work.ts';
import { beginAction } from '#modules/services/module-actions/begin-action.ts';
import type { EndStatus } from './ended.ts';
import { terminateAccount } from '#modules/services/module-actions/module-actions.ts';

/**
 * Has the account of an addon removed by its module, after the commit; one without stays as it is.
 * @throws DomainError what beginning to remove an account refuses with
 */
export async function endAddonAccount(
  work: Work,
  serviceAddonId: number,
  endStatus: EndStatus,
): Promise<void> {
  const { serviceId, hasAccount } = await work.tx.serviceAddon.findUniqueOrThrow({
    where: { id: serviceAddonId },
    select: { serviceId: true, hasAccount: true },
  });
  if (hasAccount)
    await beginAction(work, terminateAccount, { serviceId, serviceAddonId, endStatus });
}
