import { z } from 'zod';
import { normalizeRange } from '#core/address.ts';
import { resellerPermissions } from '#core/permissions.ts';

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
