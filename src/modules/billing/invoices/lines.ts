import { exact, percent, sum, times, type Amount } from '#core/money.ts';
import { type TaxableLine, taxLines } from '#modules/catalog/pricing/tax.ts';
import type { TaxTerms } from '#modules/catalog/pricing/terms.ts';

/** What the amount of a line is made of. */
export interface Priced {
  quantity: Amount;
  unitPrice: Amount;
  /** In percent. */
  discountPercent: Amount;
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

/** Quantity × unit price, rounded, less what the discount takes off. */
export const lineAmount = (line: Priced, currency: string) =>
  times(line.unitPrice, line.quantity, currency).minus(lineDiscount(line, currency));

/** What the discount takes off a line, as it is shown: a percentage of its exact value, rounded. */
export const lineDiscount = ({ quantity, unitPrice, discountPercent }: Priced, currency: string) =>
  percent(exact(unitPrice).times(exact(quantity)), discountPercent, currency);

/** The taxes of the lines of an invoice, in their order: a discount is taxed with what it is for. */
export const lineTaxes = (lines: readonly TaxableLine[], taxes: Taxes, currency: string) =>
  taxLines(lines, termsOf(taxes), currency);

const termsOf = ({ rate, rate2, isCompound, mode }: Taxes): TaxTerms[] => [
  { level: 1, name: '', rate, mode, isCompound: false },
  { level: 2, name: '', rate: rate2, mode, isCompound },
];

/** A line with its taxes. */
export interface TaxedLine {
  amount: Amount;
  tax: Amount;
  tax2: Amount;
  discount: Amount;
}

/** What the lines of an invoice add up to. Credit is not taken off yet. */
export function invoiceTotals(lines: readonly TaxedLine[], mode: Taxes['mode']) {
  const [tax, tax2] = [sum(lines.map((line) => line.tax)), sum(lines.map((line) => line.tax2))];
  const amounts = sum(lines.map((line) => line.amount));
  const subtotal = mode === 'INCLUSIVE' ? amounts.minus(tax).minus(tax2) : amounts;
  const discount = sum(lines.map((line) => line.discount));
  return { subtotal, tax, tax2, discount, total: subtotal.plus(tax).plus(tax2) };
}
