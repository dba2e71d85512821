import { exact } from '#core/money.ts';
import { today } from '#core/clock.ts';
import type { InvoiceItemType } from '#generated/prisma/client.ts';
import { addLines, removeLines } from '#modules/billing/invoices/change-lines.ts';
import { openStatuses } from '#modules/billing/invoices/invoice-status.ts';
import { lockInvoice } from '#modules/billing/invoices/lock.ts';
import { retotal } from '#modules/billing/invoices/retotal.ts';
import { loadBasket } from '#modules/catalog/pricing/load.ts';
import { calculate } from '#modules/catalog/pricing/calculate.ts';
import type { PriceLine } from '#modules/catalog/pricing/terms.ts';
import type { Tx } from '#platform/database/client.ts';
import type { Work } from '#schema/work.ts';

/** The lines of a late renewal; both name the domain. */
const feeTypes: InvoiceItemType[] = ['DOMAIN_RESTORE', 'LATE_FEE'];

/**
 * Lets the open invoice of a domain's renewal follow the domain into grace and redemption, and
 * back: it asks the fee that the cart would ask today. Only the earliest open one does; an invoice
 * that is paid already asks nothing more.
 */
export async function followLateFee(work: Work, domainId: number): Promise<void> {
  const { tx } = work;
  const invoices = await tx.invoice.findMany({
    where: {
      status: { in: ['DRAFT', ...openStatuses] },
      items: { some: { domainId, type: 'DOMAIN_RENEW' } },
    },
    select: { id: true, currencyCode: true },
    orderBy: { id: 'asc' },
  });
  for (const [place, { id, currencyCode }] of invoices.entries()) {
    const fee = place === 0 ? await lateFeeOf(tx, domainId, currencyCode) : null;
    await writeFee(work, id, domainId, fee);
  }
}

async function writeFee(
  work: Work,
  invoiceId: number,
  domainId: number,
  fee: PriceLine | null,
): Promise<void> {
  const invoice = await lockInvoice(work.tx, invoiceId);
  const before = await work.tx.invoiceItem.findMany({
    where: { invoiceId, domainId, type: { in: feeTypes } },
    select: { id: true, type: true, unitPrice: true },
  });
  const [only] = before;
  const isThere =
    fee &&
    before.length === 1 &&
    only?.type === fee.type &&
    exact(only.unitPrice).equals(fee.unitPrice);
  if (isThere || (!fee && before.length === 0)) return;
  await removeLines(
    work,
    invoice,
    before.map(({ id }) => id),
  );
  if (fee) {
    const { description, unitPrice, isTaxed } = fee;
    const type = fee.type as InvoiceItemType;
    await addLines(work, invoice, [{ type, description, unitPrice, isTaxed, domainId }]);
  }
  const description = fee?.description ?? 'Late fee of a domain taken back';
  await retotal(work, invoiceId, { cause: 'LATE_FEE', description });
  const { clientId } = invoice;
  work.announce('invoice.changed', { invoiceId, clientId, changed: ['items'] });
}

/** What a renewal would cost on top if it went into the cart today; null for nothing. */
async function lateFeeOf(tx: Tx, domainId: number, currency: string): Promise<PriceLine | null> {
  const domain = await tx.domain.findUniqueOrThrow({
    where: { id: domainId },
    select: { clientId: true, unicodeName: true, tldId: true, years: true },
  });
  const { basket } = await loadBasket(tx, {
    currency,
    clientId: domain.clientId,
    on: today(),
    promotionId: null,
    items: [
      {
        kind: 'DOMAIN',
        key: domainId,
        action: 'RENEW',
        domainName: domain.unicodeName,
        tldId: domain.tldId,
        years: domain.years,
        domainAddons: [],
        parentKey: null,
        domainId,
      },
    ],
  });
  return calculate(basket).lines.find(({ type }) => feeTypes.includes(type as never)) ?? null;
}
