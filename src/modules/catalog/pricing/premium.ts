import type { Decimal } from 'decimal.js';
import { type Amount, exact } from '#core/money.ts';
import { settingText } from '#modules/settings/settings.ts';
import type { Db, Tx } from '#platform/database/client.ts';
import { converted } from './cycle-price.ts';
import type { DomainAction, PremiumPrices, Rates } from './terms.ts';

/** The percentage the company adds to what registries ask for premium names. */
export const loadMarkup = (db: Db | Tx): Promise<string> => settingText(db, 'PremiumDomainMarkup');

/**
 * What a premium name costs: its registry's price with the company's markup, not rounded; null = not
 * sold so. Registries tell the price of one year's registration, so it is sold for one year first.
 */
export function premiumPrice(
  { register, renew, currencyCode }: PremiumPrices,
  action: DomainAction,
  years: number,
  { currency, rates, markup }: { currency: string; rates: Rates; markup: Amount },
): Decimal | null {
  const asked =
    action === 'RENEW'
      ? exact(renew).times(years)
      : action === 'REGISTER' && years === 1 && register;
  if (!asked) return null;
  const price = exact(asked).times(exact(markup).plus(100)).div(100);
  return converted(price, currencyCode, currency, rates);
}
