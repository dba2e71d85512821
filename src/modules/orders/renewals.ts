import { beginRenewal } from '#modules/domains/ordering/renewal.ts';
import type { Work } from '#schema/work.ts';

/**
 * Begins the renewals that an order holds. The line of its bill stands for each, so that the same
 * renewal, once paid, is not begun again.
 * @throws DomainError what `beginRenewal` refuses with
 */
export async function setUpRenewals(
  work: Work,
  orderId: number,
  sendEmail: boolean,
): Promise<void> {
  const items = await work.tx.orderItem.findMany({
    where: { orderId, type: 'DOMAIN_RENEW', domainId: { not: null } },
    orderBy: { id: 'asc' },
    select: { id: true, domainId: true, years: true, order: { select: { invoiceId: true } } },
  });
  for (const { id, domainId, years, order } of items) {
    const line = await work.tx.invoiceItem.findFirst({
      where: { invoiceId: order.invoiceId ?? -1, domainId, type: 'DOMAIN_RENEW' },
      orderBy: { id: 'asc' },
      select: { id: true },
    });
    const paidBy = line ? `InvoiceItem:${line.id}` : `OrderItem:${id}`;
    await beginRenewal(work, { domainId: domainId ?? -1, years, sendEmail, paidBy });
  }
}
