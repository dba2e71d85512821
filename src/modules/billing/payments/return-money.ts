import { now } from '#core/clock.ts';
import { defined } from '#core/defined.ts';
import { allocate, exact, least, round, sum, type Amount } from '#core/money.ts';
import type { RefundType, Transaction } from '#generated/prisma/client.ts';
import type { Work } from '#schema/work.ts';
import { givenBackOf } from '#modules/billing/ledger/given-back.ts';
import { noteCredit } from '#modules/billing/ledger/credit.ts';
import { isOpen } from '#modules/billing/invoices/invoice-status.ts';
import { type LockedInvoice, ensure, readInvoice } from '#modules/billing/invoices/lock.ts';
import { type LedgerEntry, post } from '#modules/billing/ledger/post.ts';
import { fundsOf, takeFundsBack } from '#modules/billing/ledger/release-funds.ts';
import { moveTo } from '#modules/billing/invoices/settle-invoice.ts';
import { openTasks } from '#schema/tasks/kind.ts';

/** The kind of task that gives money back through a gateway; it holds what it was asked for. */
export const refundTask = 'payment.refund';

/**
 * How much of a payment can still be given back. What is on its way counts as gone, and so does what
 * changes of services gave back of it as credit, unless `withUnderWay` asks for what a gateway may
 * still report.
 */
export async function refundable(
  { tx }: Pick<Work, 'tx'>,
  payment: Transaction,
  { withUnderWay = false } = {},
) {
  const { id, amountIn, overpaid, invoiceId } = payment;
  const refunds = await tx.transaction.findMany({
    where: { refundOfId: id, isVoided: false },
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
  const requested = sum(underWay.map(({ input }) => (input as { amount: string }).amount));
  const gone = sum(refunds.map(({ amountOut }) => amountOut)).plus(withUnderWay ? '0' : requested);
  const left = exact(amountIn).minus(exact(overpaid)).minus(gone);
  if (invoiceId === null) return left;
  const invoice = await tx.invoice.findUniqueOrThrow({
    where: { id: invoiceId },
    select: { id: true, currencyCode: true, amountPaid: true, credit: true },
  });
  const paid = exact(invoice.amountPaid);
  const stays = withUnderWay ? exact('0') : await givenBackOf(tx, invoice);
  return least(left, least(paid, paid.plus(exact(invoice.credit)).minus(stays)));
}

/** A refund to record. */
export interface ReturnedMoney {
  amount: Amount;
  type: RefundType;
  /** The client's bank took it back: the debt is there again and goes to collections. */
  isDispute?: boolean;
  /** The gateway's id of the refund. */
  transactionRef?: string | null;
  happenedAt?: Date | undefined;
  taskId?: number | bigint | null;
}

/**
 * Records that a part of a payment was given back. Client and invoice are locked, the amount is
 * checked. An invoice that was paid and has nothing left of it is refunded.
 * @returns the id of the refund's transaction
 */
export async function returnMoney(
  work: Work,
  payment: Transaction,
  { amount, type, isDispute = false, ...rest }: ReturnedMoney,
): Promise<number> {
  const { tx } = work;
  const invoice = await readInvoice(
    tx,
    defined(payment.invoiceId, `invoice of transaction ${payment.id}`),
  );
  const { clientId, currencyCode: currency } = invoice;
  const toCredit = type === 'CREDIT';
  ensure(!toCredit || clientId !== null, 'REFUND_NOT_POSSIBLE');
  const row = await createRefund(work, payment, { amount, type, isDispute, ...rest });
  const debits = await debitsOf(work, invoice, amount, isDispute);
  const whose = { clientId, billingName: invoice.billingName, invoiceId: invoice.id };
  const { gatewayId } = payment;
  const credit: LedgerEntry = toCredit
    ? { account: 'CLIENT_CREDIT', amount: exact(amount).negated(), ...whose }
    : {
        account: 'GATEWAY_CLEARING',
        amount: exact(amount).negated(),
        gatewayId,
        invoiceId: invoice.id,
      };
  const description = `Refund of invoice ${invoice.id}`;
  const setId = await post(work, {
    cause: 'REFUND',
    description,
    subject: { type: 'Transaction', id: row },
    currency,
    entries: [...debits, credit],
  });
  await tx.transaction.update({ where: { id: row }, data: { journalSetId: setId } });
  const { amountPaid, credit: paidByCredit } = await tx.invoice.update({
    where: { id: invoice.id },
    data: { amountPaid: { decrement: exact(amount).toFixed() } },
    select: { amountPaid: true, credit: true },
  });
  const taken = debits.find(({ account }) => account === 'CLIENT_CREDIT');
  const move = { currency, description, invoiceId: invoice.id, transactionId: row };
  if (taken && clientId !== null)
    await noteCredit(work, { ...move, clientId, amount: exact(amount).negated() }, setId);
  if (toCredit && clientId !== null) await noteCredit(work, { ...move, clientId, amount }, setId);
  const received = { transactionId: row, invoiceId: invoice.id, clientId };
  if (isDispute) {
    await collect(work, invoice);
    work.announce('payment.disputed', received);
    return row;
  }
  // What was paid from credit is left of it until that is given back too.
  if (invoice.status === 'PAID' && exact(amountPaid).plus(exact(paidByCredit)).isZero()) {
    await moveTo(work, invoice, 'REFUNDED');
    work.announce('invoice.refunded', { invoiceId: invoice.id, clientId });
  }
  work.announce('payment.refunded', { ...received, refundOfId: payment.id });
  return row;
}

/** Nobody charges a stored card for what its owner disputes: people look after the debt. */
async function collect(work: Work, invoice: LockedInvoice): Promise<void> {
  if (invoice.status !== 'PAID') return;
  const { id: invoiceId, clientId } = invoice;
  if (invoice.kind === 'ADD_FUNDS')
    await takeFundsBack(work, invoice, await fundsOf(work, invoiceId));
  await moveTo(work, invoice, 'COLLECTIONS', { paidAt: null });
  work.announce('invoice.collected', { invoiceId, clientId });
}

/**
 * What a refund is booked against: the debt, which comes back, while the invoice is open and after
 * a dispute; the credit it bought, for added funds; else sale and tax in the proportion of the invoice.
 */
export async function debitsOf(
  work: Work,
  invoice: LockedInvoice,
  amount: Amount,
  isDispute: boolean,
): Promise<LedgerEntry[]> {
  const { id: invoiceId, clientId, billingName, currencyCode: currency } = invoice;
  const whose = { clientId, billingName, invoiceId };
  if (isDispute || isOpen(invoice.status)) return [{ account: 'RECEIVABLE', amount, ...whose }];
  if (invoice.kind === 'ADD_FUNDS') return [{ account: 'CLIENT_CREDIT', amount, ...whose }];
  const tax = exact(invoice.tax).plus(exact(invoice.tax2));
  const weights = [exact(invoice.subtotal), tax];
  if (tax.isZero() || weights.some((weight) => weight.isNegative()))
    return [{ account: 'REFUND', amount, ...whose }];
  const before = await work.tx.journalEntry.aggregate({
    where: {
      invoiceId,
      account: { in: ['REFUND', 'TAX'] },
      set: { cause: { in: ['REFUND', 'VOID'] } },
    },
    _sum: { amount: true },
  });
  const taxBefore = await work.tx.journalEntry.aggregate({
    where: { invoiceId, account: 'TAX', set: { cause: { in: ['REFUND', 'VOID'] } } },
    _sum: { amount: true },
  });
  // Shared out of all refunds so far, so that many small ones leave the tax of one large one.
  const so = exact(before._sum.amount ?? '0');
  const [, whole] = allocate(so.plus(exact(amount)), weights, currency);
  const share = round(whole!.minus(exact(taxBefore._sum.amount ?? '0')), currency);
  return [
    { account: 'REFUND', amount: exact(amount).minus(share), ...whose },
    { account: 'TAX', amount: share, ...whose },
  ];
}

async function createRefund(
  { tx, actor }: Work,
  payment: Transaction,
  { amount, type, isDispute, transactionRef, happenedAt, taskId }: ReturnedMoney,
): Promise<number> {
  const { rate } = await tx.currency.findUniqueOrThrow({
    where: { code: payment.currencyCode },
    select: { rate: true },
  });
  const { id } = await tx.transaction.create({
    data: {
      clientId: payment.clientId,
      billingName: payment.billingName,
      invoiceId: payment.invoiceId,
      gatewayId: type === 'CREDIT' ? null : payment.gatewayId,
      gatewayModule: type === 'CREDIT' ? '' : payment.gatewayModule,
      kind: isDispute ? 'CHARGEBACK' : 'REFUND',
      currencyCode: payment.currencyCode,
      happenedAt: happenedAt ?? now(),
      description: isDispute ? 'Chargeback' : type === 'CREDIT' ? 'Refund to Credit' : 'Refund',
      amountOut: exact(amount).toFixed(),
      rate,
      transactionRef: transactionRef ?? null,
      refundType: isDispute ? null : type,
      refundOfId: payment.id,
      taskId: taskId ?? null,
      actor: actor.id,
    },
    select: { id: true },
  });
  return id;
}
