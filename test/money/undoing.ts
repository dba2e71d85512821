import { owed, settle } from '#test/oracle/bill.ts';
import { givenBackOf } from '#test/oracle/change.ts';
import { Fraction, least } from '#test/oracle/fraction.ts';
import { change, refused } from './ask.ts';
import { INVOICE, invoice, sameBill } from './invoices.ts';
import { unitsOf } from './payments.ts';
import { pick, type World } from './world.ts';

/** What changes gave back of a bill already. */
const goneOf = ({ reductions, store }: World, bill: World['bills'][number]) =>
  givenBackOf(bill, reductions).rounded(store.currency.decimals);

/** What a payment can still give back, less what changes gave back of its bill. */
function leftOf(world: World, { amount, toCredit, refunded, bill }: World['payments'][number]) {
  const stays = bill.paid.plus(bill.byCredit).minus(goneOf(world, bill));
  return least(amount.minus(toCredit).minus(refunded), least(bill.paid, stays));
}

/** Gives a payment back, or a part of it. */
export const refund =
  (which: number, units: number | null, type: 'CREDIT' | 'MANUAL') => async (world: World) => {
    const payment = pick(world.payments, which);
    if (!payment) return;
    const { bill } = payment;
    const left = leftOf(world, payment);
    const amount = units === null ? left : unitsOf(world, units);
    const received = { amount: amount.text(world.store.currency.decimals), type };
    const input = { invoiceId: bill.id, transactionId: payment.id, ...received };
    if (!amount.isPositive() || left.isLess(amount))
      return refused(world.ask, 'addRefund', input, [
        'AMOUNT_NOT_POSITIVE',
        'REFUND_EXCEEDS_PAYMENT',
        'INVOICE_CANCELLED',
        'REFUND_NOT_POSSIBLE',
      ]);
    await change(world.ask, 'addRefund', input);
    payment.refunded = payment.refunded.plus(amount);
    bill.paid = bill.paid.minus(amount);
    if (type === 'CREDIT') world.credit = world.credit.plus(amount);
    const isEmpty = bill.paid.isZero() && bill.byCredit.isZero();
    if (bill.status === 'PAID' && isEmpty) bill.status = 'REFUNDED';
    sameBill(world, bill, await invoice(world.ask, bill.id));
  };

/** Takes an open bill back; what was paid of it is the client's credit. */
export const cancel = (which: number) => async (world: World) => {
  const bill = pick(world.bills, which);
  if (!bill) return;
  const input = { invoiceId: bill.id };
  // What a change gave back of it stays owed.
  const isGone = !goneOf(world, bill).isZero();
  if (bill.status !== 'UNPAID' || isGone)
    return refused(world.ask, 'cancelInvoice', input, [
      ...(isGone ? ['REFUND_EXCEEDS_PAYMENT'] : []),
      ...(bill.status === 'UNPAID' ? [] : ['INVOICE_STATUS_INVALID']),
    ]);
  const done = await change(world.ask, 'cancelInvoice', input, `invoice { ${INVOICE} }`);
  world.credit = world.credit.plus(bill.paid).plus(bill.byCredit);
  Object.assign(bill, { status: 'CANCELLED', paid: Fraction.zero, byCredit: Fraction.zero });
  sameBill(world, bill, done.invoice);
};

/** Staff say where a bill stands, as UpdateInvoice does. */
export const setStatus = (which: number, status: 'UNPAID' | 'REFUNDED') => async (world: World) => {
  const bill = pick(world.bills, which);
  if (!bill || bill.status !== 'PAID' || bill.due.isZero()) return;
  const input = { invoiceId: bill.id, status };
  // A payment has to be refunded or deleted first; credit goes back automatically.
  if (bill.paid.isPositive())
    return refused(world.ask, 'updateInvoice', input, ['INVOICE_STATUS_INVALID']);
  if (status === 'REFUNDED' && !goneOf(world, bill).isZero())
    return refused(world.ask, 'updateInvoice', input, ['REFUND_EXCEEDS_PAYMENT']);
  const done = await change(world.ask, 'updateInvoice', input, `invoice { ${INVOICE} }`);
  world.credit = world.credit.plus(bill.byCredit);
  bill.byCredit = Fraction.zero;
  bill.status = status;
  if (status === 'UNPAID' && !owed(bill).isPositive()) settle(bill);
  sameBill(world, bill, done.invoice);
};
