import { now } from '#core/clock.ts';
import { exact } from '#core/money.ts';
import type { Transaction } from '#generated/prisma/client.ts';
import type { Work } from '#schema/work.ts';
import { ensureSufficientCredit, noteCredit } from '#modules/billing/ledger/credit.ts';
import { refundTask } from './return-money.ts';
import { ensure, readInvoice } from '#modules/billing/invoices/lock.ts';
import { post } from '#modules/billing/ledger/post.ts';
import { fundsOf, takeFundsBack } from '#modules/billing/ledger/release-funds.ts';
import { moveTo, settleInvoice } from '#modules/billing/invoices/settle-invoice.ts';
import { openTasks } from '#schema/tasks/kind.ts';

/**
 * Takes a transaction back by a correcting entry: its journal set is reversed, the row stays and
 * is marked. Its invoice is owed again where it was a payment. Client and invoice are locked.
 * @throws DomainError TRANSACTION_VOIDED, TRANSACTION_HAS_REFUNDS, INVOICE_CANCELLED,
 * CREDIT_INSUFFICIENT when what it brought to the client's credit was spent
 */
export async function takeBack(work: Work, transaction: Transaction): Promise<void> {
  const { tx } = work;
  const { id, invoiceId, clientId } = transaction;
  ensure(!transaction.isVoided, 'TRANSACTION_VOIDED');
  const refunds = await tx.transaction.count({ where: { refundOfId: id, isVoided: false } });
  const underWay = await tx.task.count({
    where: {
      kind: refundTask,
      subjectType: 'Transaction',
      subjectId: id,
      ...openTasks,
    },
  });
  ensure(refunds === 0 && underWay === 0, 'TRANSACTION_HAS_REFUNDS');
  // An adjustment moved nothing of its invoice.
  const isApart = invoiceId === null || transaction.kind === 'ADJUSTMENT';
  const invoice = isApart ? null : await readInvoice(tx, invoiceId);
  ensure(invoice?.status !== 'CANCELLED', 'INVOICE_CANCELLED');

  const wasPaid = invoice?.status === 'PAID';
  const isPayment = transaction.kind === 'PAYMENT';
  // Nothing is left of what was paid for it: a payment goes after the refunds.
  ensure(!isPayment || invoice?.status !== 'REFUNDED', 'TRANSACTION_HAS_REFUNDS');
  const funds = invoice?.kind === 'ADD_FUNDS';
  await tx.transaction.update({ where: { id }, data: { isVoided: true, voidedAt: now() } });
  await reverse(work, transaction);
  if (invoice) {
    const applied = isPayment
      ? exact(transaction.amountIn).minus(exact(transaction.overpaid)).negated()
      : exact(transaction.amountOut);
    // What became credit meanwhile was taken off already, so there may be less than that left.
    await tx.$executeRaw`
      update invoices set amount_paid = greatest(amount_paid + ${applied.toFixed()}::numeric, 0)
      where id = ${invoice.id}`;
    if (invoice.status === 'REFUNDED' && !isPayment) await moveTo(work, invoice, 'PAID');
    if (wasPaid && isPayment && funds && !applied.isZero())
      await takeFundsBack(work, invoice, await fundsOf(work, invoice.id));
    await settleInvoice(work, invoice.id, { sendEmail: false });
  }
  work.announce('payment.voided', { transactionId: id, invoiceId, clientId });
}

/** Posts a set's entries with their signs turned, and the change of credit among them. */
async function reverse(work: Work, transaction: Transaction): Promise<void> {
  const { journalSetId, currencyCode: currency, clientId, invoiceId } = transaction;
  if (journalSetId === null) return;
  const entries = await work.tx.journalEntry.findMany({ where: { setId: journalSetId } });
  const turned = entries.map((entry) => ({
    account: entry.account,
    amount: exact(entry.amount).negated(),
    clientId: entry.clientId,
    billingName: entry.billingName,
    gatewayId: entry.gatewayId,
    invoiceId: entry.invoiceId,
  }));
  const changes = await work.tx.creditEntry.findMany({
    where: { journalSetId },
    select: { amount: true },
  });
  const description = `Correction: transaction ${transaction.id} deleted`;
  const moves = changes.map(({ amount }) => ({
    clientId: clientId ?? 0,
    currency,
    amount: exact(amount).negated(),
    description,
    invoiceId,
    transactionId: transaction.id,
  }));
  if (clientId !== null) for (const move of moves) await ensureSufficientCredit(work, move);
  const setId = await post(work, {
    cause: 'VOID',
    description,
    subject: { type: 'Transaction', id: transaction.id },
    currency,
    entries: turned,
    reversalOfId: journalSetId,
  });
  if (clientId !== null) for (const move of moves) await noteCredit(work, move, setId);
}
