import { after, between } from './calendar.ts';
import { exact, Fraction, least, notNegative, sum } from './fraction.ts';
import { converted, itemPrice } from './list.ts';
import { firstPeriod, monthsOf, type Period, type Series, shareOf } from './periods.ts';
import type { Owned } from './service.ts';
import type { Item, Promotion, Store } from './shop.ts';
import { taxOf } from './tax.ts';
import { priced, type Thing } from './thing.ts';

/** Money that is in days of a service: what was paid for them, or given back (negative). */
export interface PaidDays extends Period {
  series: Series;
  /** With discounts off and taxes on. */
  amount: Fraction;
}

/** What a change of a running service costs on a day. */
export interface Change {
  credit: Fraction;
  charge: Fraction;
  /** The line of the change: what the new one costs more. */
  line: Fraction;
  promotion: Fraction;
  group: Fraction;
  net: Fraction;
  tax: Fraction;
  tax2: Fraction;
  /** Given back: never more than was paid and not given back for the time that is not used. */
  surplus: Fraction;
  /** What each further cycle costs, without and with the promotion that lasts. */
  full: Fraction;
  recurring: Fraction;
  lasting: Promotion | null;
  period: Period;
  series: Series;
  daysLeft: number;
}

/**
 * The part of what is in the days of a service that lies on a day and after it: as many regular
 * periods of as many as were paid (rule 13).
 */
export const unusedOf = (paid: PaidDays[], on: string): Fraction =>
  sum(
    paid.map(({ from, to, amount, series }) => {
      const until = after(to, 1);
      if (until <= on) return Fraction.zero;
      if (from >= on) return amount;
      return amount.times(shareOf(on, until, series)).over(shareOf(from, until, series));
    }),
  );

/**
 * What of a thing that was bought is for its days, taxes on. A discount is one of price and setup
 * fee in the proportion in which they stand, unless it is one of the price or of the fee alone.
 */
export function forDays(store: Store, thing: Thing, type: Promotion['type'] | null): Fraction {
  let { line: days, setup } = thing;
  const take = (off: Fraction, from: 'days' | 'setup' | 'both') => {
    const both = days.plus(setup);
    const share = both.isZero() || from === 'days' ? Fraction.one : days.over(both);
    const ofDays = from === 'setup' ? Fraction.zero : off.times(share);
    days = days.minus(ofDays);
    setup = setup.minus(off.minus(ofDays));
  };
  take(
    thing.promotion,
    type === 'FREE_SETUP' ? 'setup' : type === 'PRICE_OVERRIDE' ? 'days' : 'both',
  );
  take(thing.group, 'both');
  const both = days.plus(setup);
  if (store.taxes.isInclusive || both.isZero()) return days;
  return days.plus(thing.tax.plus(thing.tax2).times(days).over(both));
}

/** What a client would pay for an amount: the group's discount off, taxes on, each as its line. */
function asPaid(store: Store, amount: Fraction, isTaxed: boolean): Fraction {
  const { decimals } = store.currency;
  const left = amount.minus(amount.percent(exact(store.groupPercent)).rounded(decimals));
  if (store.taxes.isInclusive) return left;
  const { tax, tax2 } = taxOf(store, left, isTaxed);
  return left.plus(tax).plus(tax2);
}

/** What a code takes off the line of a change. */
function takenOff(store: Store, { type, value }: Promotion, line: Fraction): Fraction {
  const { decimals } = store.currency;
  if (type === 'PERCENTAGE') return line.percent(exact(value)).rounded(decimals);
  if (type === 'FIXED_AMOUNT') return least(converted(store, value).rounded(decimals), line);
  return Fraction.zero;
}

/** A product as it would be bought anew, without its setup fee. */
function asThing(store: Store, item: Item, share: Fraction, promotion: Promotion | null): Thing {
  const { product: place, cycle, quantity: units } = item;
  const unit = { price: itemPrice(store, item)!.price, setup: Fraction.zero };
  const { isTaxed } = store.products[place]!;
  const purchase = { kind: 'PRODUCT', place, cycle, units, unit, share, isTaxed } as const;
  const isCovered = promotion && covered(promotion, item);
  return priced(store, purchase, isCovered ? promotion : null);
}

/** Whether a promotion makes a product cheaper. */
export const covered = ({ products, addons, cycles }: Promotion, { product, cycle }: Item) =>
  (cycles.length === 0 || cycles.includes(cycle)) &&
  (products.length + addons.length === 0 || products.includes(product));

/**
 * Changes a service to another product or cycle on a day. The unused time is all that was granted
 * from this day on; another cycle begins a first period today, and so does what has none left.
 * A promotion that lasts holds for the new one too, where it covers it.
 */
export function changed(
  store: Store,
  owned: Owned,
  to: Item,
  on: string,
  code: Promotion | null,
  paid: PaidDays[],
): Change {
  const { decimals } = store.currency;
  const { grantedUntil: until, series: old } = owned;
  const { prorata, isTaxed } = store.products[to.product]!;
  const unused = until! > on ? shareOf(on, until!, old!) : Fraction.zero;
  const goesOn = unused.isPositive() && to.cycle === owned.item.cycle;
  const next = goesOn
    ? { from: on, to: after(until!, -1), series: old!, share: unused }
    : firstPeriod(on, monthsOf[to.cycle]!, prorata);
  const lasting = code?.isRecurring ? null : owned.promotion;
  const whole = asThing(store, to, Fraction.one, lasting);
  const first = asThing(store, to, next.share, lasting);
  const unit = itemPrice(store, to)!.price.times(exact(to.quantity));
  const credit = owned.agreed.times(unused).rounded(decimals);
  const charge = goesOn
    ? unit.minus(whole.renewalOff).times(unused).rounded(decimals)
    : first.line.minus(first.promotion);
  const line = notNegative(charge.minus(credit));
  const promotion = code ? takenOff(store, code, line) : Fraction.zero;
  const group = line.minus(promotion).percent(exact(store.groupPercent)).rounded(decimals);
  const net = line.minus(promotion).minus(group);
  const cost = asPaid(store, charge, isTaxed);
  const left = unusedOf(paid, on).rounded(decimals);
  const listed = asPaid(store, credit, owned.isTaxed);
  const surplus = unused.isZero() ? Fraction.zero : notNegative(least(listed, left).minus(cost));
  const later = asThing(store, to, Fraction.one, code?.isRecurring ? code : owned.promotion);
  return {
    credit,
    charge,
    line,
    promotion,
    group,
    net,
    ...taxOf(store, net, isTaxed),
    surplus,
    full: later.recurring.plus(later.renewalOff),
    recurring: later.recurring,
    lasting: code?.isRecurring ? code : owned.promotion,
    period: { from: on, to: next.to },
    series: next.series,
    daysLeft: until! > on ? between(on, until!) : 0,
  };
}

/** A bill's line for days, and what it asks for them. */
export interface Asked<Bill> extends Period {
  bill: Bill;
  amount: Fraction;
}

/** What a change gave back on a day, and the lines that were there then. */
export interface GivenBack<Bill> {
  on: string;
  amount: Fraction;
  lines: Asked<Bill>[];
}

/**
 * What of a bill changes gave back already: each takes from the days furthest ahead first, and no
 * line gives more than it asked for.
 */
export function givenBackOf<Bill>(bill: Bill, changes: GivenBack<Bill>[]): Fraction {
  const gone = new Map<Asked<Bill>, Fraction>();
  for (const { on, amount, lines } of changes) {
    let rest = amount;
    const ahead = lines.filter(({ to }) => to >= on).toReversed();
    for (const line of ahead.toSorted((one, other) =>
      one.to < other.to ? 1 : one.to > other.to ? -1 : 0,
    )) {
      const before = gone.get(line) ?? Fraction.zero;
      const part = least(line.amount.minus(before), rest);
      gone.set(line, before.plus(part));
      rest = rest.minus(part);
    }
  }
  return sum([...gone].filter(([line]) => line.bill === bill).map(([, part]) => part));
}
