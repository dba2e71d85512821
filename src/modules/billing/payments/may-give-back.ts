import { isStaff } from '#core/actor.ts';
import { DomainError } from '#core/errors.ts';
import type { DomainStatus, ServiceStatus } from '#generated/prisma/client.ts';
import type { Work } from '#schema/work.ts';

const notDelivered = ['PENDING', 'CANCELLED', 'FRAUD'] as const;

/**
 * What was paid to the company for something delivered is given back by the company alone: a reseller
 * gives credit of its own.
 * @throws DomainError FORBIDDEN
 */
export async function ensureMayGiveBack(
  { tx, actor }: Pick<Work, 'tx' | 'actor'>,
  invoiceId: number,
): Promise<void> {
  if (isStaff(actor)) return;
  const services = { status: { notIn: [...notDelivered] satisfies ServiceStatus[] } };
  const domains = { status: { notIn: [...notDelivered] satisfies DomainStatus[] } };
  const delivered = await tx.invoiceItem.count({
    where: {
      invoiceId,
      OR: [{ service: services }, { serviceAddon: services }, { domain: domains }],
    },
  });
  if (delivered)
    throw new DomainError(
      'FORBIDDEN',
      'What was paid for something delivered is given back by staff; addCredit gives credit of your own.',
    );
}

/**
 * A period of a service that runs is waived, or made cheaper, by the company alone: a reseller that
 * could would have it for nothing.
 * @throws DomainError FORBIDDEN
 */
export async function ensureMayWaive(
  { tx, actor }: Pick<Work, 'tx' | 'actor'>,
  invoiceId: number,
): Promise<void> {
  if (isStaff(actor)) return;
  const running = { status: { notIn: [...notDelivered] satisfies ServiceStatus[] } };
  const billed = await tx.invoiceItem.count({
    where: { invoiceId, OR: [{ service: running }, { serviceAddon: running }] },
  });
  if (billed)
    throw new DomainError(
      'FORBIDDEN',
      'What a running service is billed is lowered by staff only.',
    );
}
