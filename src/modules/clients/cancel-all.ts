import type { Prisma } from '#generated/prisma/client.ts';
import type { Work } from '#schema/work.ts';

/**
 * Cancels what a closed client is billed for: services, addons and domains. Panels and registrars are not told, and
 * open invoices are cancelled by billing, which hears of the closing.
 */
export async function cancelAll({ tx }: Work, clientId: number): Promise<void> {
  const running: Prisma.ServiceWhereInput & Prisma.ServiceAddonWhereInput = {
    clientId,
    status: { in: ['PENDING', 'ACTIVE', 'SUSPENDED'] },
  };
  await tx.serviceAddon.updateMany({ where: running, data: { status: 'CANCELLED' } });
  await tx.service.updateMany({ where: running, data: { status: 'CANCELLED' } });
  await tx.domain.updateMany({
    where: {
      clientId,
      status: { in: ['PENDING', 'PENDING_REGISTRATION', 'PENDING_TRANSFER', 'ACTIVE'] },
    },
    data: { status: 'CANCELLED' },
  });
}
