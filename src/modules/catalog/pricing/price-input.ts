import { type Cycle, isRecurring } from '#core/cycles.ts';
import { DomainError } from '#core/errors.ts';
import type { Prisma } from '#generated/prisma/client.ts';
import type { Tx } from '#platform/database/client.ts';
import { baseCurrency } from '#modules/catalog/base-currency.ts';

/** A price as an input tells it. */
export interface PriceInput {
  currency?: string | null;
  cycle: Cycle;
  setupFee?: Prisma.Decimal | null;
  price: Prisma.Decimal;
  oldPrice?: Prisma.Decimal | null;
  cost?: Prisma.Decimal | null;
}

/** A price ready to be kept. */
export interface StoredPrice {
  currencyCode: string;
  cycle: Cycle;
  setupFee: Prisma.Decimal | string;
  price: Prisma.Decimal;
  oldPrice: Prisma.Decimal | null;
  cost: Prisma.Decimal | null;
}

const wrong = (message: string) =>
  new DomainError('BAD_INPUT', `prices: ${message}`, { field: 'prices' });

/**
 * The told prices with their currencies; each cycle once per currency.
 * @throws DomainError CURRENCY_NOT_FOUND, BAD_INPUT
 */
export async function storedPrices(
  tx: Tx,
  received: readonly PriceInput[],
): Promise<StoredPrice[]> {
  const base = await baseCurrency(tx);
  const stored = received.map(({ currency, cycle, setupFee, price, oldPrice, cost }) => ({
    currencyCode: currency ?? base,
    cycle,
    setupFee: setupFee ?? '0',
    price,
    oldPrice: oldPrice ?? null,
    cost: cost ?? null,
  }));
  const codes = [...new Set(stored.map(({ currencyCode }) => currencyCode))];
  const known = await tx.currency.count({ where: { code: { in: codes } } });
  if (known < codes.length)
    throw new DomainError('CURRENCY_NOT_FOUND', undefined, { field: 'prices' });
  const places = stored.map(({ currencyCode, cycle }) => `${currencyCode} ${cycle}`);
  const twice = places.find((place, index) => places.indexOf(place) !== index);
  if (twice) throw wrong(`${twice} is given twice`);
  return stored;
}

/**
 * Checks that prices fit how something is paid for.
 * @throws DomainError BAD_INPUT for a cycle that does not fit, PRICE_MISSING for the default one.
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
    throw new DomainError('BAD_INPUT', `defaultCycle: ${defaultCycle} is no cycle of ${payType}`, {
      field: 'defaultCycle',
    });
  if (!prices.some(({ currencyCode, cycle }) => currencyCode === base && cycle === defaultCycle))
    throw new DomainError('PRICE_MISSING', `There is no ${base} price for ${defaultCycle}.`, {
      field: 'prices',
      cycle: defaultCycle,
    });
}
