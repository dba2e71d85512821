import type { PricedItem } from './basket.ts';
import { Fraction, least, notNegative, sum } from './fraction.ts';
import type { Period } from './periods.ts';
import type { Store } from './shop.ts';
import { addTax, noTax, type TaxPair, taxOf } from './tax.ts';
import { recurs, type Thing } from './thing.ts';

/** A line as an invoice shows it: its amount in the currency's decimals, and the days it pays for. */
export interface Line {
  type: string;
  amount: string;
  period?: Period;
}

/** An invoice as it must be. */
export interface Bill extends TaxPair {
  id: string;
  lines: Line[];
  /** Lines and taxes together. */
  due: Fraction;
  byCredit: Fraction;
  paid: Fraction;
  status: 'UNPAID' | 'PAID' | 'CANCELLED' | 'REFUNDED';
  /** It was paid at some time, whatever became of it. */
  wasPaid?: boolean;
}

export const owed = ({ due, byCredit, paid, status }: Bill) =>
  status === 'UNPAID' ? due.minus(byCredit).minus(paid) : Fraction.zero;

/** Draws the conclusion from what is owed. */
export function settle(bill: Bill): void {
  if (bill.status !== 'UNPAID' || owed(bill).isPositive()) return;
  bill.status = 'PAID';
  bill.wasPaid = true;
}

/** The lines of something that was bought, with those that cost nothing left out. */
export function linesOf(store: Store, thing: Thing, type: string, period: Period | null): Line[] {
  const { decimals } = store.currency;
  const isPeriodic = period && recurs(thing.purchase);
  const rows: [string, Fraction, Period?][] = [
    [type, thing.line, isPeriodic ? { from: period.from, to: period.to } : undefined],
    ['SERVICE_SETUP', thing.setup],
    ['PROMOTION', thing.promotion.negated()],
    ['GROUP_DISCOUNT', thing.group.negated()],
  ];
  return rows
    .filter(([, amount]) => !amount.isZero())
    .map(([kind, amount, days]) => ({
      type: kind,
      amount: amount.text(decimals),
      ...(days && { period: days }),
    }));
}

/** The lines of an order. */
export const orderLines = (store: Store, items: PricedItem[]): Line[] =>
  items.flatMap(({ product, addons, period, addonPeriod }) => [
    ...linesOf(store, product, 'SERVICE', period),
    ...addons.flatMap((addon) => linesOf(store, addon, 'SERVICE_ADDON', addonPeriod)),
  ]);

/** What is taxed, each part once. */
export interface Part {
  net: Fraction;
  isTaxed: boolean;
}

/** What parts come to with their taxes. */
export function billed(store: Store, parts: Part[]): TaxPair & { due: Fraction } {
  const taxes = parts.map(({ net, isTaxed }) => taxOf(store, net, isTaxed)).reduce(addTax, noTax);
  const net = sum(parts.map((part) => part.net));
  const due = store.taxes.isInclusive ? net : net.plus(taxes.tax).plus(taxes.tax2);
  return { ...taxes, due };
}

/** A new invoice, with what the credit at hand pays of it. */
export function newBill(
  id: string,
  lines: Line[],
  { due, tax, tax2 }: TaxPair & { due: Fraction },
  credit: Fraction,
): Bill {
  const byCredit = least(notNegative(credit), due);
  const bill: Bill = { id, lines, due, tax, tax2, byCredit, paid: Fraction.zero, status: 'UNPAID' };
  settle(bill);
  return bill;
}
