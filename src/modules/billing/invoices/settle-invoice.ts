import { now, today } from '#core/clock.ts';
import { exact } from '#core/money.ts';
import type { Work } from '#schema/work.ts';
import { isOpen, mayInvoiceGo } from './invoice-status.ts';
import { type LockedInvoice, ensure, readInvoice } from './lock.ts';
import { moveCredit } from '#modules/billing/ledger/credit.ts';
import { takeNumber } from './number.ts';
import { releaseFunds } from '#modules/billing/ledger/release-funds.ts';
import { advanceDueDates } from '#modules/billing/generation/advance-due.ts';

/** Moves a locked invoice along a listed edge. @throws DomainError INVOICE_STATUS_INVALID */
export async function moveTo(
  { tx }: Pick<Work, 'tx'>,
  invoice: LockedInvoice,
  status: LockedInvoice['status'],
  more: { paidAt?: Date | null; number?: string | null } = {},
): Promise<void> {
  ensure(mayInvoiceGo(invoice.status, status), 'INVOICE_STATUS_INVALID', 'status');
  const at = now();
  const { count } = await tx.invoice.updateMany({
    where: { id: invoice.id, status: invoice.status },
    data: {
      status,
      ...(status === 'PAID' && { paidAt: at, nextCaptureAt: null }),
      ...(status === 'CANCELLED' && { cancelledAt: at, nextCaptureAt: null }),
      ...(status === 'REFUNDED' && { refundedAt: at }),
      ...(invoice.status === 'DRAFT' && status === 'UNPAID' && { issuedAt: at }),
      ...(invoice.status === 'CANCELLED' && { cancelledAt: null }),
      ...more,
    },
  });
  ensure(count === 1, 'INVOICE_STATUS_INVALID', 'status');
}

/** What a settlement should know. */
export interface Settlement {
  sendEmail: boolean;
  /** When it was paid, where that was not now. */
  paidAt?: Date | undefined;
}

/**
 * Draws the conclusion from what is owed: an open invoice without debt is paid, a paid one with
 * debt is open again. What was paid too much becomes credit.
 */
export async function settleInvoice(
  work: Work,
  invoiceId: number,
  { sendEmail, paidAt }: Settlement,
): Promise<void> {
  const invoice = await readInvoice(work.tx, invoiceId);
  const owed = exact(invoice.balance);
  if (isOpen(invoice.status) && !owed.greaterThan(0)) {
    if (owed.isNegative()) await returnSurplus(work, invoice);
    await becomePaid(work, invoice, { sendEmail, paidAt });
  } else if (invoice.status === 'PAID' && owed.greaterThan(0)) {
    await moveTo(work, invoice, 'UNPAID', { paidAt: null });
    work.announce('invoice.reopened', { invoiceId, clientId: invoice.clientId });
  } else if (invoice.status === 'PAID' && owed.isNegative()) await returnSurplus(work, invoice);
}

async function becomePaid(work: Work, invoice: LockedInvoice, { sendEmail, paidAt }: Settlement) {
  const { id, clientId } = invoice;
  const number = invoice.number ?? (await takeNumber(work.tx, today()));
  await moveTo(work, invoice, 'PAID', { ...(number && { number }), ...(paidAt && { paidAt }) });
  await releaseFunds(work, invoice);
  await advanceDueDates(work, id);
  work.announce('invoice.paid', { invoiceId: id, clientId, sendEmail });
}

/** What was paid beyond the total goes to the client's credit. */
async function returnSurplus(work: Work, invoice: LockedInvoice): Promise<void> {
  const { id, clientId, billingName, currencyCode: currency } = invoice;
  const surplus = exact(invoice.balance).negated();
  const fromInvoice = { account: 'RECEIVABLE' as const, amount: surplus, invoiceId: id };
  const description = `Overpayment of invoice ${id}`;
  const movement = {
    cause: 'CREDIT_ADDED' as const,
    description,
    subject: { type: 'Invoice', id },
    against: [{ ...fromInvoice, clientId, billingName }],
  };
  if (clientId !== null)
    await moveCredit(work, movement, {
      clientId,
      currency,
      amount: surplus,
      description,
      invoiceId: id,
    });
  await work.tx.$executeRaw`
    update invoices set amount_paid = greatest(amount_paid - ${surplus.toFixed()}::numeric, 0)
    where id = ${id}`;
}
