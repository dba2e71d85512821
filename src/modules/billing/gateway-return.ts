import { exact } from '#core/money.ts';
import { Refusal } from '#core/refusal.ts';
import type { Transaction } from '#generated/prisma/client.ts';
import type { GatewayEvent, GatewayEventKind } from '#integrations/gateways/gateway.ts';
import type { Work } from '#schema/work.ts';
import { inOwn } from './charge.ts';
import { giveBack, refundable } from './give-back.ts';
import { takeBack } from './take-back.ts';

const undoing: readonly GatewayEventKind[] = ['REFUND_FAILED', 'DISPUTE_WON'];

/**
 * Takes a refund or dispute that happened at the gateway into the books, once; or takes one back
 * that the gateway undid. The payment's invoice is locked.
 * @throws Refusal PAYMENT_MISMATCH, REFUND_EXCEEDS_PAYMENT and those of taking back
 */
export async function bookReturn(
  work: Work,
  payment: Transaction,
  event: GatewayEvent,
): Promise<string> {
  const { gatewayId } = payment;
  const { kind, subject, amount } = event;
  if (gatewayId === null || subject === null || amount === null)
    throw new Refusal('PAYMENT_MISMATCH', 'It names no refund.');
  const known = await work.tx.transaction.findFirst({
    where: { gatewayId, transactionRef: subject },
  });
  if (undoing.includes(kind)) {
    if (!known || known.isVoided) return 'Nothing to take back.';
    await takeBack(work, known);
    return `Transaction ${known.id} was taken back.`;
  }
  if (known) return `Known as transaction ${known.id}.`;
  if (await wasUndone(work, gatewayId, subject)) return 'It was undone before it came here.';
  if (payment.isVoided) throw new Refusal('PAYMENT_MISMATCH', 'Its payment was deleted here.');
  const own = await ownAmount(work, payment, { amount, currency: event.currency ?? '' });
  // What our own errand asked for at the gateway is this very refund, not another one.
  if (own.greaterThan(await refundable(work, payment, { withUnderWay: true })))
    throw new Refusal('REFUND_EXCEEDS_PAYMENT');
  const id = await giveBack(work, payment, {
    amount: own,
    type: 'GATEWAY',
    isDispute: kind.startsWith('DISPUTE'),
    transactionRef: subject,
    happenedAt: event.occurredAt,
  });
  return `Recorded as transaction ${id}.`;
}

/** Whether the gateway said already that a refund or dispute is none any more. */
export async function wasUndone({ tx }: Work, gatewayId: number, subject: string) {
  const undone = await tx.gatewayEvent.count({
    where: {
      gatewayId,
      type: { in: [...undoing] },
      payload: { path: ['subject'], equals: subject },
    },
  });
  return undone > 0;
}

async function ownAmount(
  { tx }: Work,
  payment: Transaction,
  told: { amount: string; currency: string },
) {
  const attempt = await tx.paymentAttempt.findFirst({
    where: { transactionId: payment.id },
    orderBy: { id: 'asc' },
  });
  if (told.currency !== (attempt?.chargeCurrency ?? payment.currencyCode))
    throw new Refusal('PAYMENT_MISMATCH', 'It is in another currency than the payment.');
  return attempt ? inOwn(told.amount, attempt) : exact(told.amount);
}
