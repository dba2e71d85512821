import { exact, round, sum, type Amount } from '#core/money.ts';
import type { Transaction } from '#generated/prisma/client.ts';
import type { Work } from '#schema/work.ts';
import type { Charge } from './charge.ts';
import { refundTask } from './return-money.ts';
import { openTasks } from '#schema/tasks/kind.ts';

/**
 * What a gateway is asked to give back for a part of a payment. Where it was charged in another
 * currency, all parts so far are converted together, so that many small ones never come to more than
 * was charged, and the last one leaves nothing. The payment's invoice is locked.
 */
export async function atGateway(
  { tx }: Pick<Work, 'tx'>,
  payment: Transaction,
  amount: Amount,
): Promise<Charge> {
  const { id, currencyCode } = payment;
  const attempt = await tx.paymentAttempt.findFirst({
    where: { transactionId: id },
    orderBy: { id: 'asc' },
  });
  if (!attempt || attempt.chargeCurrency === currencyCode)
    return { amount: round(amount, currencyCode).toFixed(), currency: currencyCode };
  const provided = await tx.transaction.findMany({
    where: {
      refundOfId: id,
      isVoided: false,
      OR: [{ refundType: 'GATEWAY' }, { kind: 'CHARGEBACK' }],
    },
    select: { amountOut: true },
  });
  const underWay = await tx.task.findMany({
    where: {
      kind: refundTask,
      subjectType: 'Transaction',
      subjectId: id,
      ...openTasks,
    },
    select: { input: true },
  });
  const before = sum([
    ...provided.map(({ amountOut }) => amountOut),
    ...underWay.map(({ input }) => (input as { amount: string }).amount),
  ]);
  const { chargeAmount, chargeCurrency } = attempt;
  const upTo = (part: Amount) =>
    round(exact(part).times(exact(chargeAmount)).div(exact(attempt.amount)), chargeCurrency);
  const requested = upTo(before.plus(exact(amount))).minus(upTo(before));
  return { amount: requested.toFixed(), currency: chargeCurrency };
}
