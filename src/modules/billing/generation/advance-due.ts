import { today } from '#core/clock.ts';
import { addDays, toDate, toDay } from '#core/dates.ts';
import type { Work } from '#schema/work.ts';
import { openInvoiceStatuses } from '#modules/billing/invoices/invoice-status.ts';

/**
 * Moves what a paid invoice renewed on to its next due date: the day after the last day paid for.
 * A date that is later already stays.
 */
export async function advanceDueDates({ tx }: Work, invoiceId: number): Promise<void> {
  const items = await tx.invoiceItem.findMany({
    where: { invoiceId, periodEndOn: { not: null } },
    select: { serviceId: true, serviceAddonId: true, domainId: true, periodEndOn: true },
  });
  for (const { serviceId, serviceAddonId, domainId, periodEndOn } of items) {
    const next = toDate(addDays(toDay(periodEndOn!), 1));
    const data = { nextDueOn: next };
    const earlier = { nextDueOn: { lt: next } };
    if (serviceId !== null && serviceAddonId === null) {
      await tx.service.updateMany({ where: { id: serviceId, ...earlier }, data });
      await completeService(tx, serviceId);
    }
    if (serviceAddonId !== null)
      await tx.serviceAddon.updateMany({ where: { id: serviceAddonId, ...earlier }, data });
    if (domainId !== null)
      await tx.domain.updateMany({ where: { id: domainId, ...earlier }, data });
  }
}

/** A service whose last cycle was paid is complete: nothing more is billed for it. */
async function completeService(tx: Work['tx'], id: number): Promise<void> {
  const { cyclesInvoiced, product } = await tx.service.findUniqueOrThrow({
    where: { id },
    select: { cyclesInvoiced: true, product: { select: { recurringCyclesLimit: true } } },
  });
  const limit = product.recurringCyclesLimit;
  if (limit === 0 || cyclesInvoiced < limit) return;
  const open = await tx.invoiceItem.count({
    where: {
      serviceId: id,
      serviceAddonId: null,
      invoice: { status: { in: openInvoiceStatuses } },
    },
  });
  if (open > 0) return;
  await tx.service.updateMany({
    where: { id, completedOn: null },
    data: { completedOn: toDate(today()), nextDueOn: null, nextInvoiceOn: null },
  });
}
