import { toDate } from '#core/dates.ts';
import { exact } from '#core/money.ts';
import type { Work } from '#schema/work.ts';
import { isOpen } from './invoice-status.ts';
import { lineAmount } from './lines.ts';
import { type LockedInvoice, ensure } from './lock.ts';
import type { NewLine } from './make-invoice.ts';
import { ensureRecordable } from '#modules/billing/recordable.ts';

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

/**
 * Removes lines of a locked invoice; `retotal` must follow.
 * @throws DomainError INVOICE_AMOUNTS_FIXED, INVOICE_EMPTY when none would be left
 */
export async function removeLines(
  { tx }: Work,
  invoice: LockedInvoice,
  ids: readonly number[],
): Promise<void> {
  if (ids.length === 0) return;
  ensure(invoice.status === 'DRAFT' || isOpen(invoice.status), 'INVOICE_AMOUNTS_FIXED');
  await tx.invoiceItem.deleteMany({ where: { invoiceId: invoice.id, id: { in: [...ids] } } });
  const left = await tx.invoiceItem.count({ where: { invoiceId: invoice.id } });
  ensure(left > 0, 'INVOICE_EMPTY', 'removeLineIds');
}
