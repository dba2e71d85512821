import { toDate } from '#core/dates.ts';
import { exact } from '#core/money.ts';
import type { Work } from '#schema/work.ts';
import { isOpen } from './invoice-status.ts';
import { lineAmount } from './lines.ts';
import { type LockedInvoice, ensure } from './lock.ts';
import type { NewLine } from './make-invoice.ts';
import { releasePeriods } from '#modules/billing/ledger/move-on.ts';
import { ensureRecordable } from '#modules/billing/ledger/recordable.ts';

/**
 * Adds lines to a locked invoice; `retotal` must follow.
 * @throws DomainError INVOICE_AMOUNTS_FIXED
 */
export async function addLines(
  work: Work,
  invoice: LockedInvoice,
  lines: readonly NewLine[],
): Promise<void> {
  if (lines.length === 0) return;
  ensure(invoice.status === 'DRAFT' || isOpen(invoice.status), 'INVOICE_AMOUNTS_FIXED');
  const { currencyCode } = invoice;
  const last = await work.tx.invoiceItem.aggregate({
    where: { invoiceId: invoice.id },
    _max: { sortOrder: true },
  });
  await work.tx.invoiceItem.createMany({
    data: lines.map((line, place) => {
      const { quantity = '1', discountPercent = '0', unitCost = '0', unitPrice } = line;
      const { serviceId = null, serviceAddonId = null, domainId = null, period } = line;
      const amount = lineAmount({ quantity, unitPrice, discountPercent }, currencyCode);
      ensureRecordable(amount, `addLines.${place}.unitPrice`);
      return {
        invoiceId: invoice.id,
        type: line.type,
        description: line.description,
        quantity: exact(quantity).toFixed(),
        unitPrice: exact(unitPrice).toFixed(),
        unitCost: exact(unitCost).toFixed(),
        discountPercent: exact(discountPercent).toFixed(),
        amount: amount.toFixed(),
        isTaxed: line.isTaxed ?? false,
        currencyCode,
        serviceId,
        serviceAddonId,
        domainId,
        periodStartOn: period ? toDate(period.from) : null,
        periodEndOn: period ? toDate(period.to) : null,
        relatedId: line.relatedId ?? serviceAddonId ?? serviceId ?? domainId,
        sortOrder: (last._max.sortOrder ?? -1) + 1 + place,
      };
    }),
  });
}

/** What a line bills a period of. */
function subjectOf(line: {
  serviceId: number | null;
  serviceAddonId: number | null;
  domainId: number | null;
}) {
  const { serviceId, serviceAddonId, domainId } = line;
  if (serviceAddonId !== null) return { subjectType: 'ServiceAddon', subjectId: serviceAddonId };
  if (serviceId !== null) return { subjectType: 'Service', subjectId: serviceId };
  return { subjectType: 'Domain', subjectId: domainId ?? -1 };
}

/**
 * Removes lines of a locked invoice; `retotal` must follow. The periods they were for are billed anew:
 * what runs has each of them paid or owed.
 * @throws DomainError INVOICE_AMOUNTS_FIXED, INVOICE_EMPTY when none would be left
 */
export async function removeLines(
  { tx }: Work,
  invoice: LockedInvoice,
  ids: readonly number[],
): Promise<void> {
  if (ids.length === 0) return;
  ensure(invoice.status === 'DRAFT' || isOpen(invoice.status), 'INVOICE_AMOUNTS_FIXED');
  const where = { invoiceId: invoice.id, id: { in: [...ids] } };
  const lines = await tx.invoiceItem.findMany({
    where: { ...where, periodStartOn: { not: null } },
    select: { serviceId: true, serviceAddonId: true, domainId: true, periodStartOn: true },
  });
  await tx.invoiceItem.deleteMany({ where });
  for (const line of lines)
    await releasePeriods(tx, {
      invoiceId: invoice.id,
      dueOn: line.periodStartOn!,
      ...subjectOf(line),
    });
  const left = await tx.invoiceItem.count({ where: { invoiceId: invoice.id } });
  ensure(left > 0, 'INVOICE_EMPTY', 'removeLineIds');
}
