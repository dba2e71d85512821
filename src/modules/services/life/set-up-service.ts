import type { Prisma } from '#generated/prisma/client.ts';
import { isModule } from '#modules/services/servers/module.ts';
import type { Work } from '#schema/work.ts';
import { activateService } from './activate.ts';
import { beforeDelivery } from './delivery.ts';
import { beginAction } from '#modules/services/module-actions/begin-action.ts';
import { createAccount } from '#modules/services/module-actions/module-actions.ts';
import { encryptSecret } from '#modules/services/secrets.ts';
import { serviceFor } from '#modules/services/visible.ts';

/** How a service is to be set up. */
export interface ServiceSetUp {
  /** Have its module make the account; else it is active at once, its account being there. */
  createAccount: boolean;
  sendWelcomeEmail: boolean;
  /** Instead of a server chosen by load. */
  serverId?: number | undefined;
  /** Instead of a name made of its domain. */
  username?: string | undefined;
  /** Instead of a password nobody has seen. */
  password?: string | undefined;
}

const columns = {
  id: true,
  status: true,
  product: { select: { serverModule: true } },
} satisfies Prisma.ServiceSelect;

/**
 * Starts a service that waits, in the caller's transaction: its account is made after the commit,
 * and a panel that fails leaves the service waiting in the module queue. Without a module, or where
 * no account is wanted, it is active now. A service that does not wait stays as it is.
 * @throws DomainError what beginning to make an account refuses with
 */
export async function setUpService(
  work: Work,
  serviceId: number,
  { createAccount: isRequested, sendWelcomeEmail, serverId, username, password }: ServiceSetUp,
): Promise<void> {
  const { id, status, product } = await serviceFor(work, serviceId, columns);
  if (status !== 'PENDING') return;
  const provided: Prisma.ServiceUncheckedUpdateInput = {
    ...(serverId !== undefined && { serverId }),
    ...(username && { username }),
    ...(password && {
      passwordEncrypted: encryptSecret(work.app, 'service-password', id, password),
    }),
  };
  if (Object.keys(provided).length) await work.tx.service.update({ where: { id }, data: provided });
  if (isRequested && isModule(work.app, product.serverModule))
    await beginAction(work, createAccount, { serviceId: id, sendWelcomeEmail });
  else {
    await beforeDelivery(work, { type: 'Service', id });
    await activateService(work, id, { sendWelcomeEmail });
  }
}
