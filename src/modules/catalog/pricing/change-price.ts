import type { Decimal } from 'decimal.js';
import type { Day } from '#core/dates.ts';
import { type Amount, exact, round } from '#core/money.ts';

/** What a change of a running service is calculated from. */
export interface PlanChange {
  currency: string;
  /** Time still to come, in cycles of the present price, and its end; null where nothing recurs. */
  unused: { cycles: Decimal; to: Day } | null;
  /** What the present one costs each cycle. */
  oldPrice: Amount;
  isSameCycle: boolean;
  /** What the new one costs each cycle, not rounded, and for its first period, which ends on `firstTo`. */
  newPrice: Amount;
  firstPrice: Amount;
  firstTo: Day | null;
}

/** What a change costs now, by the price list, without tax. */
export interface ChangePrice {
  /** The present price of the time still to come. */
  credit: Decimal;
  /** The new one's price until `nextDueOn`. */
  charge: Decimal;
  /** charge − credit, never below zero. */
  due: Decimal;
  /** The time that was begun goes on; else a first period begins. */
  goesOn: boolean;
  /** Null where the new one never comes again. */
  nextDueOn: Day | null;
}

/**
 * The price of changing a running service to another product, cycle or set of options. With the
 * same cycle the time that was begun goes on and only the difference for its rest is paid; with
 * another one a new period begins today.
 */
export function changePrice(change: PlanChange): ChangePrice {
  const { currency, unused, oldPrice, newPrice, isSameCycle } = change;
  const of = (price: Amount) =>
    unused ? round(exact(price).times(unused.cycles), currency) : exact('0');
  const goesOn = unused !== null && isSameCycle;
  const credit = of(oldPrice);
  const charge = goesOn ? of(newPrice) : round(change.firstPrice, currency);
  const difference = charge.minus(credit);
  return {
    credit,
    charge,
    goesOn,
    due: difference.isNegative() ? exact('0') : difference,
    nextDueOn: goesOn ? unused.to : change.firstTo,
  };
}
