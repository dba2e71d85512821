import { exact } from '#core/money.ts';
import type { Transaction } from '#generated/prisma/client.ts';
import type { Work } from '#schema/work.ts';
import { bookBeyond } from './book-beyond.ts';
import {
  returnMoney,
  type ReturnedMoney,
  refundable,
} from '#modules/billing/payments/return-money.ts';
import { readInvoice } from '#modules/billing/invoices/lock.ts';
import { fundsOf } from './release-funds.ts';

/**
 * Records money that has left a gateway, whatever the books have left of its payment: as a refund or
 * dispute as far as there is something to give back, and the rest as what it is, a return beyond the
 * payment. So the books say of the gateway what it holds. The payment's invoice is locked.
 * @returns the id of the transaction that has the gateway's name
 */
export async function bookBack(
  work: Work,
  payment: Transaction,
  { amount, transactionRef, ...rest }: ReturnedMoney & { transactionRef: string },
): Promise<number> {
  const whole = exact(amount);
  const possible = await bookable(work, payment, rest.isDispute ?? false);
  const part = whole.lessThan(possible) ? whole : possible;
  const named = part.greaterThan(0);
  const id = named
    ? await returnMoney(work, payment, { amount: part, transactionRef, ...rest })
    : null;
  const beyond = whole.minus(part);
  if (!beyond.greaterThan(0)) return id!;
  const { happenedAt } = rest;
  const received = { amount: beyond, subject: transactionRef, isNamed: !named, happenedAt };
  const beyondId = await bookBeyond(work, payment, received);
  return id ?? beyondId;
}

/** How much of a payment the books can give back: less where it bought credit that was spent. */
async function bookable(work: Work, payment: Transaction, isDispute: boolean) {
  const { invoiceId, clientId } = payment;
  const nothing = exact('0');
  if (invoiceId === null) return nothing;
  // What our own task asked for at the gateway is this very refund, not another one.
  const left = await refundable(work, payment, { withUnderWay: true });
  const invoice = await readInvoice(work.tx, invoiceId);
  if (invoice.kind !== 'ADD_FUNDS' || invoice.status !== 'PAID' || clientId === null) return left;
  const { creditBalance } = await work.tx.client.findUniqueOrThrow({ where: { id: clientId } });
  const credit = exact(creditBalance);
  if (isDispute) return credit.lessThan(await fundsOf(work, invoiceId)) ? nothing : left;
  if (credit.isNegative()) return nothing;
  return credit.lessThan(left) ? credit : left;
}
