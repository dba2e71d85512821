import { exact } from '#core/money.ts';
import { DomainError } from '#core/errors.ts';
import type { Transaction } from '#generated/prisma/client.ts';
import { inOwn } from '#modules/billing/payments/charge.ts';
import { refundTask } from '#modules/billing/payments/return-money.ts';
import type { Work } from '#schema/work.ts';

/** What it is in the payment's currency: as much as was asked for, where we asked for it. */
export async function ownAmount(
  { tx }: Work,
  payment: Transaction,
  received: { amount: string; currency: string; key: string | null },
) {
  const attempt = await tx.paymentAttempt.findFirst({
    where: { transactionId: payment.id },
    orderBy: { id: 'asc' },
  });
  if (received.currency !== (attempt?.chargeCurrency ?? payment.currencyCode))
    throw new DomainError('PAYMENT_MISMATCH', 'It is in another currency than the payment.');
  if (!attempt || attempt.chargeCurrency === payment.currencyCode) return exact(received.amount);
  const requested = await tx.task.findFirst({
    where: {
      kind: refundTask,
      subjectType: 'Transaction',
      subjectId: payment.id,
      idempotencyKey: received.key ?? '',
    },
    select: { input: true },
  });
  return requested
    ? exact((requested.input as { amount: string }).amount)
    : inOwn(received.amount, attempt);
}
