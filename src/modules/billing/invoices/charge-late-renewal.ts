import { lateRenewalLine, onLateRenewal } from '#modules/domains/late-renewal.ts';
import type { Work } from '#schema/work.ts';
import { addLines, removeLines } from './change-lines.ts';
import { openStatuses } from './invoice-status.ts';
import { lockInvoice } from './lock.ts';
import { retotal } from './retotal.ts';

/**
 * Adds what a late renewal costs to the open invoices that a domain's renewal stands on, in place
 * of an earlier such fee: paying what it cost in time renews it no longer.
 */
async function chargeLateRenewal(work: Work, domainId: number): Promise<void> {
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

onLateRenewal(chargeLateRenewal);
