import { exact } from '#core/money.ts';
import type { Work } from '#schema/work.ts';
import { bringBooksTo } from './books.ts';
import { moveCredit } from './credit.ts';
import { refundErrand } from './give-back.ts';
import { type LockedInvoice, must, readInvoice } from './lock.ts';
import { moveTo } from './settle-invoice.ts';

/**
 * Cancels a locked invoice for good. What was paid of it already goes to the client's credit.
 * @throws Refusal INVOICE_STATUS_INVALID, PAYMENT_IN_PROGRESS
 */
export async function cancel(work: Work, invoice: LockedInvoice): Promise<void> {
  await mustBeAtRest(work, invoice.id);
  await moveTo(work, invoice, 'CANCELLED');
  await returnWhatWasPaid(work, invoice);
  const cancelled = await readInvoice(work.tx, invoice.id);
  await bringBooksTo(work, cancelled, 'INVOICE_CANCELLED', `Invoice ${invoice.id} cancelled`);
  work.announce('invoice.cancelled', { invoiceId: invoice.id, clientId: invoice.clientId });
}

/** Refuses while money of the invoice is on its way in or out. */
export async function mustBeAtRest({ tx }: Work, invoiceId: number): Promise<void> {
  const attempts = await tx.paymentAttempt.count({ where: { invoiceId, status: 'PENDING' } });
  const payments = await tx.transaction.findMany({ where: { invoiceId }, select: { id: true } });
  const refunds = await tx.errand.count({
    where: {
      kind: refundErrand,
      subjectType: 'Transaction',
      subjectId: { in: payments.map(({ id }) => id) },
      state: { in: ['PENDING', 'SENT', 'UNKNOWN'] },
    },
  });
  must(attempts === 0 && refunds === 0, 'PAYMENT_IN_PROGRESS');
}

async function returnWhatWasPaid(work: Work, invoice: LockedInvoice): Promise<void> {
  const { id, clientId, billingName, currencyCode: currency } = invoice;
  const paid = exact(invoice.amountPaid).plus(exact(invoice.credit));
  if (paid.isZero()) return;
  must(clientId !== null, 'INVOICE_STATUS_INVALID', 'status');
  const description = `Returned from cancelled invoice ${id}`;
  await moveCredit(
    work,
    {
      cause: 'CREDIT_ADDED',
      description,
      subject: { type: 'Invoice', id },
      against: [{ account: 'RECEIVABLE', amount: paid, clientId, billingName, invoiceId: id }],
    },
    { clientId, currency, amount: paid, description, invoiceId: id },
  );
  await work.tx.invoice.update({
    where: { id },
    data: { amountPaid: 0, credit: 0, total: { increment: exact(invoice.credit).toFixed() } },
  });
}
