import { now } from '#core/clock.ts';
import { DomainError } from '#core/errors.ts';
import type { PremiumPrices } from '#modules/catalog/pricing/terms.ts';
import { sellsPremium, storedPremium } from '#modules/domains/search/premium.ts';
import type { Tx } from '#platform/database/client.ts';

const field = 'domainName';

/**
 * Checks a name against the latest lookup, where one is still fresh. The registry has the last word
 * when it is registered.
 * @returns what the registry asks for a premium name; null for an ordinary one, undefined where
 * nothing fresh is known
 * @throws DomainError DOMAIN_NOT_AVAILABLE, DOMAIN_NOT_ALLOWED for a premium name that is not sold
 */
export async function checkAvailable(
  tx: Tx,
  name: string,
): Promise<PremiumPrices | null | undefined> {
  const known = await tx.availabilityCache.findUnique({ where: { name } });
  if (!known || known.expiresAt <= now()) return undefined;
  if (!known.isAvailable) throw new DomainError('DOMAIN_NOT_AVAILABLE', undefined, { field });
  if (!known.isPremium) return null;
  const premium = storedPremium(known);
  // The price list does not hold for it: nobody may buy it for what an ordinary name costs.
  if (!premium || !(await sellsPremium(tx)))
    throw new DomainError(
      'DOMAIN_NOT_ALLOWED',
      'The registry asks a special price for that name.',
      { field },
    );
  return premium;
}
