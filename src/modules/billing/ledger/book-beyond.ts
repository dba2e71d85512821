import { now, today } from '#core/clock.ts';
import { toDate } from '#core/dates.ts';
import { asText, exact, type Amount } from '#core/money.ts';
import type { Transaction } from '#generated/prisma/client.ts';
import type { Work } from '#schema/work.ts';
import { noteCredit } from './credit.ts';
import { lockClientMoney } from '#modules/billing/invoices/lock.ts';
import { post } from './post.ts';

/** A return beyond what is left of its payment. */
export interface Beyond {
  amount: Amount;
  /** The gateway's id of the refund or dispute it is a part of. */
  subject: string;
  /** It is all of it, so that the transaction has that id. */
  isNamed: boolean;
  happenedAt?: Date | undefined;
}

/** The movement's own key, by which the gateway's later news of the same return find it. */
export const beyondKey = (gatewayId: number, subject: string) => `beyond:${gatewayId}:${subject}`;

/**
 * Records money that left a gateway though the books had nothing left of its payment. The client has
 * it now, so its credit pays for it as far as it goes; the rest is written off, and staff get a to-do
 * item to claim it.
 * @returns the id of its transaction, an adjustment
 */
export async function bookBeyond(
  work: Work,
  payment: Transaction,
  { amount, subject, isNamed, happenedAt }: Beyond,
): Promise<number> {
  const { tx } = work;
  const { clientId, billingName, invoiceId, gatewayId, currencyCode: currency } = payment;
  const taken = await creditFor(work, payment, amount);
  const loss = exact(amount).minus(taken);
  const description = `Given back at the gateway beyond transaction ${payment.id}`;
  const { id } = await tx.transaction.create({
    data: {
      clientId,
      billingName,
      invoiceId,
      gatewayId,
      gatewayModule: payment.gatewayModule,
      kind: 'ADJUSTMENT',
      currencyCode: currency,
      happenedAt: happenedAt ?? now(),
      description,
      amountOut: exact(amount).toFixed(),
      rate: payment.rate,
      transactionRef: isNamed ? subject : null,
      actor: work.actor.id,
    },
    select: { id: true },
  });
  const whose = { clientId, billingName, invoiceId };
  const setId = await post(work, {
    cause: 'WRITE_OFF',
    description,
    subject: { type: 'Transaction', id },
    currency,
    entries: [
      { account: 'CLIENT_CREDIT', amount: taken, ...whose },
      { account: 'WRITE_OFF', amount: loss, ...whose },
      { account: 'GATEWAY_CLEARING', amount: exact(amount).negated(), gatewayId, invoiceId },
    ],
    idempotencyKey: beyondKey(gatewayId ?? 0, subject),
  });
  await tx.transaction.update({ where: { id }, data: { journalSetId: setId } });
  if (clientId !== null && !taken.isZero()) {
    const move = { clientId, currency, amount: taken.negated(), description, invoiceId };
    await noteCredit(work, { ...move, transactionId: id }, setId);
  }
  const words = { amount: asText(amount, currency), loss: asText(loss, currency), currency };
  await remind(work, payment, { id, subject, ...words });
  work.announce('payment.returnedBeyond', { transactionId: id, invoiceId, clientId });
  return id;
}

/** What the client's credit can pay of it, never going below zero. */
async function creditFor({ tx }: Work, { clientId, currencyCode }: Transaction, amount: Amount) {
  if (clientId === null) return exact('0');
  await lockClientMoney(tx, clientId);
  const client = await tx.client.findUniqueOrThrow({ where: { id: clientId } });
  const credit = exact(client.creditBalance);
  if (client.currencyCode !== currencyCode || credit.isNegative()) return exact('0');
  return credit.lessThan(exact(amount)) ? credit : exact(amount);
}

interface Labels {
  id: number;
  subject: string;
  amount: string;
  loss: string;
  currency: string;
}

async function remind(work: Work, payment: Transaction, words: Labels): Promise<void> {
  const { id, subject, amount, loss, currency } = words;
  const day = toDate(today());
  const { id: todoItemId } = await work.tx.todoItem.create({
    data: {
      notedOn: day,
      dueOn: day,
      title: `More given back than was left of transaction ${payment.id}`,
      description: [
        `${payment.gatewayModule} gave back ${amount} ${currency} (${subject}) beyond what the books`,
        `had left of transaction ${payment.id} of invoice ${payment.invoiceId ?? '–'}. It is recorded`,
        `as transaction ${id}; ${loss} ${currency} of it are written off unless they are claimed.`,
      ].join(' '),
    },
    select: { id: true },
  });
  work.announce('todo.added', { todoItemId });
}
