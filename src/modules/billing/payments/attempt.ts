import { now } from '#core/clock.ts';
import { exact, type Amount } from '#core/money.ts';
import type { PaymentState } from '#providers/gateways/gateway.ts';
import type { PaymentAttempt, PaymentAttemptStatus } from '#generated/prisma/client.ts';
import type { Work } from '#schema/work.ts';
import { chargeFor, inOwn } from './charge.ts';
import { isOpen } from '#modules/billing/invoices/invoice-status.ts';
import {
  type LockedInvoice,
  lockInvoice,
  ensure,
  readInvoice,
} from '#modules/billing/invoices/lock.ts';
import { recordPayment } from './record-payment.ts';

/** A try to take an invoice's money that is about to begin. */
export interface NewAttempt {
  gatewayId: number;
  payMethodId: number | null;
  /** PENDING holds the invoice against a second try; REQUIRES_ACTION does not. */
  status: Extract<PaymentAttemptStatus, 'PENDING' | 'REQUIRES_ACTION'>;
  amount?: Amount;
}

/**
 * Notes a try to take what is owed on a locked invoice.
 * @throws DomainError INVOICE_NOT_UNPAID, PAYMENT_IN_PROGRESS
 */
export async function openAttempt(
  { tx }: Work,
  invoice: LockedInvoice,
  { gatewayId, payMethodId, status, amount }: NewAttempt,
): Promise<PaymentAttempt> {
  const owed = amount ?? invoice.balance;
  ensure(isOpen(invoice.status) && exact(owed).greaterThan(0), 'INVOICE_NOT_UNPAID');
  const pending = await tx.paymentAttempt.count({
    where: { invoiceId: invoice.id, status: 'PENDING' },
  });
  ensure(pending === 0, 'PAYMENT_IN_PROGRESS');
  const currency = invoice.currencyCode;
  const charge = await chargeFor(tx, gatewayId, { amount: owed, currency });
  const at = now();
  await tx.invoice.update({
    where: { id: invoice.id },
    data: { captureAttempts: { increment: 1 }, lastCaptureAttemptAt: at },
  });
  return tx.paymentAttempt.create({
    data: {
      clientId: invoice.clientId,
      invoiceId: invoice.id,
      gatewayId,
      payMethodId,
      status,
      currencyCode: currency,
      amount: exact(owed).toFixed(),
      chargeAmount: charge.amount,
      chargeCurrency: charge.currency,
      idempotencyKey: crypto.randomUUID(),
    },
  });
}

/** Locks an attempt's invoice and reads the attempt again. */
export async function lockAttempt({ tx }: Work, id: number) {
  const { invoiceId } = await tx.paymentAttempt.findUniqueOrThrow({
    where: { id },
    select: { invoiceId: true },
  });
  const invoice = await lockInvoice(tx, invoiceId);
  const attempt = await tx.paymentAttempt.findUniqueOrThrow({ where: { id } });
  return { invoice, attempt };
}

const settled: Record<PaymentState['status'], PaymentAttemptStatus> = {
  SUCCEEDED: 'SUCCEEDED',
  PENDING: 'PENDING',
  ACTION_REQUIRED: 'REQUIRES_ACTION',
  DECLINED: 'DECLINED',
};

/**
 * Notes what the gateway says of an attempt, whose invoice is locked, and takes the money into the
 * books when it came. Money that is there already is not taken twice.
 * @returns the transaction, when there is one
 */
export async function concludeAttempt(
  work: Work,
  attempt: PaymentAttempt,
  state: PaymentState,
  taskId?: number | bigint,
): Promise<number | null> {
  const { tx } = work;
  if (attempt.status === 'SUCCEEDED') return attempt.transactionId;
  // Late word of what ended already: only the money itself still counts.
  if (attempt.status === 'DECLINED' && state.status !== 'SUCCEEDED') return null;
  const charge = { amount: attempt.chargeAmount.toFixed(), currency: attempt.chargeCurrency };
  let transactionId: number | null = null;
  if (state.status === 'SUCCEEDED') transactionId = await takeMoney(work, attempt, state, taskId);
  const at = now();
  const ended = state.status === 'SUCCEEDED' || state.status === 'DECLINED';
  await tx.paymentAttempt.update({
    where: { id: attempt.id },
    data: {
      status: settled[state.status],
      ...(state.reference && { gatewayRef: state.reference }),
      message: state.message ?? '',
      transactionId,
      ...(ended && { settledAt: at }),
    },
  });
  if (state.status === 'DECLINED')
    work.announce('payment.declined', {
      invoiceId: attempt.invoiceId,
      clientId: attempt.clientId,
      attemptId: attempt.id,
      message: state.message ?? `Declined: ${charge.amount} ${charge.currency}`,
    });
  return transactionId;
}

async function takeMoney(
  work: Work,
  attempt: PaymentAttempt,
  state: PaymentState,
  taskId?: number | bigint,
): Promise<number> {
  const known = await work.tx.transaction.findUnique({
    where: { transactionRef: state.reference },
    select: { id: true },
  });
  if (known) return known.id;
  const invoice = await readInvoice(work.tx, attempt.invoiceId);
  return recordPayment(work, invoice, {
    // What was received, which need not be what was asked for.
    amount: inOwn(state.amount, attempt),
    fees: inOwn(state.fee ?? '0', attempt),
    gatewayId: attempt.gatewayId,
    payMethodId: attempt.payMethodId,
    transactionRef: state.reference,
    taskId: taskId ?? null,
    sendEmail: true,
  });
}

/** Whether the gateway speaks of what it was asked for: the same invoice in the same currency. */
export const fits = (
  { chargeCurrency, invoiceId }: PaymentAttempt,
  state: Pick<PaymentState, 'currency' | 'invoiceId'>,
): boolean => state.currency === chargeCurrency && (state.invoiceId ?? invoiceId) === invoiceId;

/** Notes that an attempt failed without an answer about the payment itself. */
export async function failAttempt(work: Work, id: number, message: string): Promise<void> {
  const { attempt } = await lockAttempt(work, id);
  if (attempt.status !== 'PENDING' && attempt.status !== 'REQUIRES_ACTION') return;
  await work.tx.paymentAttempt.update({
    where: { id },
    data: { status: 'DECLINED', message, settledAt: now() },
  });
  const { invoiceId, clientId } = attempt;
  work.announce('payment.declined', { invoiceId, clientId, attemptId: id, message });
}
