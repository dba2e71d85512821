import { exact } from '#core/money.ts';
import { DomainError } from '#core/errors.ts';
import type { Transaction } from '#generated/prisma/client.ts';
import type { GatewayEvent, GatewayEventKind } from '#providers/gateways/gateway.ts';
import type { Work } from '#schema/work.ts';
import { bookBack } from '#modules/billing/ledger/book-back.ts';
import { beyondKey } from '#modules/billing/ledger/book-beyond.ts';
import { inOwn } from '#modules/billing/payments/charge.ts';
import { refundTask } from '#modules/billing/payments/return-money.ts';
import { takeBack } from '#modules/billing/payments/take-back.ts';

const undoing: readonly GatewayEventKind[] = ['REFUND_FAILED', 'DISPUTE_WON'];

/**
 * Takes a refund or dispute that happened at the gateway into the books, once; or takes one back
 * that the gateway undid. The payment's invoice is locked.
 * @throws DomainError PAYMENT_MISMATCH and those of taking back
 */
export async function bookReturn(
  work: Work,
  payment: Transaction,
  event: GatewayEvent,
): Promise<string> {
  const { gatewayId } = payment;
  const { kind, subject, amount } = event;
  if (gatewayId === null || subject === null || amount === null)
    throw new DomainError('PAYMENT_MISMATCH', 'It names no refund.');
  if (undoing.includes(kind)) {
    const rows = await returnsOf(work, gatewayId, subject);
    return undo(work, rows.length ? rows : await twinsOf(work, gatewayId, event));
  }
  const known = await work.tx.transaction.findUnique({ where: { transactionRef: subject } });
  if (known) return `Known as transaction ${known.id}.`;
  if (await wasUndone(work, gatewayId, subject)) return 'It was undone before it came here.';
  if (payment.isVoided) throw new DomainError('PAYMENT_MISMATCH', 'Its payment was deleted here.');
  const twins = await twinsOf(work, gatewayId, event);
  if (twins.length) return `It is the money of transaction ${namesOf(twins)}.`;
  const received = { amount, currency: event.currency ?? '', key: event.key };
  const own = await ownAmount(work, payment, received);
  const id = await bookBack(work, payment, {
    amount: own,
    type: 'GATEWAY',
    isDispute: kind.startsWith('DISPUTE') || kind === 'REVERSED',
    transactionRef: subject,
    happenedAt: event.occurredAt,
  });
  return `Recorded as transaction ${id}.`;
}

/** What is in the books of a return: its transaction, and the one of what was beyond its payment. */
export const returnsOf = ({ tx }: Work, gatewayId: number, subject: string) =>
  tx.transaction.findMany({
    where: {
      gatewayId,
      isVoided: false,
      OR: [
        { transactionRef: subject },
        { journalSet: { idempotencyKey: beyondKey(gatewayId, subject) } },
      ],
    },
    orderBy: { id: 'asc' },
  });

/**
 * A gateway may tell of one chargeback twice: as a dispute, and as the payment it reversed for it.
 * What the books have by the other telling of the same money.
 */
async function twinsOf(work: Work, gatewayId: number, event: GatewayEvent): Promise<Transaction[]> {
  const { kind, reference, amount } = event;
  const other: GatewayEventKind[] =
    kind === 'REVERSED'
      ? ['DISPUTE_OPENED', 'DISPUTE_LOST']
      : kind.startsWith('DISPUTE')
        ? ['REVERSED']
        : [];
  const received = await work.tx.gatewayEvent.findMany({
    where: {
      gatewayId,
      type: { in: other },
      AND: [
        { payload: { path: ['reference'], equals: reference ?? '' } },
        { payload: { path: ['amount'], equals: amount ?? '' } },
      ],
    },
    orderBy: { id: 'asc' },
  });
  for (const { payload } of received) {
    const rows = await returnsOf(work, gatewayId, String((payload as { subject: string }).subject));
    if (rows.length) return rows;
  }
  return [];
}

/** Takes a return back, and with it what was beyond its payment. */
export async function undo(work: Work, rows: readonly Transaction[]): Promise<string> {
  for (const row of rows) await takeBack(work, row);
  return rows.length ? `Transaction ${namesOf(rows)} was taken back.` : 'Nothing to take back.';
}

const namesOf = (rows: readonly Transaction[]) => rows.map(({ id }) => id).join(' and ');

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

/** What it is in the payment's currency: as much as was asked for, where we asked for it. */
async function ownAmount(
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
