import { isStaff } from '#core/actor.ts';
import { now } from '#core/clock.ts';
import { exact, round, type Amount } from '#core/money.ts';
import { DomainError } from '#core/errors.ts';
import type { Work } from '#schema/work.ts';
import { noteCredit } from '#modules/billing/ledger/credit.ts';
import { isOpen } from '#modules/billing/invoices/invoice-status.ts';
import { type LockedInvoice, ensure } from '#modules/billing/invoices/lock.ts';
import { type LedgerEntry, post } from '#modules/billing/ledger/post.ts';
import { ensureRecordable } from '#modules/billing/ledger/recordable.ts';
import { settleInvoice } from '#modules/billing/invoices/settle-invoice.ts';

/** Money that came in, in the invoice's currency. */
export interface Payment {
  amount: Amount;
  /** What the gateway kept of it; of a small payment it may take more than that brought. */
  fees?: Amount | undefined;
  gatewayId: number | null;
  payMethodId?: number | null;
  /** The gateway's id of it; recorded once, whatever gateway it is named with. */
  transactionRef: string | null;
  happenedAt?: Date | undefined;
  description?: string;
  taskId?: number | bigint | null;
  sendEmail: boolean;
}

/**
 * Whoever says what money the company has received or given back works for the company: what a
 * reseller's customer paid to the reseller becomes credit of the customer, given from the reseller's
 * own.
 * @throws DomainError FORBIDDEN
 */
export function ensureMayRecord({ actor }: Pick<Work, 'actor'>, field: string): void {
  if (isStaff(actor)) return;
  const message = `${field}: only staff record what the company received or gave back.`;
  throw new DomainError('FORBIDDEN', message, { field });
}

/**
 * Records money that came in for an invoice that is locked. What the invoice does not need becomes
 * the client's credit; so does all of it where nothing is owed any more.
 * @returns the id of the transaction
 * @throws DomainError TRANSACTION_DUPLICATE, AMOUNT_NOT_POSITIVE, AMOUNT_TOO_LARGE
 */
export async function recordPayment(
  work: Work,
  invoice: LockedInvoice,
  payment: Payment,
): Promise<number> {
  const { id: invoiceId, clientId, currencyCode: currency } = invoice;
  const amount = round(payment.amount, currency);
  const fees = round(payment.fees ?? '0', currency);
  ensure(amount.greaterThan(0), 'AMOUNT_NOT_POSITIVE', 'amount');
  ensureRecordable(amount, 'amount');
  await ensureNew(work, payment);
  const owed = isOpen(invoice.status) ? exact(invoice.balance) : exact('0');
  const applied = owed.lessThan(amount) ? owed : amount;
  const over = amount.minus(applied);

  const transactionId = await createRow(work, invoice, { ...payment, amount, fees, over });
  const description = `Payment of invoice ${invoiceId}`;
  const setId = await post(work, {
    cause: 'PAYMENT',
    description,
    subject: { type: 'Transaction', id: transactionId },
    currency,
    entries: sidesOf(invoice, { gatewayId: payment.gatewayId, amount, fees, applied, over }),
  });
  await work.tx.transaction.update({
    where: { id: transactionId },
    data: { journalSetId: setId },
  });
  await work.tx.invoice.update({
    where: { id: invoiceId },
    data: { amountPaid: { increment: applied.toFixed() } },
  });
  if (over.greaterThan(0) && clientId !== null) {
    const words = `Overpayment of invoice ${invoiceId}`;
    const move = { clientId, currency, amount: over, description: words, invoiceId, transactionId };
    await noteCredit(work, move, setId);
  }
  const { sendEmail } = payment;
  work.announce('payment.received', { transactionId, invoiceId, clientId, sendEmail });
  await settleInvoice(work, invoiceId, { sendEmail, paidAt: payment.happenedAt });
  return transactionId;
}

async function ensureNew({ tx }: Work, { transactionRef }: Payment): Promise<void> {
  if (transactionRef === null) return;
  const known = await tx.transaction.findUnique({
    where: { transactionRef },
    select: { id: true },
  });
  if (known) throw new DomainError('TRANSACTION_DUPLICATE', undefined, { field: 'transactionRef' });
}

interface Sides {
  gatewayId: number | null;
  amount: Amount;
  fees: Amount;
  applied: Amount;
  over: Amount;
}

function sidesOf(
  invoice: LockedInvoice,
  { gatewayId, amount, fees, applied, over }: Sides,
): LedgerEntry[] {
  const { id: invoiceId, clientId, billingName } = invoice;
  const whose = { clientId, billingName, invoiceId };
  const surplus: LedgerEntry['account'] = clientId === null ? 'SUSPENSE' : 'CLIENT_CREDIT';
  return [
    { account: 'GATEWAY_CLEARING', amount: exact(amount).minus(exact(fees)), gatewayId, invoiceId },
    { account: 'GATEWAY_FEES', amount: fees, gatewayId, invoiceId },
    { account: 'RECEIVABLE', amount: exact(applied).negated(), ...whose },
    { account: surplus, amount: exact(over).negated(), ...whose },
  ];
}

async function createRow(
  { tx, actor }: Work,
  invoice: LockedInvoice,
  payment: Payment & { amount: Amount; fees: Amount; over: Amount },
): Promise<number> {
  const { gatewayId, transactionRef, happenedAt, description, payMethodId, taskId } = payment;
  const gateway =
    gatewayId === null
      ? null
      : await tx.gateway.findUniqueOrThrow({ where: { id: gatewayId }, select: { label: true } });
  const { rate } = await tx.currency.findUniqueOrThrow({
    where: { code: invoice.currencyCode },
    select: { rate: true },
  });
  const { id } = await tx.transaction.create({
    data: {
      clientId: invoice.clientId,
      billingName: invoice.billingName,
      invoiceId: invoice.id,
      gatewayId,
      gatewayModule: gateway?.label ?? '',
      payMethodId: payMethodId ?? null,
      taskId: taskId ?? null,
      kind: 'PAYMENT',
      currencyCode: invoice.currencyCode,
      happenedAt: happenedAt ?? now(),
      description: description ?? 'Invoice Payment',
      amountIn: exact(payment.amount).toFixed(),
      fees: exact(payment.fees).toFixed(),
      overpaid: invoice.clientId === null ? '0' : exact(payment.over).toFixed(),
      rate,
      transactionRef,
      actor: actor.id,
    },
    select: { id: true },
  });
  return id;
}
