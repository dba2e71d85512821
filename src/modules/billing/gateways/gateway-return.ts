import { DomainError } from '#core/errors.ts';
import type { Transaction } from '#generated/prisma/client.ts';
import type { GatewayNotification, GatewayEventKind } from '#providers/gateways/gateway.ts';
import type { Work } from '#schema/work.ts';
import { bookBack } from '#modules/billing/ledger/book-back.ts';
import { beyondKey } from '#modules/billing/ledger/book-beyond.ts';
import { ownAmount } from './own-amount.ts';
import { bookInAll, notInAll } from './refunded-in-all.ts';
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
  event: GatewayNotification,
): Promise<string> {
  const { gatewayId } = payment;
  const { kind, subject, amount } = event;
  if (gatewayId === null || subject === null || amount === null)
    throw new DomainError('PAYMENT_MISMATCH', 'It names no refund.');
  if (undoing.includes(kind)) {
    const rows = await returnsOf(work, gatewayId, subject);
    return undo(work, rows.length ? rows : await twinsOf(work, gatewayId, event));
  }
  if (kind === 'REFUNDED_IN_ALL') return bookInAll(work, payment, event);
  const known = await work.tx.transaction.findUnique({ where: { transactionRef: subject } });
  if (known) return `Known as transaction ${known.id}.`;
  if (await wasUndone(work, gatewayId, subject)) return 'It was undone before it came here.';
  if (payment.isVoided) throw new DomainError('PAYMENT_MISMATCH', 'Its payment was deleted here.');
  const twins = await twinsOf(work, gatewayId, event);
  if (twins.length) return `It is the money of transaction ${namesOf(twins)}.`;
  const received = { amount, currency: event.currency ?? '', key: event.key };
  const own = await ownAmount(work, payment, received);
  const left = await notInAll(work, payment, event, own);
  if (!left.greaterThan(0)) return 'It is part of what was given back in all.';
  const id = await bookBack(work, payment, {
    amount: left,
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
async function twinsOf(
  work: Work,
  gatewayId: number,
  event: GatewayNotification,
): Promise<Transaction[]> {
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
