import { renewPaidNow } from '#modules/domains/ordering/renew-paid.ts';
import { setUpOrderNow } from '#modules/orders/set-up-order.ts';
import type { Work } from '#schema/work.ts';
import { begunFor } from './begun-for.ts';
import type { Executed } from './execution.ts';

const parts = {
  id: true,
  services: { select: { id: true } },
  domains: { select: { id: true } },
} as const;

/**
 * Carries out, in the change that pays it, what an invoice was made for, as the invoice's payment
 * would by itself: what is due of its orders is set up and its domains are renewed, each once.
 */
export async function executePaid(work: Work, invoiceId: number): Promise<Executed> {
  const { tx } = work;
  const where = { invoiceId, status: 'PENDING' } as const;
  const orders = await tx.order.findMany({ where, orderBy: { id: 'asc' }, select: parts });
  for (const { id } of orders) await setUpOrderNow(work, id);
  await renewPaidNow(work, invoiceId);
  const lines = await tx.invoiceItem.findMany({
    where: { invoiceId, type: 'DOMAIN_RENEW', domainId: { not: null } },
    select: { domainId: true },
  });
  const renewed = { services: [], domains: lines.map(({ domainId }) => ({ id: domainId ?? -1 })) };
  const whole = [...orders, renewed];
  const failed = await tx.moduleQueueEntry.findFirst({
    where: {
      isCompleted: false,
      taskId: null,
      OR: [
        { domainId: { in: whole.flatMap(({ domains }) => domains.map(({ id }) => id)) } },
        { serviceId: { in: whole.flatMap(({ services }) => services.map(({ id }) => id)) } },
      ],
    },
    orderBy: { id: 'asc' },
    select: { lastAttemptError: true },
  });
  const isLeft =
    (await tx.order.count({ where: { ...where, id: { in: orders.map(({ id }) => id) } } })) > 0;
  return {
    invoiceId,
    taskIds: await begunFor(work, whole),
    ...(failed && { failure: failed.lastAttemptError }),
    ...(isLeft && { waitsFor: 'Waiting for the order to be accepted' }),
  };
}
