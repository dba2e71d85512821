import { exact, type Amount } from '#core/money.ts';
import type { JournalCause } from '#generated/prisma/client.ts';
import type { Work } from '#schema/work.ts';
import { bringBooksTo } from '#modules/billing/ledger/books.ts';
import { isOpen } from './invoice-status.ts';
import { lineDiscount, lineTaxes, invoiceTotals, type Taxes } from './lines.ts';
import { ensure, readInvoice } from './lock.ts';
import { ensureRecordable } from '#modules/billing/ledger/recordable.ts';
import { settleInvoice } from './settle-invoice.ts';

/** Why the totals are made anew. */
export interface Retotal {
  cause: JournalCause;
  description: string;
  /** A rate of the first level that replaces the invoice's own, in percent. */
  taxRate?: Amount | undefined;
}

/**
 * Makes taxes and totals of a locked invoice anew from its lines, and brings the books after them.
 * @throws DomainError INVOICE_AMOUNTS_FIXED unless it is a draft or owed; INVOICE_TOTAL_NEGATIVE
 */
export async function retotal(
  work: Work,
  invoiceId: number,
  { cause, description, taxRate }: Retotal,
): Promise<void> {
  const { tx } = work;
  const invoice = await tx.invoice.findUniqueOrThrow({
    where: { id: invoiceId },
    include: { items: { orderBy: [{ sortOrder: 'asc' }, { id: 'asc' }] } },
  });
  const isDraft = invoice.status === 'DRAFT';
  ensure(isDraft || isOpen(invoice.status), 'INVOICE_AMOUNTS_FIXED');
  const { currencyCode: currency, taxMode: mode } = invoice;
  const rate = taxRate ?? invoice.taxRate;
  const { taxIsCompound: isCompound, taxRate2: rate2 } = invoice;
  const taxes: Taxes = { rate, rate2, isCompound, mode };
  const found = lineTaxes(invoice.items, taxes, currency);
  const lines = invoice.items.map((item, place) => ({
    id: item.id,
    amount: item.amount,
    isTaxed: item.isTaxed,
    ...found[place]!,
    discount: lineDiscount(item, currency),
  }));
  for (const { id, tax, tax2 } of lines)
    await tx.invoiceItem.update({
      where: { id },
      data: { tax: tax.toFixed(), tax2: tax2.toFixed() },
    });
  const totals = invoiceTotals(lines, mode);
  ensureRecordable(totals.total);
  ensure(!totals.total.isNegative() || totals.total.isZero(), 'INVOICE_TOTAL_NEGATIVE');
  await tx.invoice.update({
    where: { id: invoiceId },
    data: {
      taxRate: exact(rate).toFixed(),
      subtotal: totals.subtotal.toFixed(),
      tax: totals.tax.toFixed(),
      tax2: totals.tax2.toFixed(),
      discount: totals.discount.toFixed(),
      total: totals.total.minus(exact(invoice.credit)).toFixed(),
    },
  });
  if (isDraft) return;
  await bringBooksTo(work, await readInvoice(tx, invoiceId), cause, description);
  await settleInvoice(work, invoiceId, { sendEmail: false });
}
