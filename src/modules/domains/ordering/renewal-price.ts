import type { Tx } from '#platform/database/client.ts';
import type { Amount } from '#core/money.ts';
import { loadRates } from '#modules/catalog/pricing/load-buyer.ts';
import { pricesOf } from '#modules/catalog/pricing/seller-prices.ts';
import { recurringAmount } from './recurring.ts';

const kinds = {
  idProtection: 'ID_PROTECTION',
  dnsManagement: 'DNS_MANAGEMENT',
  emailForwarding: 'EMAIL_FORWARDING',
} as const;

/**
 * What a renewal of a domain costs by today's price list, in the domain's currency; null when its
 * TLD has no price for its period there.
 * @param flags addons as they are about to be, over those of the row
 */
export async function renewalPrice(
  tx: Tx,
  domainId: number,
  flags: Partial<Record<keyof typeof kinds, boolean>> = {},
): Promise<string | null> {
  const domain = await tx.domain.findUniqueOrThrow({
    where: { id: domainId },
    select: {
      clientId: true,
      tldId: true,
      years: true,
      currencyCode: true,
      idProtection: true,
      dnsManagement: true,
      emailForwarding: true,
      currency: { select: { code: true, rate: true } },
      promotion: {
        select: {
          type: true,
          value: true,
          isRecurring: true,
          currency: { select: { code: true, rate: true } },
        },
      },
    },
  });
  const { clientId, tldId, years, currencyCode, currency, promotion } = domain;
  if (tldId === null) return null;
  const price = await listedRenewal(tx, { clientId, tldId, currencyCode, years });
  if (price === null) return null;
  const on = (Object.keys(kinds) as (keyof typeof kinds)[]).filter(
    (name) => flags[name] ?? domain[name],
  );
  const addons = await tx.tldAddonPrice.findMany({
    where: { tldId, currencyCode, addon: { in: on.map((name) => kinds[name]) } },
    select: { price: true },
  });
  const addonPrices = addons.map((addon) => addon.price);
  return recurringAmount({ renewal: price, addons: addonPrices, years, promotion, currency });
}

interface RenewalTerms {
  clientId: number;
  tldId: number;
  currencyCode: string;
  years: number;
}

/** What the client's reseller asks for a renewal, else what the company does; null for no price. */
async function listedRenewal(
  tx: Tx,
  { clientId, tldId, currencyCode, years }: RenewalTerms,
): Promise<Amount | null> {
  const own = await pricesOf(tx, clientId, {
    currency: currencyCode,
    rates: await loadRates(tx),
    only: { tldIds: [tldId], productIds: [] },
  });
  const requested = own?.({ kind: 'TLD', tldId, action: 'RENEW', years });
  if (requested) return requested.price;
  const row = await tx.tldPrice.findUnique({
    where: {
      tldId_currencyCode_action_years: { tldId, currencyCode, action: 'RENEW', years },
    },
  });
  return row?.price ?? null;
}
