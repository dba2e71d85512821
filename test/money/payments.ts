import { after } from '#test/oracle/calendar.ts';
import { type Bill, owed, settle } from '#test/oracle/bill.ts';
import type { Period } from '#test/oracle/periods.ts';
import type { Owned } from '#test/oracle/service.ts';
import { exact, Fraction, least, notNegative } from '#test/oracle/fraction.ts';
import { change, mutate, refused, same } from './ask.ts';
import { INVOICE, sameBill } from './invoices.ts';
import { pick, type World } from './world.ts';

/** So many of the currency's smallest units. */
export const unitsOf = ({ store }: World, units: number) =>
  exact(units).over(exact(10 ** store.currency.decimals));

const text = ({ store }: World, amount: Fraction) => amount.text(store.currency.decimals);

const SERVICES = `query ($id: ID!) { services(first: 50, filter: { client: [$id] }) {
  edges { node { id nextDueOn } } } }`;

/** A period that is paid moves the first day that is not. */
export function grant(owned: Owned, bill: Bill, { to }: Period): void {
  const until = after(to, 1);
  if (bill.status === 'PAID' && owned.grantedUntil! < until) owned.grantedUntil = until;
}

/** What is due after a bill was paid: the day after the last day of each of its lines. */
async function sameDue({ ask, granted, clientId }: World, bill: Bill): Promise<void> {
  const own = granted.filter((one) => one.bill === bill && one.owned.type === 'SERVICE');
  if (bill.status !== 'PAID' || own.length === 0) return;
  const { data } = await ask(SERVICES, { id: clientId });
  const rows: { id: string; nextDueOn: string }[] = data.services.edges.map(
    ({ node }: { node: object }) => node,
  );
  for (const { owned, period } of own) {
    const others = granted.filter((one) => one.owned === owned && one.bill !== bill);
    const isOdd = others.some(({ bill: of, period: { from } }) =>
      of.status === 'PAID' ? from > period.from : from < period.from,
    );
    const shown = rows.find(({ id }) => id === owned.id);
    const due = after(period.to, 1);
    if (!isOdd) same(`due date of ${owned.id} after ${bill.id} was paid`, shown?.nextDueOn, due);
  }
}

let references = 0;

/** Pays a bill: what is owed, a part of it, or more than that, which becomes credit. */
export const pay = (which: number, units: number | null) => async (world: World) => {
  const open = world.bills.filter(({ status }) => status === 'UNPAID');
  const bill = pick(open, which);
  if (!bill) return;
  await payBill(world, bill, units);
};

/** Has the changes done that a bill was for, once it is paid. */
export async function complete(world: World, bill: Bill): Promise<void> {
  for (const { bill: of, owned, period } of world.granted)
    if (of === bill) grant(owned, bill, period);
  const ready = world.changes.filter((one) => one.bill === bill && bill.status === 'PAID');
  world.changes = world.changes.filter((one) => !ready.includes(one));
  const flags = { sendConfirmationEmail: false, sendWelcomeEmail: false };
  for (const { orderId, finish } of ready) {
    const { errors } = await mutate(world.ask, 'acceptOrder', { orderId, ...flags }, '__typename');
    const code = errors?.[0]?.extensions.code ?? 'ORDER_NOT_PENDING';
    same(`acceptance of ${orderId}`, code, 'ORDER_NOT_PENDING');
    finish();
  }
}

/** Pays what is owed of a bill, or so many units. */
export async function payBill(world: World, bill: Bill, units: number | null = null) {
  const amount = units === null ? owed(bill) : unitsOf(world, units);
  references += 1;
  const transactionRef = `oracle-${references}-${Date.now()}`;
  const input = { invoiceId: bill.id, transactionRef, sendEmail: false };
  const received = units === null ? input : { ...input, amount: text(world, amount) };
  const fields = `transaction { id } invoice { ${INVOICE} }`;
  const done = await change(world.ask, 'addInvoicePayment', received, fields);
  const applied = least(amount, owed(bill));
  const toCredit = amount.minus(applied);
  bill.paid = bill.paid.plus(applied);
  world.credit = world.credit.plus(toCredit);
  settle(bill);
  const { id } = done.transaction;
  world.payments.push({ id, bill, amount, toCredit, refunded: Fraction.zero });
  sameBill(world, bill, done.invoice);
  await refused(world.ask, 'addInvoicePayment', { ...received, amount: '1' }, [
    'TRANSACTION_DUPLICATE',
  ]);
  await complete(world, bill);
  await sameDue(world, bill);
}

/** Pays a bill from the credit, as far as it goes, or a part. */
export const spend = (which: number, units: number | null) => async (world: World) => {
  const open = world.bills.filter(({ status }) => status === 'UNPAID');
  const bill = pick(open, which);
  if (!bill) return;
  const most = least(owed(bill), notNegative(world.credit));
  const amount = units === null ? most : unitsOf(world, units);
  const input = { invoiceId: bill.id, sendEmail: false };
  const received = units === null ? input : { ...input, amount: text(world, amount) };
  if (amount.isZero() || owed(bill).isLess(amount) || world.credit.isLess(amount))
    return refused(world.ask, 'applyCredit', received, [
      'AMOUNT_EXCEEDS_BALANCE',
      'CREDIT_INSUFFICIENT',
      'AMOUNT_NOT_POSITIVE',
    ]);
  const done = await change(world.ask, 'applyCredit', received, `invoice { ${INVOICE} }`);
  bill.byCredit = bill.byCredit.plus(amount);
  world.credit = world.credit.minus(amount);
  settle(bill);
  sameBill(world, bill, done.invoice);
  await complete(world, bill);
  await sameDue(world, bill);
};
