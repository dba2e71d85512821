import type { Actor } from '#core/actor.ts';
import { exact, round, type Amount } from '#core/money.ts';
import type { Work } from '#schema/work.ts';
import { moveCredit, spendableCredit } from './credit.ts';
import { isOpen } from '#modules/billing/invoices/invoice-status.ts';
import { type LockedInvoice, ensure, readInvoice } from '#modules/billing/invoices/lock.ts';
import { settleInvoice } from '#modules/billing/invoices/settle-invoice.ts';

/**
 * Pays a part of a locked invoice from the client's credit.
 * @throws DomainError INVOICE_NOT_UNPAID, AMOUNT_NOT_POSITIVE, AMOUNT_EXCEEDS_BALANCE,
 * CREDIT_INSUFFICIENT, FUNDS_NOT_BY_CREDIT
 */
export async function spendCredit(
  work: Work,
  invoice: LockedInvoice,
  provided: Amount,
  sendEmail: boolean,
): Promise<void> {
  const { id, clientId, billingName, currencyCode: currency } = invoice;
  const amount = round(provided, currency);
  ensure(isOpen(invoice.status) && clientId !== null, 'INVOICE_NOT_UNPAID');
  ensure(invoice.kind !== 'ADD_FUNDS', 'FUNDS_NOT_BY_CREDIT');
  ensure(amount.greaterThan(0), 'AMOUNT_NOT_POSITIVE', 'amount');
  const { spendable } = await spendableCredit(work, clientId);
  ensure(!amount.greaterThan(spendable), 'CREDIT_INSUFFICIENT', 'amount');
  ensure(!amount.greaterThan(exact(invoice.balance)), 'AMOUNT_EXCEEDS_BALANCE', 'amount');

  const description = `Credit applied to invoice ${id}`;
  const sides = { amount: amount.negated(), clientId, billingName, invoiceId: id };
  await moveCredit(
    work,
    {
      cause: 'CREDIT_APPLIED',
      description,
      subject: { type: 'Invoice', id },
      against: [{ account: 'RECEIVABLE', ...sides }],
    },
    { clientId, currency, amount: amount.negated(), description, invoiceId: id },
  );
  await work.tx.invoice.update({
    where: { id },
    data: { credit: { increment: amount.toFixed() }, total: { decrement: amount.toFixed() } },
  });
  await settleInvoice(work, id, { sendEmail });
}

/** Whether an actor may spend a client's credit: of those who act for it, who may pay its invoices. */
export const maySpendCredit = ({ kind, permissions }: Actor): boolean =>
  kind !== 'customer' || permissions.has('billing:pay');

/** Pays what the credit at hand covers; never by going below zero. */
export async function spendAvailableCredit(
  work: Work,
  invoiceId: number,
  sendEmail: boolean,
): Promise<void> {
  const invoice = await readInvoice(work.tx, invoiceId);
  const { clientId, kind, status } = invoice;
  if (clientId === null || kind === 'ADD_FUNDS' || !isOpen(status)) return;
  const { balance } = await spendableCredit(work, clientId);
  const owed = exact(invoice.balance);
  const amount = balance.lessThan(owed) ? balance : owed;
  if (amount.greaterThan(0)) await spendCredit(work, invoice, amount, sendEmail);
}
