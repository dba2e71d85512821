import { add, exact } from '#core/money.ts';
import type { MoneyValue } from '#schema/money.ts';

/** Several amounts of one currency. */
export interface Total {
  currency: string;
  count: number;
  amount: MoneyValue['amount'];
}

/** Amounts added up by currency. */
export function addedUp(amounts: readonly MoneyValue[]): Total[] {
  const totals = new Map<string, Total>();
  for (const { amount, currency } of amounts) {
    const { count, amount: before } = totals.get(currency) ?? { count: 0, amount: exact('0') };
    totals.set(currency, { currency, count: count + 1, amount: add(before, amount) });
  }
  return [...totals.values()].toSorted((a, b) => (a.currency < b.currency ? -1 : 1));
}
