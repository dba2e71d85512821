/** What the model needs of a gateway: to ask it something as staff. */
export type Ask = (
  document: string,
  variables: object,
) => Promise<{
  // oxlint-disable-next-line typescript/no-explicit-any -- each step knows what it asked for
  data?: any;
  errors?: { message: string; extensions: Record<string, unknown> }[];
}>;

/** The real thing: a client of one currency, and how its books are proven after each step. */
export interface Real {
  ask: Ask;
  clientId: string;
  /** How many decimals its currency has; everything here is in units of the last one. */
  decimals: number;
  /** The gateway charges and refunds only multiples of so many units. */
  gatewayStep: number;
  /** What the gateway keeps of each charge, in units. */
  gatewayFee: number;
  /** Stored cards: one that pays, and one that is declined. */
  card: string;
  declinedCard: string;
  /** The gateway's next answer to this path is lost; what it was asked for is done. */
  lose(pathEnd: string): void;
  /** The gateway tells that somebody gave so much of a payment back at the gateway itself. */
  reportReturn(reference: string, units: number): Promise<void>;
  /** What became of lost answers is asked for, as the worker does. */
  settle(): Promise<void>;
  /** Throws when the books are wrong, or say something else than the model of credit and cash. */
  prove(calculated: Pick<Model, 'credit' | 'cash'>): Promise<void>;
}

export interface Bill {
  id: string;
  status: 'UNPAID' | 'PAID' | 'CANCELLED' | 'REFUNDED';
  owed: number;
  paid: number;
  byCredit: number;
}

export interface Movement {
  id: string;
  bill: Bill;
  amount: number;
  /** What it brought into the company or to its gateways, fees taken off; negative when it left. */
  cash: number;
  /** Of a payment: what became credit; of a refund: what came to the credit. */
  toCredit: number;
  isVoided: boolean;
  /** Of a payment: what its gateway can still give back; none when it came manually. */
  atGateway?: number;
  /** Of a payment: the gateway's name for it. */
  reference?: string;
  /** It was beyond what was left of its payment, and moved nothing of the invoice. */
  isApart?: boolean;
  /** Of a refund. */
  of?: Movement;
  wasOpen?: boolean;
}

/** The same money calculated a second time, in whole units, by rules written down independently. */
export interface Model {
  credit: number;
  cash: number;
  /** How far the credit may go below zero. */
  limit: number;
  bills: Bill[];
  payments: Movement[];
  refunds: Movement[];
}

export type Step = (model: Model, real: Real) => Promise<void>;

export const text = (units: number, { decimals }: Real) =>
  (units / 10 ** decimals).toFixed(decimals);
export const pick = <Item>(list: readonly Item[], number: number): Item | undefined =>
  list[number % Math.max(list.length, 1)];

export const STATE = 'id status balance { amount } amountPaid { amount } credit { amount }';

/** Sends a change; it must succeed exactly when the model says so. Errors have codes. */
export async function change(
  real: Real,
  name: string,
  input: object,
  allowed: boolean,
  fields: string,
) {
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

type Seen = { status: string } & Record<string, { amount: string }>;

/** Throws when an invoice is not as it was calculated. */
export function same(bill: Bill, seen: Seen, { decimals }: Real): void {
  const units = (money?: { amount: string }) =>
    Math.round(Number(money?.amount ?? 'NaN') * 10 ** decimals);
  const is = [seen.status, ...[seen.balance, seen.amountPaid, seen.credit].map(units)].join(' ');
  const should = [bill.status, bill.owed, bill.paid, bill.byCredit].join(' ');
  if (is !== should) throw new Error(`Invoice ${bill.id} is ${is}, reckoned ${should}.`);
}

export const isOpen = ({ status }: Bill) => status === 'UNPAID';

/** Draws the conclusion from what is owed. */
export function settle(bill: Bill): void {
  if (isOpen(bill) && bill.owed <= 0) bill.status = 'PAID';
  else if (bill.status === 'PAID' && bill.owed > 0) bill.status = 'UNPAID';
}

export const bill =
  (price: number): Step =>
  async (model, real) => {
    const lines = [{ description: 'Work', unitPrice: text(price, real) }];
    const input = { clientId: real.clientId, status: 'UNPAID', lines };
    const made = await change(real, 'createInvoice', input, true, `invoice { ${STATE} }`);
    const { id } = made.invoice;
    model.bills.push({ id, status: 'UNPAID', owed: price, paid: 0, byCredit: 0 });
    same(model.bills.at(-1)!, made.invoice, real);
  };

export const pay =
  (which: number, amount: number): Step =>
  async (model, real) => {
    const found = pick(model.bills, which);
    if (!found) return;
    const allowed = isOpen(found) || found.status === 'PAID';
    const input = { invoiceId: found.id, amount: text(amount, real) };
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
    model.cash += amount;
    model.payments.push({ id, bill: found, amount, cash: amount, toCredit, isVoided: false });
    same(found, done.invoice, real);
  };

export const spend =
  (which: number, amount: number): Step =>
  async (model, real) => {
    const found = pick(model.bills, which);
    if (!found) return;
    const allowed = isOpen(found) && amount <= found.owed && amount <= model.credit + model.limit;
    const input = { invoiceId: found.id, amount: text(amount, real) };
    const done = await change(real, 'applyCredit', input, allowed, `invoice { ${STATE} }`);
    if (!allowed) return;
    found.owed -= amount;
    found.byCredit += amount;
    model.credit -= amount;
    settle(found);
    same(found, done.invoice, real);
  };

export const give =
  (amount: number): Step =>
  async (model, real) => {
    const input = { clientId: real.clientId, description: 'Given', amount: text(amount, real) };
    await change(real, 'addCredit', input, true, 'credit { id }');
    model.credit += amount;
  };

export const take =
  (amount: number): Step =>
  async (model, real) => {
    const allowed = model.credit - amount >= -model.limit;
    const input = { clientId: real.clientId, description: 'Taken', amount: text(amount, real) };
    await change(real, 'deleteCredit', input, allowed, 'credit { id }');
    if (allowed) model.credit -= amount;
  };

export const remove =
  (which: number): Step =>
  async (model, real) => {
    const row = pick([...model.payments, ...model.refunds], which);
    if (!row) return;
    const { bill: found } = row;
    const held = model.refunds.some(({ of, isVoided }) => of === row && !isVoided);
    const enough = row.toCredit <= 0 || model.credit - row.toCredit >= -model.limit;
    const isOver = found.status === 'CANCELLED' || (found.status === 'REFUNDED' && !row.of);
    const isGone = isOver && !row.isApart;
    const allowed = !row.isVoided && !held && !isGone && enough;
    const input = { transactionId: row.id };
    await change(real, 'deletePaymentTransaction', input, allowed, '__typename');
    if (!allowed) return;
    row.isVoided = true;
    model.credit -= row.toCredit;
    model.cash -= row.cash;
    if (row.isApart) return;
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
    same(found, seen.data.invoice, real);
  };

export const cancel =
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
    same(found, done.invoice, real);
  };

export const extend =
  (which: number, price: number): Step =>
  async (model, real) => {
    const found = pick(model.bills, which);
    if (!found || !isOpen(found)) return;
    const addLines = [{ description: 'More', unitPrice: text(price, real) }];
    const input = { invoiceId: found.id, addLines };
    const done = await change(real, 'updateInvoice', input, true, `invoice { ${STATE} }`);
    found.owed += price;
    same(found, done.invoice, real);
  };
