import { exact, round, sum, times, type Amount } from '#core/money.ts';

/** What the amount of a line is made of. */
export interface Priced {
  quantity: Amount;
  unitPrice: Amount;
  /** In percent. */
  discountPercent: Amount;
}

/** A line as tax sees it: `amount` is net, or gross where tax is inclusive. */
export interface TaxableLine {
  amount: Amount;
  isTaxed: boolean;
}

/** The taxes of an invoice; rates in percent. */
export interface Taxes {
  rate: Amount;
  rate2: Amount;
  /** The second level is taken of the amount with the first. */
  isCompound: boolean;
  mode: 'EXCLUSIVE' | 'INCLUSIVE';
}

export const noTaxes: Taxes = { rate: '0', rate2: '0', isCompound: false, mode: 'EXCLUSIVE' };

/** Quantity × unit price less the discount, rounded once. */
export function lineAmount({ quantity, unitPrice, discountPercent }: Priced, currency: string) {
  const left = exact('100').minus(exact(discountPercent)).div(100);
  return round(exact(quantity).times(exact(unitPrice)).times(left), currency);
}

/** What the discount took off a line. */
export const lineDiscount = (line: Priced, currency: string) =>
  times(line.unitPrice, line.quantity, currency).minus(lineAmount(line, currency));

/** Both levels of tax on one line, each rounded. */
export function lineTaxes({ amount, isTaxed }: TaxableLine, taxes: Taxes, currency: string) {
  const nothing = exact('0');
  if (!isTaxed) return { tax: nothing, tax2: nothing };
  const [first, second] = [exact(taxes.rate).div(100), exact(taxes.rate2).div(100)];
  const both = taxes.isCompound ? first.plus(second).plus(first.times(second)) : first.plus(second);
  const net = taxes.mode === 'INCLUSIVE' ? exact(amount).div(both.plus(1)) : exact(amount);
  const base2 = taxes.isCompound ? net.times(first.plus(1)) : net;
  return {
    tax: round(net.times(first), currency),
    tax2: round(base2.times(second), currency),
  };
}

/** A line with its taxes. */
export interface TaxedLine extends TaxableLine {
  tax: Amount;
  tax2: Amount;
  discount: Amount;
}

/** What the lines of an invoice add up to. Credit is not taken off yet. */
export function totalsOf(lines: readonly TaxedLine[], mode: Taxes['mode']) {
  const [tax, tax2] = [sum(lines.map((line) => line.tax)), sum(lines.map((line) => line.tax2))];
  const amounts = sum(lines.map((line) => line.amount));
  const subtotal = mode === 'INCLUSIVE' ? amounts.minus(tax).minus(tax2) : amounts;
  const discount = sum(lines.map((line) => line.discount));
  return { subtotal, tax, tax2, discount, total: subtotal.plus(tax).plus(tax2) };
}
