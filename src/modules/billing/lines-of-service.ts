import type { InvoiceItemType } from '#generated/prisma/client.ts';
import type { Tx } from '#platform/database/client.ts';

interface Line {
  id: number;
  type: InvoiceItemType;
  serviceId: number | null;
}

const discounts: readonly InvoiceItemType[] = ['PROMOTION', 'GROUP_DISCOUNT'];

/**
 * Tells the lines of an invoice that are a service's, with those of its addons, from the others. A
 * discount is written right after the line it is for, and goes with it. What was used above a limit
 * was used, so it is among the others.
 */
export async function linesOfService(tx: Tx, invoiceId: number, serviceId: number) {
  const lines = await tx.invoiceItem.findMany({
    where: { invoiceId },
    orderBy: [{ sortOrder: 'asc' }, { id: 'asc' }],
    select: { id: true, type: true, serviceId: true },
  });
  const own: Line[] = [];
  const others: Line[] = [];
  let isOwn = false;
  for (const line of lines) {
    if (!discounts.includes(line.type) || line.serviceId !== null)
      isOwn = line.serviceId === serviceId && line.type !== 'OVERAGE';
    (isOwn ? own : others).push(line);
  }
  return { own, others };
}
