import { Prisma, type AvailabilityCache } from '#generated/prisma/client.ts';
import { loadRates } from '#modules/catalog/pricing/load-buyer.ts';
import { loadMarkup, premiumPrice } from '#modules/catalog/pricing/premium.ts';
import type { PremiumPrices } from '#modules/catalog/pricing/terms.ts';
import { settingIsOn } from '#modules/settings/settings.ts';
import type { Db, Tx } from '#platform/database/client.ts';
import type { OfferedPrice } from '#modules/domains/tlds/tld-pricing.ts';

/** What a registry asks for a premium name, as it was kept; null where it did not tell all of it. */
export const storedPremium = ({
  premiumPrice: register,
  premiumRenewPrice: renew,
  currencyCode,
}: Pick<
  AvailabilityCache,
  'premiumPrice' | 'premiumRenewPrice' | 'currencyCode'
>): PremiumPrices | null =>
  register && renew && currencyCode
    ? { register: register.toFixed(), renew: renew.toFixed(), currencyCode }
    : null;

/** Whether the company sells premium names at all. */
export const sellsPremium = (db: Db | Tx): Promise<boolean> => settingIsOn(db, 'PremiumDomains');

/** What a premium name is offered for: one year, and each further one. */
export async function premiumOffers(
  db: Db,
  premium: PremiumPrices,
  currency: string,
): Promise<OfferedPrice[]> {
  const terms = { currency, rates: await loadRates(db), markup: await loadMarkup(db) };
  return (['REGISTER', 'RENEW'] as const).flatMap((action) => {
    const price = premiumPrice(premium, action, 1, terms);
    if (!price) return [];
    return [{ action, years: 1, amount: new Prisma.Decimal(price.toFixed()), currency }];
  });
}
