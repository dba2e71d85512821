import type { Decimal } from 'decimal.js';
import { exact, sum } from '#core/money.ts';
import type { Transaction } from '#generated/prisma/client.ts';
import { bookBack } from '#modules/billing/ledger/book-back.ts';
import { beyondKey } from '#modules/billing/ledger/book-beyond.ts';
import { refundTask } from '#modules/billing/payments/return-money.ts';
import type { GatewayNotification } from '#providers/gateways/gateway.ts';
import { openTasks } from '#schema/tasks/kind.ts';
import type { Work } from '#schema/work.ts';
import { ownAmount } from './own-amount.ts';

/**
 * Books what a gateway says was given back of a payment in all, as far as the books do not have it:
 * single refunds may be told as well, before or after it. The payment's invoice is locked.
 */
export async function bookInAll(
  work: Work,
  payment: Transaction,
  { subject, amount, currency, occurredAt }: GatewayNotification,
): Promise<string> {
  const received = { amount: amount ?? '0', currency: currency ?? '', key: null };
  const inAll = await ownAmount(work, payment, received);
  const left = inAll.minus(await booked(work, payment)).minus(await underWay(work, payment));
  if (!left.greaterThan(0)) return 'The books have it already.';
  const id = await bookBack(work, payment, {
    amount: left,
    type: 'GATEWAY',
    transactionRef: `${subject}/${amount}`,
    happenedAt: occurredAt,
  });
  return `Recorded as transaction ${id}.`;
}

/**
 * How much of a single refund the books do not have yet: where the gateway tells what was given back
 * in all too, that may have been booked as part of it.
 */
export async function notInAll(
  work: Work,
  payment: Transaction,
  { kind, reference }: GatewayNotification,
  own: Decimal,
): Promise<Decimal> {
  if (kind !== 'REFUND_SUCCEEDED') return own;
  const { gatewayId } = payment;
  const of = (type: string) =>
    work.tx.gatewayEvent.findMany({
      where: {
        gatewayId: gatewayId ?? -1,
        type,
        payload: { path: ['reference'], equals: reference ?? '' },
      },
      select: { payload: true },
    });
  if ((await of('REFUNDED_IN_ALL')).length === 0) return own;
  const singles = new Map<string, Decimal>();
  for (const { payload } of await of('REFUND_SUCCEEDED')) {
    const { subject, amount, currency, key } = payload as unknown as GatewayNotification;
    const received = { amount: amount ?? '0', currency: currency ?? '', key };
    singles.set(subject ?? '', await ownAmount(work, payment, received));
  }
  const left = sum(singles.values()).minus(await booked(work, payment));
  return left.lessThan(own) ? left : own;
}

/** What the books have of refunds of a payment by its gateway. */
async function booked({ tx }: Work, { id, gatewayId, invoiceId }: Transaction) {
  const rows = await tx.transaction.findMany({
    where: {
      isVoided: false,
      OR: [
        { refundOfId: id, refundType: 'GATEWAY' },
        {
          invoiceId,
          kind: 'ADJUSTMENT',
          journalSet: { idempotencyKey: { startsWith: beyondKey(gatewayId ?? 0, '') } },
        },
      ],
    },
    select: { amountOut: true },
  });
  return sum(rows.map(({ amountOut }) => amountOut));
}

/** What we asked the gateway to give back and have no answer of; its own task books that. */
async function underWay({ tx }: Work, { id }: Transaction) {
  const tasks = await tx.task.findMany({
    where: { kind: refundTask, subjectType: 'Transaction', subjectId: id, ...openTasks },
    select: { input: true },
  });
  return sum(tasks.map(({ input }) => exact((input as { amount: string }).amount)));
}
