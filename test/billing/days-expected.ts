import { after, between, monthsAfter, share, written } from '#test/oracle/calendar.ts';
import { buyers, purchases, type Purchase, START, type Subject, subjects } from './days-book.ts';

/** An invoice as it must be. */
export interface Bill {
  buyer: string;
  dueOn: string;
  issuedOn: string;
  /** Each line's amount and the days it pays for. */
  lines: string[];
  tax: string;
  total: string;
}

/** Days before the due date that the company bills. */
const AHEAD = 14;
/** Days after it that an unpaid bill costs a tenth more. */
const LATE = 5;

interface Charge {
  buyer: string;
  dueOn: string;
  issuedOn: string;
  price: bigint;
  isTaxed: boolean;
  from: string;
  to: string;
}

const later = (one: string, other: string) => (one > other ? one : other);

/** Everything that recurs, cycle by cycle, each calculated from its first date. */
function* renewals(subject: Subject, last: string): Generator<Charge> {
  const { buyer, due, months, promoted, limit, cancelled, isTaxed = false } = subject;
  const anchor = Number(subject.bought.slice(8));
  for (let count = 0; limit === undefined || count < limit - 1; count += 1) {
    const dueOn = monthsAfter(due, months * count, anchor);
    const issuedOn = later(after(dueOn, -AHEAD), START);
    if (issuedOn > last || (cancelled && issuedOn > cancelled)) return;
    const to = after(monthsAfter(due, months * (count + 1), anchor), -1);
    const price = promoted && count < promoted.renewals ? promoted.price : subject.price;
    yield { buyer, dueOn, issuedOn, price, isTaxed, from: dueOn, to };
  }
}

/** A purchase: to its day of the month first, then from there month by month. */
function* bought(purchase: Purchase, last: string): Generator<Charge> {
  const { buyer, on, price, day, nextMonthAfter } = purchase;
  if (on > last) return;
  const whole = monthsAfter(on, 1, Number(on.slice(8)));
  const inMonth = monthsAfter(whole, 0, day);
  const until = inMonth > whole ? monthsAfter(whole, -1, day) : inMonth;
  // A part of the regular period that ends on the day everything falls due (M21): from the 10th to
  // the 15th of February it is 5 days of the 31 since 15 January, 31.00 / 31 * 5 = 5.00.
  const regular = between(monthsAfter(until, -1, day), until);
  const [days, all] = [BigInt(between(on, until)), BigInt(regular)];
  const goesOn = nextMonthAfter > 0 && Number(on.slice(8)) >= nextMonthAfter;
  const first = goesOn ? share(price, days + all, all) : share(price, days, all);
  const next = goesOn ? monthsAfter(until, 1, day) : until;
  const common = { buyer, isTaxed: false };
  yield { ...common, dueOn: on, issuedOn: on, price: first, from: on, to: after(next, -1) };
  for (let count = 0; ; count += 1) {
    const dueOn = monthsAfter(next, count, day);
    const issuedOn = later(after(dueOn, -AHEAD), after(on, 1));
    if (issuedOn > last) return;
    const to = after(monthsAfter(next, count + 1, day), -1);
    yield { ...common, dueOn, issuedOn, price, from: dueOn, to };
  }
}

function billOf(charges: Charge[], last: string): Bill {
  const [{ buyer, dueOn, issuedOn }] = charges as [Charge];
  const { exponent, discount, tax: rate, paysAfter } = buyers[buyer]!;
  const lines: string[] = [];
  let [net, tax] = [0n, 0n];
  const add = (amount: bigint, isTaxed: boolean, days = '') => {
    lines.push(`${written(amount, exponent)}${days}`);
    net += amount;
    if (isTaxed) tax += share(amount, BigInt(rate), 100n);
  };
  for (const { price, isTaxed, from, to } of charges) {
    add(price, isTaxed, ` ${from} ${to}`);
    const off = share(price, BigInt(discount * 10), 1000n);
    if (off) add(-off, isTaxed);
  }
  if (paysAfter === null && after(dueOn, LATE) <= last) add(share(net, 1n, 10n), false);
  return {
    buyer,
    dueOn,
    issuedOn,
    lines: lines.toSorted(),
    tax: written(tax, exponent),
    total: written(net + tax, exponent),
  };
}

/** Every invoice there must be at the end of a day. */
export function expectedBills(last: string): Bill[] {
  const charges = [
    ...subjects.flatMap((subject) => [...renewals(subject, last)]),
    ...purchases.flatMap((purchase) => [...bought(purchase, last)]),
  ];
  const groups = new Map<string, Charge[]>();
  for (const charge of charges) {
    const key = `${charge.buyer} ${charge.dueOn}`;
    groups.set(key, [...(groups.get(key) ?? []), charge]);
  }
  return [...groups.entries()]
    .toSorted(([one], [other]) => (one < other ? -1 : 1))
    .map(([, group]) => billOf(group, last));
}
