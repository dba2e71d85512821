import { exact } from '#core/money.ts';
import { DomainError } from '#core/errors.ts';
import type { PaymentAttempt } from '#generated/prisma/client.ts';
import type { GatewayNotification, PaymentState } from '#providers/gateways/gateway.ts';
import { matchNone } from '#modules/access/visible.ts';
import type { Work } from '#schema/work.ts';
import { concludeAttempt, fits, lockAttempt } from '#modules/billing/payments/attempt.ts';
import { lockInvoice, readInvoice } from '#modules/billing/invoices/lock.ts';
import { recordPayment } from '#modules/billing/payments/record-payment.ts';

/** A payment that a gateway tells of: the message, and the payment as it was read back. */
export interface GatewayReport {
  gatewayId: number;
  event: GatewayNotification;
  payment: PaymentState;
}

/**
 * Takes what a gateway tells of a payment into the books, and locks its invoice. It may be told
 * any number of times and in any order: what counts is the payment as it stands now.
 * @returns its transaction; null when no money came
 * @throws DomainError PAYMENT_MISMATCH when it is not for the invoice it names
 */
export async function bookPayment(work: Work, report: GatewayReport): Promise<number | null> {
  const { payment } = report;
  const known = await transactionOf(work, report);
  if (known) {
    if (known.invoiceId !== null) await lockInvoice(work.tx, known.invoiceId);
    return known.id;
  }
  const found = await attemptOf(work, report);
  if (found === null) return bookUnasked(work, report);
  const { attempt } = await lockAttempt(work, found);
  if (!fits(attempt, payment))
    throw new DomainError(
      'PAYMENT_MISMATCH',
      'It is of another invoice or currency than was asked.',
    );
  if (await isOnlyATry(work, attempt, payment)) return null;
  const reference = { ...payment, reference: attempt.gatewayRef ?? payment.reference };
  const state = payment.status === 'SUCCEEDED' ? payment : reference;
  return concludeAttempt(work, attempt, state);
}

/** The payment as it is recorded already, by its event or by staff who named another gateway. */
const transactionOf = ({ tx }: Work, { payment }: GatewayReport) =>
  tx.transaction.findUnique({
    where: { transactionRef: payment.reference },
    select: { id: true, invoiceId: true },
  });

/** The try the payment belongs to, by the key it carries or by its name. */
export async function attemptOf({ tx }: Work, { gatewayId, event, payment }: GatewayReport) {
  const { key } = event;
  const found = await tx.paymentAttempt.findFirst({
    where: {
      gatewayId,
      OR: [matchNone, { gatewayRef: payment.reference }, ...(key ? [{ idempotencyKey: key }] : [])],
    },
    orderBy: { id: 'desc' },
    select: { id: true },
  });
  return found?.id ?? null;
}

/**
 * Whether it changes nothing yet: the client is still at the gateway and may try another card, or
 * another payment of the invoice is under way already.
 */
async function isOnlyATry({ tx }: Work, attempt: PaymentAttempt, { status }: PaymentState) {
  if (status === 'SUCCEEDED') return false;
  if (attempt.status !== 'REQUIRES_ACTION') return status === 'ACTION_REQUIRED';
  if (status !== 'PENDING') return true;
  const { invoiceId } = attempt;
  return (await tx.paymentAttempt.count({ where: { invoiceId, status: 'PENDING' } })) > 0;
}

/** Money for an invoice of ours that no known try asked for: what came is recorded. */
async function bookUnasked(work: Work, report: GatewayReport): Promise<number | null> {
  const { gatewayId, event, payment } = report;
  const { invoiceId } = payment;
  if (invoiceId === null || payment.status !== 'SUCCEEDED') return null;
  const exists = await work.tx.invoice.count({ where: { id: invoiceId } });
  if (exists === 0) throw new DomainError('PAYMENT_MISMATCH', 'There is no such invoice.');
  await lockInvoice(work.tx, invoiceId);
  const known = await transactionOf(work, report);
  if (known) return known.id;
  const invoice = await readInvoice(work.tx, invoiceId);
  if (payment.currency !== invoice.currencyCode)
    throw new DomainError('PAYMENT_MISMATCH', 'It is in another currency than the invoice.');
  return recordPayment(work, invoice, {
    amount: exact(payment.amount),
    fees: payment.fee ?? '0',
    gatewayId,
    transactionRef: payment.reference,
    happenedAt: event.occurredAt,
    sendEmail: true,
  });
}
