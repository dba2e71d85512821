import { exact } from '#core/money.ts';
import type { Tx } from '#platform/database/client.ts';
import { addLines, removeLines } from '#modules/billing/invoices/change-lines.ts';
import { openStatuses } from '#modules/billing/invoices/invoice-status.ts';
import { lockInvoice } from '#modules/billing/invoices/lock.ts';
import type { NewLine } from '#modules/billing/invoices/make-invoice.ts';
import { retotal } from '#modules/billing/invoices/retotal.ts';
import { converted } from '#modules/catalog/pricing/cycle-price.ts';
import { loadRates } from '#modules/catalog/pricing/load-buyer.ts';
import { settingIsOn } from '#modules/settings/settings.ts';
import type { Work } from '#schema/work.ts';

/**
 * The line that renewing a domain costs on top because it is late: the fee of its TLD in the grace
 * period, after it that of the redemption. Null where nothing is asked.
 */
export async function lateRenewalLine(tx: Tx, domainId: number): Promise<NewLine | null> {
  const { status, unicodeName, tld, client } = await tx.domain.findUniqueOrThrow({
    where: { id: domainId },
    select: {
      status: true,
      unicodeName: true,
      tld: { select: { graceFee: true, redemptionFee: true, currencyCode: true } },
      client: { select: { currencyCode: true } },
    },
  });
  const fees = { GRACE: tld?.graceFee, REDEMPTION: tld?.redemptionFee };
  const fee = status === 'GRACE' || status === 'REDEMPTION' ? fees[status] : undefined;
  if (!tld || !fee || fee.isZero()) return null;
  const own = client.currencyCode;
  const unitPrice =
    tld.currencyCode === own
      ? exact(fee)
      : converted(fee, tld.currencyCode, own, await loadRates(tx));
  const words = status === 'GRACE' ? 'Late Renewal Fee' : 'Domain Redemption Fee';
  return {
    type: 'DOMAIN_RESTORE',
    description: `${words} - ${unicodeName}`,
    unitPrice,
    isTaxed: await settingIsOn(tx, 'TaxDomains'),
    domainId,
  };
}

/**
 * Adds what a late renewal costs to the open invoices that a domain's renewal stands on, in place
 * of an earlier such fee: paying what it cost in time renews it no longer.
 */
export async function chargeLateRenewal(work: Work, domainId: number): Promise<void> {
  const { tx } = work;
  const line = await lateRenewalLine(tx, domainId);
  if (!line) return;
  const open = await tx.invoice.findMany({
    where: {
      status: { in: ['DRAFT', ...openStatuses] },
      items: { some: { domainId, type: 'DOMAIN_RENEW' } },
    },
    select: { id: true },
    orderBy: { id: 'asc' },
  });
  for (const { id } of open) {
    const invoice = await lockInvoice(tx, id);
    if (invoice.status !== 'DRAFT' && !openStatuses.includes(invoice.status)) continue;
    const earlier = await tx.invoiceItem.findMany({
      where: { invoiceId: id, domainId, type: 'DOMAIN_RESTORE' },
      select: { id: true },
    });
    await addLines(work, invoice, [line]);
    await removeLines(
      work,
      invoice,
      earlier.map((item) => item.id),
    );
    await retotal(work, id, { cause: 'LATE_FEE', description: line.description });
    const { clientId } = invoice;
    work.announce('invoice.changed', { invoiceId: id, clientId, changed: ['items'] });
  }
}

/** Whether what was paid on an invoice renews a domain: out of redemption only with its fee. */
export async function coversRestore(tx: Tx, domainId: number, invoiceId: number): Promise<boolean> {
  const where = { id: domainId, status: 'REDEMPTION' as const };
  if ((await tx.domain.count({ where })) === 0) return true;
  if ((await lateRenewalLine(tx, domainId)) === null) return true;
  const fees = { invoiceId, domainId, type: 'DOMAIN_RESTORE' as const };
  return (await tx.invoiceItem.count({ where: fees })) > 0;
}
