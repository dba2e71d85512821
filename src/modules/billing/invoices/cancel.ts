import { exact, sum } from '#core/money.ts';
import type { AccountKind } from '#generated/prisma/client.ts';
import type { Work } from '#schema/work.ts';
import { bringBooksTo } from '#modules/billing/ledger/books.ts';
import { moveCredit, noteCredit } from '#modules/billing/ledger/credit.ts';
import { ensureMayWaive } from '#modules/billing/payments/may-give-back.ts';
import { refundTask } from '#modules/billing/payments/return-money.ts';
import { type LockedInvoice, ensure, readInvoice } from './lock.ts';
import { givenBackOf } from '#modules/billing/ledger/given-back.ts';
import { releasePeriods } from '#modules/billing/ledger/move-on.ts';
import { post } from '#modules/billing/ledger/post.ts';
import { moveTo } from './settle-invoice.ts';
import { openTasks } from '#schema/tasks/kind.ts';

/**
 * Cancels a locked invoice. What was paid of it already goes to the client's credit.
 * @throws DomainError INVOICE_STATUS_INVALID, PAYMENT_IN_PROGRESS
 */
export async function cancel(work: Work, invoice: LockedInvoice): Promise<void> {
  await ensureNoAttempt(work, invoice.id);
  await moveTo(work, invoice, 'CANCELLED');
  // What was never issued was never billed.
  if (invoice.status === 'DRAFT') await releasePeriods(work.tx, { invoiceId: invoice.id });
  await returnWhatWasPaid(work, invoice);
  await takeRefundsBack(work, invoice);
  const cancelled = await readInvoice(work.tx, invoice.id);
  await bringBooksTo(work, cancelled, 'INVOICE_CANCELLED', `Invoice ${invoice.id} cancelled`);
  work.announce('invoice.cancelled', { invoiceId: invoice.id, clientId: invoice.clientId });
}

/**
 * Cancels a locked invoice because staff say so. One of which a change of a service gave a part back,
 * as credit, stays owed once it was opened again: that part would be given back for nothing.
 * @throws DomainError INVOICE_STATUS_INVALID, PAYMENT_IN_PROGRESS, REFUND_EXCEEDS_PAYMENT
 */
export async function cancelManually(work: Work, invoice: LockedInvoice): Promise<void> {
  await ensureMayWaive(work, invoice.id);
  const gone = await givenBackOf(work.tx, invoice);
  ensure(gone.isZero(), 'REFUND_EXCEEDS_PAYMENT', 'status');
  await cancel(work, invoice);
}

/** Refuses while money of the invoice is on its way in or out. */
export async function ensureNoAttempt({ tx }: Work, invoiceId: number): Promise<void> {
  const attempts = await tx.paymentAttempt.count({ where: { invoiceId, status: 'PENDING' } });
  const payments = await tx.transaction.findMany({ where: { invoiceId }, select: { id: true } });
  const refunds = await tx.task.count({
    where: {
      kind: refundTask,
      subjectType: 'Transaction',
      subjectId: { in: payments.map(({ id }) => id) },
      ...openTasks,
    },
  });
  ensure(attempts === 0 && refunds === 0, 'PAYMENT_IN_PROGRESS');
}

async function returnWhatWasPaid(work: Work, invoice: LockedInvoice): Promise<void> {
  const { id, clientId, billingName, currencyCode: currency } = invoice;
  const paid = exact(invoice.amountPaid).plus(exact(invoice.credit));
  if (paid.isZero()) return;
  ensure(clientId !== null, 'INVOICE_STATUS_INVALID', 'status');
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

/**
 * What was given back of the invoice while it was paid was booked against its sale, or against the
 * credit it had bought. There is no sale any more, so that was given back of the payments alone.
 */
async function takeRefundsBack(work: Work, invoice: LockedInvoice): Promise<void> {
  const { id, clientId, billingName, currencyCode: currency, kind } = invoice;
  const account: AccountKind[] = kind === 'ADD_FUNDS' ? ['CLIENT_CREDIT'] : ['REFUND', 'TAX'];
  const provided = await work.tx.journalEntry.groupBy({
    by: ['account'],
    where: { invoiceId: id, account: { in: account }, set: { cause: 'REFUND', reversal: null } },
    _sum: { amount: true },
  });
  const whose = { clientId, billingName, invoiceId: id };
  const entries = provided.map((row) => ({
    account: row.account,
    amount: exact(row._sum.amount ?? '0').negated(),
    ...whose,
  }));
  const amount = sum(entries.map((entry) => entry.amount)).negated();
  const description = `Refunds of cancelled invoice ${id}`;
  const setId = await post(work, {
    cause: 'CORRECTION',
    description,
    subject: { type: 'Invoice', id },
    currency,
    entries: [...entries, { account: 'RECEIVABLE', amount, ...whose }],
  });
  if (kind === 'ADD_FUNDS' && clientId !== null && !amount.isZero())
    await noteCredit(work, { clientId, currency, amount, description, invoiceId: id }, setId);
}
