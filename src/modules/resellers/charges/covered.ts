import type { Decimal } from 'decimal.js';
import { exponentOf } from '#core/currency-exponents.ts';
import { type Amount, convert, exact, sum } from '#core/money.ts';
import type { CostLine } from './cost.ts';

interface Rated {
  code: string;
  rate: Amount;
}

const costOf = (lines: readonly CostLine[]): Decimal =>
  sum(lines.map(({ unitPrice, quantity }) => exact(unitPrice).times(quantity)));

/** The smallest amount of a currency, such as 0.01. */
const smallest = (code: string): Decimal => exact('10').pow(-exponentOf(code));

/**
 * Whether what a customer paid, in its currency, covers what lines cost the reseller in its own; what
 * converting between them rounds is no difference.
 */
export function isCovered(
  lines: readonly CostLine[],
  asked: Amount,
  { of, by }: { of: Rated; by: Rated },
): boolean {
  const slack =
    of.code === by.code ? exact('0') : convert(smallest(by.code), by, of).plus(smallest(of.code));
  return !costOf(lines)
    .minus(convert(asked, by, of))
    .greaterThan(slack);
}
