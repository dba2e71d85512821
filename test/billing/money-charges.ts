import {
  type Bill,
  change,
  isOpen,
  type Model,
  type Movement,
  pick,
  type Real,
  same,
  settle,
  STATE,
  type Step,
  text,
} from './money-model.ts';

/** How a charge goes: as it should, with its answer lost on the way, or declined. */
export type Fate = 'goes well' | 'is lost' | 'is declined';

/** An invoice as it is now, compared with the model; its transactions, newest last. */
async function look(real: Real, found: Bill) {
  const document = `query ($id: ID!) { invoice(id: $id) { ${STATE} transactions(first: 100) { nodes { id transactionRef } } } }`;
  const { invoice } = (await real.ask(document, { id: found.id })).data;
  same(found, invoice, real);
  return invoice.transactions.nodes as { id: string; transactionRef: string }[];
}

/** Charges what is owed to a stored card. */
export const charge =
  (which: number, name: 'capturePayment' | 'capturePaymentByInvoice', fate: Fate): Step =>
  async (model, real) => {
    const found = pick(model.bills, which);
    if (!found) return;
    const { owed } = found;
    const taken = isOpen(found) && owed % real.gatewayStep === 0;
    const isLost = taken && fate === 'is lost';
    if (isLost) real.lose('/payment_intents');
    const payMethodId = fate === 'is declined' ? real.declinedCard : real.card;
    const input = { invoiceId: found.id, payMethodId };
    const fields = 'attempt { status }';
    const done = await change(real, name, input, taken && !isLost, fields);
    if (isLost) await real.settle();
    const expected = fate === 'is declined' ? 'DECLINED' : 'SUCCEEDED';
    if (done && done.attempt.status !== expected)
      throw new Error(`The charge of invoice ${found.id} ended as ${done.attempt.status}.`);
    if (!taken || fate === 'is declined') return void (await look(real, found));
    found.owed = 0;
    found.paid += owed;
    const cash = owed - real.gatewayFee;
    model.cash += cash;
    settle(found);
    const { id, transactionRef: reference } = (await look(real, found)).at(-1)!;
    const row = { id, bill: found, amount: owed, cash, toCredit: 0, isVoided: false };
    model.payments.push({ ...row, atGateway: owed, reference });
  };

const leftOf = (model: Model, payment: Movement) => {
  const gone = model.refunds.filter(({ of, isVoided }) => of === payment && !isVoided);
  const left = payment.amount - payment.toCredit - gone.reduce((sum, one) => sum + one.amount, 0);
  return Math.min(left, payment.bill.paid);
};

/** Whether the gateway the payment came by gives so much of it back. */
const gatewayReports = ({ atGateway = 0 }: Movement, amount: number, { gatewayStep }: Real) =>
  amount <= atGateway && amount % gatewayStep === 0;

/** Gives a payment back, or a part of it; `isLost` loses the gateway's answer. */
export const refund =
  (which: number, amount: number, type: 'CREDIT' | 'MANUAL' | 'GATEWAY', isLost = false): Step =>
  async (model, real) => {
    const payment = pick(model.payments, which);
    if (!payment) return;
    const { bill: found, isVoided } = payment;
    const byGateway = type === 'GATEWAY';
    const allowed =
      !isVoided &&
      amount <= leftOf(model, payment) &&
      (!byGateway || gatewayReports(payment, amount, real));
    const unheard = allowed && byGateway && isLost;
    if (unheard) real.lose('/refunds');
    const received = { transactionId: payment.id, amount: text(amount, real), type };
    const input = { invoiceId: found.id, ...received };
    await change(real, 'addRefund', input, allowed && !unheard, 'refund { id }');
    if (unheard) await real.settle();
    if (!allowed) return;
    if (byGateway) payment.atGateway! -= amount;
    const row = returnMoney(model, payment, amount, type === 'CREDIT' ? amount : 0);
    row.id = (await look(real, found)).at(-1)!.id;
  };

function returnMoney(model: Model, of: Movement, amount: number, toCredit: number): Movement {
  const { bill } = of;
  const wasOpen = isOpen(bill);
  if (wasOpen) bill.owed += amount;
  bill.paid -= amount;
  const cash = toCredit - amount;
  model.credit += toCredit;
  model.cash += cash;
  // Nothing is left of it, money or credit: what was paid from credit has to be given back, too.
  if (bill.status === 'PAID' && bill.paid === 0 && bill.byCredit === 0) bill.status = 'REFUNDED';
  const row = { id: '', bill, amount, cash, toCredit, isVoided: false, of, wasOpen };
  model.refunds.push(row);
  return row;
}

/**
 * Somebody gives a payment back at the gateway itself, all of it by default. What the books have left of it is a refund;
 * the client's credit pays for the rest as far as it goes, and what is beyond that is lost.
 */
export const returnAtGateway =
  (which: number, received: number | null = null): Step =>
  async (model, real) => {
    const payment = pick(
      model.payments.filter(({ reference, isVoided }) => reference && !isVoided),
      which,
    );
    const amount = received ?? payment?.atGateway ?? 0;
    if (!payment || amount === 0 || !gatewayReports(payment, amount, real)) return;
    const part = Math.min(amount, leftOf(model, payment));
    await real.reportReturn(payment.reference!, amount);
    payment.atGateway! -= amount;
    const refunded = part > 0 ? returnMoney(model, payment, part, 0) : null;
    const beyond = amount - part;
    const taken = Math.min(beyond, Math.max(model.credit, 0));
    model.credit -= taken;
    model.cash -= beyond;
    const rows = await look(real, payment.bill);
    if (beyond > 0) {
      const row = { amount: beyond, cash: -beyond, toCredit: -taken, isVoided: false };
      model.refunds.push({ id: rows.pop()!.id, bill: payment.bill, isApart: true, ...row });
    }
    if (refunded) refunded.id = rows.pop()!.id;
  };
