import { now } from '#core/clock.ts';
import { DomainError } from '#core/errors.ts';
import type { Tx } from '#platform/database/client.ts';

const field = 'domainName';

/**
 * Checks a name against the latest lookup, where one is still fresh. The registry has the last word
 * when it is registered.
 * @throws DomainError DOMAIN_NOT_AVAILABLE, DOMAIN_NOT_ALLOWED for a premium name
 */
export async function checkAvailable(tx: Tx, name: string): Promise<void> {
  const known = await tx.availabilityCache.findUnique({ where: { name } });
  if (!known || known.expiresAt <= now()) return;
  if (!known.isAvailable) throw new DomainError('DOMAIN_NOT_AVAILABLE', undefined, { field });
  // The price list does not hold for it: nobody may buy it for what an ordinary name costs.
  if (known.isPremium)
    throw new DomainError(
      'DOMAIN_NOT_ALLOWED',
      'The registry asks a special price for that name.',
      {
        field,
      },
    );
}
