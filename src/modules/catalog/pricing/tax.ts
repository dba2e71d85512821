import type { Decimal } from 'decimal.js';
import { type Amount, exact, round } from '#core/money.ts';
import type { LineType, TaxTerms } from './terms.ts';

/** A tax rule as a row holds it. */
export interface TaxRuleRow extends TaxTerms {
  /** Empty = everywhere. */
  countryCode: string;
  /** Empty = the whole country. */
  state: string;
}

/**
 * The rule of each level that holds at a place: the one for the state before the one for the
 * country before the one for everywhere.
 */
export function taxesAt<Row extends TaxRuleRow>(
  rules: readonly Row[],
  place: { countryCode: string; state: string },
): Row[] {
  const state = place.state.trim().toLowerCase();
  const nearness = (rule: TaxRuleRow) => {
    if (rule.countryCode === '') return rule.state === '' ? 1 : 0;
    if (rule.countryCode !== place.countryCode) return 0;
    if (rule.state === '') return 2;
    return rule.state.trim().toLowerCase() === state ? 3 : 0;
  };
  return [1, 2].flatMap((level) => {
    const holding = rules
      .filter((rule) => rule.level === level && nearness(rule) > 0)
      .toSorted((a, b) => nearness(b) - nearness(a));
    return holding.slice(0, 1);
  });
}

/** The tax in or on one line, each level rounded automatically. */
export interface LineTax {
  tax: Decimal;
  tax2: Decimal;
}

/** Whether amounts already hold their tax. */
export const isInclusive = (taxes: readonly TaxTerms[]): boolean => taxes[0]?.mode === 'INCLUSIVE';

/**
 * The tax of one line's amount. Exclusive taxes come on top of it; inclusive ones are in it, and
 * what remains without them is the net amount.
 */
export function taxOf(amount: Amount, taxes: readonly TaxTerms[], currency: string): LineTax {
  const first = taxes.find(({ level }) => level === 1);
  const second = taxes.find(({ level }) => level === 2);
  const one = exact(first?.rate ?? '0').div(100);
  // A compound second level is taken of the net amount with the first, before any rounding.
  const two = exact(second?.rate ?? '0')
    .div(100)
    .times(second?.isCompound ? one.plus(1) : 1);
  const whole = exact(amount);
  const net = isInclusive(taxes) ? whole.div(one.plus(two).plus(1)) : whole;
  return { tax: round(net.times(one), currency), tax2: round(net.times(two), currency) };
}

/** A line as tax sees it: `amount` is net, or gross where tax is inclusive. */
export interface TaxableLine {
  type: LineType | (string & {});
  amount: Amount;
  isTaxed: boolean;
}

/** Whether a line takes something off the lines before it. */
export const isDiscount = ({ type }: Pick<TaxableLine, 'type'>): boolean =>
  type === 'PROMOTION' || type === 'GROUP_DISCOUNT';

/**
 * The tax of each line of a bill, in its order. Tax is due on what is left after the discount, so
 * what a promotion and a group discount take off is taxed together with the lines before it that it
 * is for, and the discount's line carries the difference: the lines add up, and what costs nothing
 * has no tax.
 */
export function taxLines(
  lines: readonly TaxableLine[],
  taxes: readonly TaxTerms[],
  currency: string,
): LineTax[] {
  const zero = exact('0');
  const nothing = () => ({ amount: zero, tax: zero, tax2: zero });
  let thing = nothing();
  return lines.map((line) => {
    const discount = isDiscount(line);
    if (!discount && line.type !== 'SERVICE_SETUP') thing = nothing();
    if (!line.isTaxed) return { tax: zero, tax2: zero };
    const before = discount ? thing : nothing();
    const amount = before.amount.plus(exact(line.amount));
    const all = taxOf(amount, taxes, currency);
    const own = { tax: all.tax.minus(before.tax), tax2: all.tax2.minus(before.tax2) };
    thing = {
      amount: thing.amount.plus(exact(line.amount)),
      tax: thing.tax.plus(own.tax),
      tax2: thing.tax2.plus(own.tax2),
    };
    return own;
  });
}

/** An amount with its tax: what is paid for it. */
export function withTax(amount: Amount, taxes: readonly TaxTerms[], currency: string): Decimal {
  if (isInclusive(taxes)) return exact(amount);
  const { tax, tax2 } = taxOf(amount, taxes, currency);
  return exact(amount).plus(tax).plus(tax2);
}
