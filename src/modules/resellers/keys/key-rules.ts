import { z } from 'zod';
import { inRanges, normalizeRange } from '#core/addresses/ip-address.ts';
import { resellerPermissions } from '#core/permissions.ts';
import type { Work } from '#schema/work.ts';

/** An address or network of an allow-list. */
export const cidr = z.string().transform((text, context) => {
  const range = normalizeRange(text);
  if (range) return range;
  context.addIssue({
    code: 'custom',
    message: 'must be an address or a network such as 203.0.113.0/24',
  });
  return z.NEVER;
});

/** The permissions a reseller's key may hold. */
const grantable = new Set<string>(['*', ...resellerPermissions]);

/** A permission of a reseller's key. */
export const keyPermission = z
  .string()
  .refine((name) => grantable.has(name), { error: 'is not a permission of a reseller' });

/**
 * Stops a reseller from shutting out itself: its list, once it names addresses, has to hold the
 * one the reseller calls from.
 * @throws DomainError API_ADDRESS_LOCKS_OUT
 */
export function ensureLetIn(
  { actor, requestInfo: { ip }, fail }: Work,
  { resellerId, after, field }: { resellerId: number | null; after: string[]; field: string },
): void {
  const isOwn = resellerId !== null && actor.resellerId === resellerId;
  if (!isOwn || after.length === 0 || inRanges(ip, after)) return;
  const message = `${field}: would shut out the address you call from, ${ip}.`;
  fail('API_ADDRESS_LOCKS_OUT', message, { field, address: ip });
}
