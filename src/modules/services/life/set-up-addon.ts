import { isModule } from '#modules/services/servers/module.ts';
import type { Work } from '#schema/work.ts';
import { activateAddon } from './activate.ts';
import { beforeDelivery } from './delivery.ts';
import { beginAction } from '#modules/services/module-actions/begin-action.ts';
import { createAccount } from '#modules/services/module-actions/module-actions.ts';
import type { ServiceSetUp } from './set-up-service.ts';

/**
 * Starts an addon that waits, in the caller's transaction: with a module of its own its account is
 * made after the commit, as a service's is; else it runs with its service and is active now. One
 * that does not wait stays as it is.
 * @throws DomainError what beginning to make an account refuses with
 */
export async function setUpAddon(
  work: Work,
  serviceAddonId: number,
  {
    createAccount: isRequested,
    sendWelcomeEmail,
  }: Pick<ServiceSetUp, 'createAccount' | 'sendWelcomeEmail'>,
): Promise<void> {
  const { serviceId, status, addon } = await work.tx.serviceAddon.findUniqueOrThrow({
    where: { id: serviceAddonId },
    select: { serviceId: true, status: true, addon: { select: { serverModule: true } } },
  });
  if (status !== 'PENDING') return;
  if (isRequested && isModule(work.app, addon?.serverModule ?? ''))
    await beginAction(work, createAccount, { serviceId, serviceAddonId, sendWelcomeEmail });
  else {
    await beforeDelivery(work, { type: 'ServiceAddon', id: serviceAddonId });
    await activateAddon(work, serviceAddonId, { sendWelcomeEmail });
  }
}
