import { type Bill, type Line, owed } from '#test/oracle/bill.ts';
import { exact, type Fraction } from '#test/oracle/fraction.ts';
import { type Ask, Difference, same } from './ask.ts';
import type { World } from './world.ts';

interface Money {
  amount: string;
}

/** An invoice as the gateway answers it. */
export interface Shown {
  id: string;
  status: string;
  dueOn: string;
  subtotal: Money;
  tax: Money;
  tax2: Money;
  total: Money;
  credit: Money;
  balance: Money;
  amountPaid: Money;
  taxMode: 'EXCLUSIVE' | 'INCLUSIVE';
  items: {
    type: string;
    relatedNumber: number | null;
    amount: Money;
    tax: Money;
    tax2: Money;
    quantity: string;
    unitPrice: string;
    discountPercent: string;
    periodStartOn: string | null;
    periodEndOn: string | null;
  }[];
}

const amount = (name: string) => `${name} { amount }`;
export const INVOICE = `id status dueOn taxMode
  ${['subtotal', 'tax', 'tax2', 'total', 'credit', 'balance', 'amountPaid'].map(amount).join(' ')}
  items { type relatedNumber amount { amount } tax { amount } tax2 { amount } quantity unitPrice
    discountPercent periodStartOn periodEndOn }`;

export async function invoice(ask: Ask, id: string): Promise<Shown> {
  const document = `query ($id: ID!) { invoice(id: $id) { ${INVOICE} } }`;
  const { data, errors } = await ask(document, { id });
  if (errors) throw new Difference(`invoice ${id}: ${JSON.stringify(errors)}`);
  return data.invoice;
}

const inOrder = (lines: Line[]) =>
  lines
    .map(({ type, amount: value, period }) =>
      [type, value, ...(period ? [period.from, period.to] : [])].join(' '),
    )
    .toSorted();

/** The lines an invoice shows, without those that cost nothing. */
export const shownLines = ({ items }: Shown): Line[] =>
  items
    .filter((item) => /[1-9]/.test(item.amount.amount))
    .map(({ type, amount: value, periodStartOn: from, periodEndOn: to }) => ({
      type,
      amount: value.amount,
      ...(from && to && { period: { from, to } }),
    }));

/** Compares an invoice with the one that was calculated. */
export function sameBill({ store }: World, bill: Bill, shown: Shown): void {
  const { decimals } = store.currency;
  const text = (value: Fraction) => value.text(decimals);
  same(`lines of ${bill.id}`, inOrder(shownLines(shown)), inOrder(bill.lines));
  const { status, balance, amountPaid, credit, tax, tax2, total } = shown;
  const is = [tax, tax2, total, credit, amountPaid, balance].map((money) => money.amount);
  const left = bill.status === 'CANCELLED' ? bill.due : bill.due.minus(bill.byCredit);
  const should = [bill.tax, bill.tax2, left, bill.byCredit, bill.paid, owed(bill)].map(text);
  const names = 'tax tax2 total credit paid balance status';
  same(`${names} of ${bill.id}`, [...is, status], [...should, bill.status]);
  addsUp(shown, decimals);
}

/** Rules 9 and 16: what is shown multiplies, and lines and taxes add up. */
export function addsUp(
  { id, items, subtotal, tax, tax2, total, credit, taxMode }: Shown,
  decimals: number,
) {
  const add = (read: (item: Shown['items'][number]) => Money) =>
    items.reduce((all, item) => all.plus(exact(read(item).amount)), exact(0));
  for (const { quantity, unitPrice, discountPercent, amount: shown, type } of items) {
    const whole = exact(quantity).times(exact(unitPrice));
    const left = whole.minus(whole.percent(exact(discountPercent)).rounded(decimals));
    const what = `${type} of ${id}: ${quantity} × ${unitPrice} less ${discountPercent} %`;
    same(what, shown.amount, left.rounded(decimals).text(decimals));
  }
  const [lines, first, second] = [
    add((item) => item.amount),
    add((item) => item.tax),
    add((item) => item.tax2),
  ];
  const net = taxMode === 'INCLUSIVE' ? lines.minus(first).minus(second) : lines;
  const sums = [net, first, second, net.plus(first).plus(second).minus(exact(credit.amount))];
  same(
    `sums of ${id}`,
    [subtotal, tax, tax2, total].map((money) => money.amount),
    sums.map((value) => value.text(decimals)),
  );
}
