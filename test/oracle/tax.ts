import { exact, Fraction } from './fraction.ts';
import type { Store } from './shop.ts';

/** Both levels of tax on an amount. */
export interface TaxPair {
  tax: Fraction;
  tax2: Fraction;
}

export const noTax: TaxPair = { tax: Fraction.zero, tax2: Fraction.zero };

/** The exact part of a net amount that each level is. */
export function ratesOf({ taxes: { levels } }: Store): TaxPair {
  const [first, second] = levels.map(({ rate }) => exact(rate).percent(Fraction.one));
  const tax = first ?? Fraction.zero;
  const isCompound = levels[1]?.isCompound;
  const tax2 = second?.times(isCompound ? Fraction.one.plus(tax) : Fraction.one);
  return { tax, tax2: tax2 ?? Fraction.zero };
}

/** The taxes on an amount as it is shown; of one with the tax in it, the part that is tax. */
export function taxOf(store: Store, amount: Fraction, isTaxed: boolean): TaxPair {
  if (!isTaxed) return noTax;
  const { tax, tax2 } = ratesOf(store);
  const all = Fraction.one.plus(tax).plus(tax2);
  const net = store.taxes.isInclusive ? amount.over(all) : amount;
  const { decimals } = store.currency;
  return { tax: net.times(tax).rounded(decimals), tax2: net.times(tax2).rounded(decimals) };
}

export const addTax = (one: TaxPair, other: TaxPair): TaxPair => ({
  tax: one.tax.plus(other.tax),
  tax2: one.tax2.plus(other.tax2),
});
