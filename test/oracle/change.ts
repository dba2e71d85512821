import { after, between } from './calendar.ts';
import { exact, Fraction, least, notNegative, sum } from './fraction.ts';
import { itemPrice } from './list.ts';
import { firstPeriod, monthsOf, type Period, type Series, shareOf } from './periods.ts';
import type { Owned } from './service.ts';
import type { Item, Promotion, Store } from './shop.ts';
import { taxOf } from './tax.ts';

/** Money that is in days of a service: what was paid for them, or given back (negative). */
export interface PaidDays extends Period {
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
  recurring: Fraction;
  period: Period;
  series: Series;
  daysLeft: number;
}

/** The part of what is in the days of a service that lies on a day and after it. */
export const unusedOf = (paid: PaidDays[], on: string): Fraction =>
  sum(
    paid.map(({ from, to, amount }) => {
      const first = from > on ? from : on;
      const days = between(first, after(to, 1));
      if (days <= 0) return Fraction.zero;
      return amount.times(new Fraction(BigInt(days), BigInt(between(from, after(to, 1)))));
    }),
  );

/** What the client pays for an amount: the group's discount off, taxes on. */
function asPaid(store: Store, amount: Fraction, isTaxed: boolean): Fraction {
  const left = amount.minus(amount.percent(exact(store.groupPercent)));
  if (!isTaxed || store.taxes.isInclusive) return left;
  const { tax, tax2 } = ratesFor(store);
  return left.plus(left.times(tax)).plus(left.times(tax2));
}

function ratesFor(store: Store) {
  const [first, second] = store.taxes.levels.map(({ rate }) => exact(rate).over(exact(100)));
  const tax = first ?? Fraction.zero;
  const base = store.taxes.levels[1]?.isCompound ? Fraction.one.plus(tax) : Fraction.one;
  return { tax, tax2: (second ?? Fraction.zero).times(base) };
}

/**
 * Changes a service to another product or cycle on a day. The unused time is all that is billed
 * from this day on; another cycle begins a first period today.
 */
export function changed(
  store: Store,
  owned: Owned,
  to: Item,
  on: string,
  promotion: Promotion | null,
  paid: PaidDays[],
): Change {
  const { decimals } = store.currency;
  const { series, billedUntil } = owned;
  const { prorata, isTaxed } = store.products[to.product]!;
  const recurring = itemPrice(store, to)!.price.times(exact(to.quantity));
  const unused = shareOf(on, billedUntil!, series!);
  const isSameCycle = to.cycle === owned.item.cycle;
  const next = isSameCycle
    ? { from: on, to: after(billedUntil!, -1), series: series!, share: unused }
    : firstPeriod(on, monthsOf[to.cycle]!, prorata);
  const credit = owned.full.times(unused).rounded(decimals);
  const charge = recurring.times(next.share).rounded(decimals);
  const line = notNegative(charge.minus(credit));
  const off = promotion ? line.percent(exact(promotion.value)).rounded(decimals) : Fraction.zero;
  const group = line.minus(off).percent(exact(store.groupPercent)).rounded(decimals);
  const net = line.minus(off).minus(group);
  const less = notNegative(credit.minus(charge));
  const bound = unusedOf(paid, on).minus(asPaid(store, charge, isTaxed));
  const surplus = notNegative(least(asPaid(store, less, isTaxed), bound)).rounded(decimals);
  return {
    credit,
    charge,
    line,
    promotion: off,
    group,
    net,
    ...taxOf(store, net, isTaxed),
    surplus,
    recurring: recurring.rounded(decimals),
    period: { from: on, to: next.to },
    series: next.series,
    daysLeft: between(on, billedUntil!),
  };
}
