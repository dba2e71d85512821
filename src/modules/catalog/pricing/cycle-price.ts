import type { Decimal } from 'decimal.js';
import type { Cycle } from '#core/cycles.ts';
import { type Amount, exact } from '#core/money.ts';
import type {
  CyclePriceRow,
  DomainAction,
  DomainAddon,
  AddonPriceRow,
  Rates,
  TldPriceRow,
} from './terms.ts';

/** A price in the currency asked for, not rounded. */
export interface CyclePrice {
  setupFee: Decimal;
  price: Decimal;
  oldPrice: Decimal | null;
  /** Made from the base currency's price by rate, since none was set. */
  isConverted: boolean;
}

/**
 * An amount in another currency, not rounded: only the line it becomes is.
 * @throws RangeError for a currency without a rate.
 */
export function converted(amount: Amount, from: string, to: string, { rates }: Rates): Decimal {
  if (from === to) return exact(amount);
  const [fromRate, toRate] = [exact(rates.get(from) ?? '0'), exact(rates.get(to) ?? '0')];
  if (!fromRate.greaterThan(0) || !toRate.greaterThan(0))
    throw new RangeError(`No exchange rate from ${from} to ${to}.`);
  return exact(amount).times(toRate).div(fromRate);
}

/** The row in this currency, else the base currency's; undefined where neither is on sale. */
function chosen<Row extends { currencyCode: string }>(
  rows: readonly Row[],
  currency: string,
  { base }: Rates,
): Row | undefined {
  return (
    rows.find(({ currencyCode }) => currencyCode === currency) ??
    rows.find(({ currencyCode }) => currencyCode === base)
  );
}

/** What something costs for a cycle: as set in the currency, else by rate; null = not on sale so. */
export function cyclePrice(
  rows: readonly CyclePriceRow[],
  cycle: Cycle,
  currency: string,
  rates: Rates,
): CyclePrice | null {
  const row = chosen(
    rows.filter((candidate) => candidate.cycle === cycle),
    currency,
    rates,
  );
  if (!row) return null;
  const isConverted = row.currencyCode !== currency;
  const own = (amount: Amount) => converted(amount, row.currencyCode, currency, rates);
  const { setupFee, price, oldPrice } = row;
  return {
    setupFee: own(setupFee),
    price: own(price),
    oldPrice: oldPrice === null || oldPrice === undefined ? null : own(oldPrice),
    isConverted,
  };
}

/** What a action on a domain costs for so many years; null = not on sale so. */
export function tldPrice(
  rows: readonly TldPriceRow[],
  action: DomainAction,
  years: number,
  currency: string,
  rates: Rates,
): Decimal | null {
  const row = chosen(
    rows.filter((candidate) => candidate.action === action && candidate.years === years),
    currency,
    rates,
  );
  return row ? inCurrency(row, currency, rates) : null;
}

/** What an addon on a domain costs a year; null = not on sale. */
export function addonPrice(
  rows: readonly AddonPriceRow[],
  kind: DomainAddon,
  currency: string,
  rates: Rates,
): Decimal | null {
  const row = chosen(
    rows.filter(({ addon }) => addon === kind),
    currency,
    rates,
  );
  return row ? inCurrency(row, currency, rates) : null;
}

const inCurrency = (
  { price, currencyCode }: { price: Amount; currencyCode: string },
  currency: string,
  rates: Rates,
) => converted(price, currencyCode, currency, rates);
