import { type Cycle, isRecurring } from '#core/cycles.ts';
import { Refusal } from '#core/refusal.ts';
import type { Prisma } from '#generated/prisma/client.ts';
import type { Tx } from '#platform/database/client.ts';
import { baseCurrency } from './base-currency.ts';

/** A price as an input tells it. */
export interface ToldPrice {
  currency?: string | null;
  cycle: Cycle;
  setupFee?: Prisma.Decimal | null;
  price: Prisma.Decimal;
  oldPrice?: Prisma.Decimal | null;
  cost?: Prisma.Decimal | null;
}

/** A price ready to be kept. */
export interface KeptPrice {
  currencyCode: string;
  cycle: Cycle;
  setupFee: Prisma.Decimal | string;
  price: Prisma.Decimal;
  oldPrice: Prisma.Decimal | null;
  cost: Prisma.Decimal | null;
}

const wrong = (message: string) =>
  new Refusal('BAD_INPUT', `prices: ${message}`, { field: 'prices' });

/**
 * The told prices with their currencies; each cycle once per currency.
 * @throws Refusal CURRENCY_NOT_FOUND, BAD_INPUT
 */
export async function keptPrices(tx: Tx, told: readonly ToldPrice[]): Promise<KeptPrice[]> {
  const base = await baseCurrency(tx);
  const kept = told.map(({ currency, cycle, setupFee, price, oldPrice, cost }) => ({
    currencyCode: currency ?? base,
    cycle,
    setupFee: setupFee ?? '0',
    price,
    oldPrice: oldPrice ?? null,
    cost: cost ?? null,
  }));
  const codes = [...new Set(kept.map(({ currencyCode }) => currencyCode))];
  const known = await tx.currency.count({ where: { code: { in: codes } } });
  if (known < codes.length) throw new Refusal('CURRENCY_NOT_FOUND', undefined, { field: 'prices' });
  const places = kept.map(({ currencyCode, cycle }) => `${currencyCode} ${cycle}`);
  const twice = places.find((place, index) => places.indexOf(place) !== index);
  if (twice) throw wrong(`${twice} is given twice`);
  return kept;
}

/**
 * Checks that prices fit how something is paid for.
 * @throws Refusal BAD_INPUT for a cycle that does not fit, PRICE_MISSING for the default one.
 */
export function checkPrices(
  payType: 'FREE' | 'ONE_TIME' | 'RECURRING',
  prices: readonly { currencyCode: string; cycle: Cycle }[],
  base: string,
  defaultCycle?: Cycle,
): void {
  const fits = (cycle: Cycle) =>
    payType === 'RECURRING' ? isRecurring(cycle) : payType === 'ONE_TIME' && cycle === 'ONE_TIME';
  const odd = prices.find(({ cycle }) => !fits(cycle));
  if (odd) throw wrong(`${odd.cycle} is no cycle of something paid ${payType}`);
  if (payType === 'FREE' || !defaultCycle) return;
  if (!fits(defaultCycle))
    throw new Refusal('BAD_INPUT', `defaultCycle: ${defaultCycle} is no cycle of ${payType}`, {
      field: 'defaultCycle',
    });
  if (!prices.some(({ currencyCode, cycle }) => currencyCode === base && cycle === defaultCycle))
    throw new Refusal('PRICE_MISSING', `There is no ${base} price for ${defaultCycle}.`, {
      field: 'prices',
      cycle: defaultCycle,
    });
}
