import fc from 'fast-check';

/** What the model needs of a gateway: to ask it something as staff. */
export type Ask = (
  document: string,
  variables: object,
) => Promise<{
  // oxlint-disable-next-line typescript/no-explicit-any -- each step knows what it asked for
  data?: any;
  errors?: { message: string; extensions: Record<string, unknown> }[];
}>;

/** The real thing, and how its books are proven after each step. */
export interface Real {
  ask: Ask;
  clientId: string;
  /** Throws when the books are wrong or the client's credit is not this many cents. */
  prove(creditCents: number): Promise<void>;
}

interface Bill {
  id: string;
  status: 'UNPAID' | 'PAID' | 'CANCELLED' | 'REFUNDED';
  owed: number;
  paid: number;
  byCredit: number;
}

interface Movement {
  id: string;
  bill: Bill;
  amount: number;
  /** Of a payment: what became credit; of a refund: what came to the credit. */
  toCredit: number;
  isVoided: boolean;
  /** Of a refund. */
  of?: Movement;
  wasOpen?: boolean;
}

/** The same money reckoned a second time, in whole cents, by rules written down independently. */
export interface Model {
  credit: number;
  /** How far the credit may go below zero. */
  limit: number;
  bills: Bill[];
  payments: Movement[];
  refunds: Movement[];
}

type Step = (model: Model, real: Real) => Promise<void>;

const text = (cents: number) => (cents / 100).toFixed(2);
const cents = (amount: string) => Math.round(Number(amount) * 100);
const pick = <Item>(list: readonly Item[], number: number): Item | undefined =>
  list[number % Math.max(list.length, 1)];

const STATE = 'id status balance { amount } amountPaid { amount } credit { amount }';

/** Sends a change; it must succeed exactly when the model says so. Refusals have codes. */
async function change(real: Real, name: string, input: object, allowed: boolean, fields: string) {
  const type = `${name.charAt(0).toUpperCase()}${name.slice(1)}Input!`;
  const document = `mutation ($input: ${type}) { ${name}(input: $input) { ${fields} } }`;
  const { data, errors } = await real.ask(document, { input });
  const said = errors?.map(({ message, extensions }) => `${String(extensions.code)} ${message}`);
  if (said?.some((words) => words.startsWith('INTERNAL'))) throw new Error(said.join());
  if (allowed === !!said)
    throw new Error(
      `${name} ${JSON.stringify(input)} ${said ? `was refused: ${said.join()}` : 'was allowed'}`,
    );
  return data?.[name];
}

function same(bill: Bill, seen: { status: string } & Record<string, { amount: string }>) {
  const is = [seen.status, ...[seen.balance, seen.amountPaid, seen.credit].map(amountOf)].join(' ');
  const should = [bill.status, bill.owed, bill.paid, bill.byCredit].join(' ');
  if (is !== should) throw new Error(`Invoice ${bill.id} is ${is}, reckoned ${should}.`);
}
const amountOf = (money?: { amount: string }) => cents(money?.amount ?? 'NaN');

const isOpen = ({ status }: Bill) => status === 'UNPAID';
function settle(bill: Bill): void {
  if (isOpen(bill) && bill.owed <= 0) bill.status = 'PAID';
  else if (bill.status === 'PAID' && bill.owed > 0) bill.status = 'UNPAID';
}

const bill =
  (price: number): Step =>
  async (model, real) => {
    const lines = [{ description: 'Work', unitPrice: text(price) }];
    const input = { clientId: real.clientId, status: 'UNPAID', lines };
    const made = await change(real, 'createInvoice', input, true, `invoice { ${STATE} }`);
    const { id } = made.invoice;
    model.bills.push({ id, status: 'UNPAID', owed: price, paid: 0, byCredit: 0 });
    same(model.bills.at(-1)!, made.invoice);
  };

const pay =
  (which: number, amount: number): Step =>
  async (model, real) => {
    const found = pick(model.bills, which);
    if (!found) return;
    const allowed = isOpen(found) || found.status === 'PAID';
    const input = { invoiceId: found.id, amount: text(amount) };
    const fields = `transaction { id } invoice { ${STATE} }`;
    const done = await change(real, 'addInvoicePayment', input, allowed, fields);
    if (!allowed) return;
    const applied = isOpen(found) ? Math.min(found.owed, amount) : 0;
    found.owed -= applied;
    found.paid += applied;
    model.credit += amount - applied;
    settle(found);
    const { id } = done.transaction;
    const toCredit = amount - applied;
    model.payments.push({ id, bill: found, amount, toCredit, isVoided: false });
    same(found, done.invoice);
  };

const spend =
  (which: number, amount: number): Step =>
  async (model, real) => {
    const found = pick(model.bills, which);
    if (!found) return;
    const allowed = isOpen(found) && amount <= found.owed && amount <= model.credit + model.limit;
    const input = { invoiceId: found.id, amount: text(amount) };
    const done = await change(real, 'applyCredit', input, allowed, `invoice { ${STATE} }`);
    if (!allowed) return;
    found.owed -= amount;
    found.byCredit += amount;
    model.credit -= amount;
    settle(found);
    same(found, done.invoice);
  };

const give =
  (amount: number): Step =>
  async (model, real) => {
    const input = { clientId: real.clientId, description: 'Given', amount: text(amount) };
    await change(real, 'addCredit', input, true, 'credit { id }');
    model.credit += amount;
  };

const take =
  (amount: number): Step =>
  async (model, real) => {
    const allowed = model.credit - amount >= -model.limit;
    const input = { clientId: real.clientId, description: 'Taken', amount: text(amount) };
    await change(real, 'deleteCredit', input, allowed, 'credit { id }');
    if (allowed) model.credit -= amount;
  };

const leftOf = (model: Model, payment: Movement) => {
  const gone = model.refunds.filter(({ of, isVoided }) => of === payment && !isVoided);
  const left = payment.amount - payment.toCredit - gone.reduce((sum, one) => sum + one.amount, 0);
  return Math.min(left, payment.bill.paid);
};

const refund =
  (which: number, amount: number, type: 'CREDIT' | 'MANUAL'): Step =>
  async (model, real) => {
    const payment = pick(model.payments, which);
    if (!payment) return;
    const { bill: found, isVoided } = payment;
    const allowed = !isVoided && amount <= leftOf(model, payment);
    const input = { invoiceId: found.id, transactionId: payment.id, amount: text(amount), type };
    const fields = `refund { id } invoice { ${STATE} }`;
    const done = await change(real, 'addRefund', input, allowed, fields);
    if (!allowed) return;
    const wasOpen = isOpen(found);
    if (wasOpen) found.owed += amount;
    found.paid -= amount;
    const toCredit = type === 'CREDIT' ? amount : 0;
    model.credit += toCredit;
    if (found.status === 'PAID' && found.paid === 0) found.status = 'REFUNDED';
    const { id } = done.refund;
    const row = { id, bill: found, amount, toCredit, isVoided: false, of: payment, wasOpen };
    model.refunds.push(row);
    same(found, done.invoice);
  };

const remove =
  (which: number): Step =>
  async (model, real) => {
    const row = pick([...model.payments, ...model.refunds], which);
    if (!row) return;
    const { bill: found } = row;
    const held = model.refunds.some(({ of, isVoided }) => of === row && !isVoided);
    const enough = row.toCredit === 0 || model.credit - row.toCredit >= -model.limit;
    const isGone = found.status === 'CANCELLED' || (found.status === 'REFUNDED' && !row.of);
    const allowed = !row.isVoided && !held && !isGone && enough;
    const input = { transactionId: row.id };
    await change(real, 'deletePaymentTransaction', input, allowed, '__typename');
    if (!allowed) return;
    row.isVoided = true;
    model.credit -= row.toCredit;
    if (row.of) {
      if (row.wasOpen) found.owed -= row.amount;
      found.paid += row.amount;
      if (found.status === 'REFUNDED') found.status = 'PAID';
    } else {
      found.owed += row.amount - row.toCredit;
      found.paid = Math.max(found.paid - (row.amount - row.toCredit), 0);
    }
    if (found.owed < 0) {
      model.credit -= found.owed;
      found.paid += found.owed;
      found.owed = 0;
    }
    settle(found);
    const seen = await real.ask(`query ($id: ID!) { invoice(id: $id) { ${STATE} } }`, found);
    same(found, seen.data.invoice);
  };

const cancel =
  (which: number): Step =>
  async (model, real) => {
    const found = pick(model.bills, which);
    if (!found) return;
    const allowed = isOpen(found);
    const input = { invoiceId: found.id };
    const done = await change(real, 'cancelInvoice', input, allowed, `invoice { ${STATE} }`);
    if (!allowed) return;
    model.credit += found.paid + found.byCredit;
    Object.assign(found, { status: 'CANCELLED', owed: 0, paid: 0, byCredit: 0 });
    same(found, done.invoice);
  };

const extend =
  (which: number, price: number): Step =>
  async (model, real) => {
    const found = pick(model.bills, which);
    if (!found || !isOpen(found)) return;
    const addLines = [{ description: 'More', unitPrice: text(price) }];
    const input = { invoiceId: found.id, addLines };
    const done = await change(real, 'updateInvoice', input, true, `invoice { ${STATE} }`);
    found.owed += price;
    same(found, done.invoice);
  };

class MoneyCommand implements fc.AsyncCommand<Model, Real> {
  readonly #words: string;
  readonly #step: Step;

  constructor(words: string, step: Step) {
    this.#words = words;
    this.#step = step;
  }

  check = () => true;

  async run(model: Model, real: Real): Promise<void> {
    await this.#step(model, real);
    await real.prove(model.credit);
  }

  toString = () => this.#words;
}

const amount = fc.integer({ min: 1, max: 15_000 });
const which = fc.nat({ max: 7 });
const refundType = fc.constantFrom('CREDIT' as const, 'MANUAL' as const);

const command = <Args extends unknown[]>(
  name: string,
  make: (...args: Args) => Step,
  ...parts: { [Index in keyof Args]: fc.Arbitrary<Args[Index]> }
): fc.Arbitrary<MoneyCommand> =>
  fc
    .tuple(...parts)
    .map((args) => new MoneyCommand(`${name}(${args.join(', ')})`, make(...(args as Args))));

/** Sequences of every command that moves money, from one bill and one payment on. */
export const moneyCommands = (maxCommands: number) =>
  fc.commands(
    [
      command('bill', bill, amount),
      command('pay', pay, which, amount),
      command('pay', pay, which, amount),
      command('spend', spend, which, amount),
      command('give', give, amount),
      command('take', take, amount),
      command('refund', refund, which, amount, refundType),
      command('refund', refund, which, amount, refundType),
      command('remove', remove, which),
      command('cancel', cancel, which),
      command('extend', extend, which, amount),
    ],
    { maxCommands, size: 'max' },
  );

/** A model of a client without any bills. */
export const emptyModel = (limit: number): Model => ({
  credit: 0,
  limit,
  bills: [],
  payments: [],
  refunds: [],
});

/** The first steps of every run, so that the rest has something to work on. */
export const opening: readonly MoneyCommand[] = [
  new MoneyCommand('bill(10000)', bill(10_000)),
  new MoneyCommand('pay(0, 4000)', pay(0, 4_000)),
];

const steps: readonly [words: string, step: Step][] = [
  // A refund is deleted after its invoice was paid again, so what it gave back becomes credit.
  ['bill', bill(10_000)],
  ['pay', pay(0, 6_000)],
  ['refund the payment', refund(0, 6_000, 'MANUAL')],
  ['pay again', pay(0, 10_000)],
  ['delete the refund', remove(2)],
  ['refund the first payment', refund(0, 6_000, 'MANUAL')],
  ['delete the second payment', remove(1)],
  // The same, but all of it is refunded: then no payment can be deleted before the refunds.
  ['bill', bill(10_000)],
  ['pay', pay(1, 6_000)],
  ['refund the payment', refund(2, 6_000, 'MANUAL')],
  ['pay again', pay(1, 10_000)],
  ['delete the refund', remove(6)],
  ['refund the second payment', refund(3, 10_000, 'MANUAL')],
  ['delete the first payment', remove(2)],
];

/** Payments and refunds deleted in an order that leaves less on an invoice than was paid for it. */
export const oddOrder: readonly MoneyCommand[] = steps.map(
  ([words, step]) => new MoneyCommand(words, step),
);
