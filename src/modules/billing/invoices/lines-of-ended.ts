import type { InvoiceItemType } from '#generated/prisma/client.ts';
import type { Tx } from '#platform/database/client.ts';

/** What has ended: a service with its addons, or one of its addons alone. */
export interface Ended {
  serviceId: number;
  serviceAddonId?: number | undefined;
}

interface Line {
  id: number;
  type: InvoiceItemType;
  serviceId: number | null;
  serviceAddonId: number | null;
}

const discounts: readonly InvoiceItemType[] = ['PROMOTION', 'GROUP_DISCOUNT'];

/**
 * Tells the lines of an invoice that are for what has ended from the others. A discount is written
 * right after the line it is for, and goes with it. What was used above a limit was used, so it is
 * among the others.
 */
export async function linesOfEnded(
  tx: Tx,
  invoiceId: number,
  { serviceId, serviceAddonId }: Ended,
) {
  const lines = await tx.invoiceItem.findMany({
    where: { invoiceId },
    orderBy: [{ sortOrder: 'asc' }, { id: 'asc' }],
    select: { id: true, type: true, serviceId: true, serviceAddonId: true },
  });
  const isFor = (line: Line) =>
    serviceAddonId ? line.serviceAddonId === serviceAddonId : line.serviceId === serviceId;
  const own: Line[] = [];
  const others: Line[] = [];
  let isOwn = false;
  for (const line of lines) {
    if (!discounts.includes(line.type) || line.serviceId !== null)
      isOwn = isFor(line) && line.type !== 'OVERAGE';
    (isOwn ? own : others).push(line);
  }
  return { own, others };
}
