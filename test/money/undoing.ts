import { owed, settle } from '#test/oracle/bill.ts';
import { Fraction, least } from '#test/oracle/fraction.ts';
import { change, refused } from './ask.ts';
import { INVOICE, invoice, sameBill } from './invoices.ts';
import { unitsOf } from './payments.ts';
import { pick, type World } from './world.ts';

/** What a payment can still give back. */
const leftOf = ({ amount, toCredit, refunded, bill }: World['payments'][number]) =>
  least(amount.minus(toCredit).minus(refunded), bill.paid);

/** What was bought with a bill may be taken back with it: no later period is compared. */
function unsure(world: World, bill: World['bills'][number]): void {
  for (const one of world.granted) if (one.bill === bill) world.isUnsure = true;
}

/** Gives a payment back, or a part of it. */
export const refund =
  (which: number, units: number | null, type: 'CREDIT' | 'MANUAL') => async (world: World) => {
    const payment = pick(world.payments, which);
    if (!payment) return;
    const { bill } = payment;
    const left = leftOf(payment);
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
    unsure(world, bill);
    sameBill(world, bill, await invoice(world.ask, bill.id));
  };

/** Takes an open bill back; what was paid of it is the client's credit. */
export const cancel = (which: number) => async (world: World) => {
  const bill = pick(world.bills, which);
  if (!bill) return;
  const input = { invoiceId: bill.id };
  if (bill.status !== 'UNPAID')
    return refused(world.ask, 'cancelInvoice', input, ['INVOICE_STATUS_INVALID']);
  const done = await change(world.ask, 'cancelInvoice', input, `invoice { ${INVOICE} }`);
  world.credit = world.credit.plus(bill.paid).plus(bill.byCredit);
  Object.assign(bill, { status: 'CANCELLED', paid: Fraction.zero, byCredit: Fraction.zero });
  unsure(world, bill);
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
  const done = await change(world.ask, 'updateInvoice', input, `invoice { ${INVOICE} }`);
  world.credit = world.credit.plus(bill.byCredit);
  bill.byCredit = Fraction.zero;
  bill.status = status;
  unsure(world, bill);
  if (status === 'UNPAID' && !owed(bill).isPositive()) settle(bill);
  sameBill(world, bill, done.invoice);
};
