import { toDay } from '#core/dates.ts';
import type { Work } from '#schema/work.ts';
import { makeInvoice, publish } from './make-invoice.ts';

/**
 * Makes and publishes an invoice with the lines of another one, which is over.
 * @returns the id of the new one
 */
export async function makeAgain(work: Work, invoiceId: number): Promise<number> {
  const { clientId, items, gatewayId, payMethodId, notes } =
    await work.tx.invoice.findUniqueOrThrow({
      where: { id: invoiceId },
      include: { items: { orderBy: [{ sortOrder: 'asc' }, { id: 'asc' }] } },
    });
  if (clientId === null) return work.fail('CLIENT_NOT_FOUND');
  const id = await makeInvoice(work, {
    clientId,
    gatewayId,
    payMethodId,
    notes,
    lines: items.map(({ periodStartOn, periodEndOn, ...item }) => ({
      type: item.type,
      description: item.description,
      quantity: item.quantity,
      unitPrice: item.unitPrice,
      unitCost: item.unitCost,
      discountPercent: item.discountPercent,
      isTaxed: item.isTaxed,
      serviceId: item.serviceId,
      serviceAddonId: item.serviceAddonId,
      domainId: item.domainId,
      promotionId: item.promotionId,
      relatedId: item.relatedId,
      period:
        periodStartOn && periodEndOn
          ? { from: toDay(periodStartOn), to: toDay(periodEndOn) }
          : undefined,
    })),
  });
  work.announce('invoice.created', { invoiceId: id, clientId, sendEmail: true });
  await publish(work, id, true);
  return id;
}
