import type { Decimal } from 'decimal.js';
import { type Amount, exact, round } from '#core/money.ts';
import { converted } from '#modules/catalog/pricing/cycle-price.ts';
import { loadRates } from '#modules/catalog/pricing/load-buyer.ts';
import type { Tx } from '#platform/database/client.ts';

/** What a domain's period costs the company. */
export interface PeriodCost {
  tldId: number | null;
  years: number;
  /** What its registry asks a year, for a premium name. */
  premium: { amount: Amount; currencyCode: string } | null;
}

/**
 * What so many years of a domain cost the company, in a currency: its TLD's cost is that of the
 * default period, a premium name costs what its registry asks.
 */
export async function periodCost(
  tx: Tx,
  { tldId, years, premium }: PeriodCost,
  currency: string,
): Promise<Decimal> {
  const rates = await loadRates(tx);
  if (premium)
    return round(
      converted(exact(premium.amount).times(years), premium.currencyCode, currency, rates),
      currency,
    );
  const tld = tldId === null ? null : await tx.tld.findUnique({ where: { id: tldId } });
  if (!tld) return exact('0');
  const yearly = exact(tld.cost).div(tld.defaultYears);
  return round(converted(yearly.times(years), tld.currencyCode, currency, rates), currency);
}
