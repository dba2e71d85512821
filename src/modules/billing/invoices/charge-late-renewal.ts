import { lateRenewalLines, onLateRenewal } from '#modules/domains/late-renewal.ts';
import type { Tx } from '#platform/database/client.ts';
import type { Work } from '#schema/work.ts';
import { addLines, removeLines } from './change-lines.ts';
import { openInvoiceStatuses } from './invoice-status.ts';
import { lockInvoice } from './lock.ts';
import { retotal } from './retotal.ts';

/**
 * Adds what a late renewal costs to the open invoices that a domain's renewal stands on, in place
 * of an earlier such fee: paying what it cost in time renews it no longer.
 */
async function chargeLateRenewal(work: Work, domainId: number): Promise<void> {
  const { tx } = work;
  const lines = await lateRenewalLines(tx, domainId);
  const [fee] = lines;
  if (!fee) return;
  const open = await tx.invoice.findMany({
    where: {
      status: { in: ['DRAFT', ...openInvoiceStatuses] },
      items: { some: { domainId, type: 'DOMAIN_RENEW' } },
    },
    select: { id: true },
    orderBy: { id: 'asc' },
  });
  for (const { id } of open) {
    const invoice = await lockInvoice(tx, id);
    if (invoice.status !== 'DRAFT' && !openInvoiceStatuses.includes(invoice.status)) continue;
    const earlier = await feesOn(tx, id, domainId);
    await addLines(work, invoice, lines);
    await removeLines(work, invoice, earlier);
    await retotal(work, id, { cause: 'LATE_FEE', description: fee.description });
    const { clientId } = invoice;
    work.announce('invoice.changed', { invoiceId: id, clientId, changed: ['items'] });
  }
}

/** The lines of an earlier late fee of a domain, and of what was taken off it. */
async function feesOn(tx: Tx, invoiceId: number, domainId: number): Promise<number[]> {
  const items = await tx.invoiceItem.findMany({
    where: { invoiceId, domainId, type: { in: ['DOMAIN_RESTORE', 'GROUP_DISCOUNT'] } },
    orderBy: [{ sortOrder: 'asc' }, { id: 'asc' }],
    select: { id: true, type: true, sortOrder: true },
  });
  const fees = items.filter(({ type }) => type === 'DOMAIN_RESTORE');
  // What is taken off a line stands directly behind it.
  const isOff = (place: number) => fees.some(({ sortOrder }) => sortOrder + 1 === place);
  return items
    .filter(({ type, sortOrder }) => type === 'DOMAIN_RESTORE' || isOff(sortOrder))
    .map(({ id }) => id);
}

onLateRenewal(chargeLateRenewal);
