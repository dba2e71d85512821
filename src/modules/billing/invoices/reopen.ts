import { exact } from '#core/money.ts';
import { now } from '#core/clock.ts';
import type { JournalCause } from '#generated/prisma/client.ts';
import type { Work } from '#schema/work.ts';
import { bringBooksTo } from '#modules/billing/ledger/books.ts';
import { givenBackOf } from '#modules/billing/ledger/given-back.ts';
import { moveCredit } from '#modules/billing/ledger/credit.ts';
import { debitsOf } from '#modules/billing/payments/return-money.ts';
import { type LockedInvoice, ensure, readInvoice } from './lock.ts';
import type { LedgerEntry } from '#modules/billing/ledger/post.ts';
import { moveTo, settleInvoice } from './settle-invoice.ts';

/**
 * Takes a locked paid invoice back to owed: what was paid from credit goes to the client's credit.
 * Money has to be deleted or refunded first. What was granted for it stays.
 * @throws DomainError INVOICE_STATUS_INVALID
 */
export async function reopenPaid(work: Work, invoice: LockedInvoice): Promise<void> {
  const { id, clientId, billingName } = invoice;
  ensure(isCreditAlone(invoice), 'INVOICE_STATUS_INVALID', 'status');
  const debt: LedgerEntry = {
    account: 'RECEIVABLE',
    amount: invoice.credit,
    clientId,
    billingName,
    invoiceId: id,
  };
  await returnCredit(work, invoice, [debt], 'CREDIT_ADDED');
  await settleInvoice(work, id, { sendEmail: false });
}

/**
 * Makes a locked paid invoice refunded, of which only what was paid from credit is left: that goes
 * back to the client's credit. Money has to be refunded first. What was granted for it stays.
 * @throws DomainError INVOICE_STATUS_INVALID, REFUND_EXCEEDS_PAYMENT where a change of what it was
 * for gave a part back before
 */
export async function refundCredit(work: Work, invoice: LockedInvoice): Promise<void> {
  const { id: invoiceId, clientId } = invoice;
  ensure(isCreditAlone(invoice), 'INVOICE_STATUS_INVALID', 'status');
  const stays = await givenBackOf(work.tx, invoice);
  ensure(stays.isZero(), 'REFUND_EXCEEDS_PAYMENT', 'status');
  const debits = await debitsOf(work, invoice, invoice.credit, false);
  await returnCredit(work, invoice, debits, 'REFUND');
  await moveTo(work, invoice, 'REFUNDED');
  work.announce('invoice.refunded', { invoiceId, clientId });
}

/**
 * Makes a locked cancelled invoice owed again, with the amounts it had. What was paid of it went to
 * the client's credit when it was cancelled and is not taken from there.
 */
export async function reopenCancelled(work: Work, invoice: LockedInvoice): Promise<void> {
  const { id: invoiceId, clientId } = invoice;
  await moveTo(work, invoice, 'UNPAID');
  const { tx } = work;
  await tx.invoice.updateMany({
    where: { id: invoiceId, issuedAt: null },
    data: { issuedAt: now() },
  });
  const reopened = await readInvoice(tx, invoiceId);
  await bringBooksTo(work, reopened, 'INVOICE_CHANGED', `Invoice ${invoiceId} reopened`);
  work.announce('invoice.reopened', { invoiceId, clientId });
  await settleInvoice(work, invoiceId, { sendEmail: false });
}

/** Whether nothing is left of an invoice but what was paid from its client's credit. */
export const isCreditAlone = ({ credit, amountPaid, clientId }: LockedInvoice): boolean =>
  exact(credit).greaterThan(0) && exact(amountPaid).isZero() && clientId !== null;

async function returnCredit(
  work: Work,
  { id, clientId, currencyCode: currency, credit }: LockedInvoice,
  against: LedgerEntry[],
  cause: JournalCause,
): Promise<void> {
  const description = `Credit returned from invoice ${id}`;
  await moveCredit(
    work,
    { cause, description, subject: { type: 'Invoice', id }, against },
    { clientId: clientId ?? 0, currency, amount: credit, description, invoiceId: id },
  );
  await work.tx.invoice.update({
    where: { id },
    data: { credit: 0, total: { increment: exact(credit).toFixed() } },
  });
}
