import { z } from 'zod';
import { isRange } from '#core/address.ts';
import { type Actor, isStaff } from '#core/actor.ts';
import { type Permission, resellerPermissions } from '#core/permissions.ts';
import { DomainError } from '#core/errors.ts';

/** An address or network of an allow-list. */
export const cidr = z
  .string()
  .trim()
  .refine(isRange, { error: 'must be an address or a network such as 203.0.113.0/24' });

/** The permissions a reseller's key may hold. */
const grantable = new Set<string>(['*', ...resellerPermissions]);

/** A permission of a reseller's key. */
export const keyPermission = z
  .string()
  .refine((name) => grantable.has(name), { error: 'is not a permission of a reseller' });

/**
 * Nobody gives away more than it holds: a key limited to reading cannot make one that writes.
 * @throws DomainError PERMISSION_BEYOND_YOURS naming the permissions
 */
export function withinOwn(actor: Actor, permissions: readonly string[]): void {
  if (isStaff(actor)) return;
  const requested = permissions.includes('*') ? resellerPermissions : permissions;
  const beyond = requested.filter((name) => !actor.permissions.has(name as Permission));
  if (beyond.length === 0) return;
  const named = beyond.slice(0, 5).join(', ');
  throw new DomainError(
    'PERMISSION_BEYOND_YOURS',
    `You cannot give what you do not hold: ${named}.`,
    {
      field: 'permissions',
    },
  );
}
