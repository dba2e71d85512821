import { DomainError } from '#core/errors.ts';
import type { Work } from '#schema/work.ts';
import { ensureGrantable } from './grant.ts';

/**
 * The role to give somebody, which must not hold more than the giver does.
 * @throws DomainError ADMIN_ROLE_NOT_FOUND or PERMISSION_NOT_YOURS
 */
export async function roleFor({ tx, actor }: Work, id: number): Promise<void> {
  const role = await tx.adminRole.findUnique({ where: { id }, select: { permissions: true } });
  if (!role) throw new DomainError('ADMIN_ROLE_NOT_FOUND', undefined, { field: 'roleId' });
  ensureGrantable(actor, role.permissions);
}

/**
 * Makes sure that somebody is left who may do everything, after a change that it undoes by
 * refusing. Changes of staff wait for one another here, or two could each leave it to the other.
 * @throws DomainError ADMIN_LAST
 */
export async function ensureAdminRemains({ tx }: Work): Promise<void> {
  await tx.$executeRaw`select pg_advisory_xact_lock(hashtext('staff'))`;
  const able = await tx.admin.count({
    where: { isDisabled: false, role: { permissions: { has: '*' } } },
  });
  // A company may also be run by its own key alone, as it is after the first start.
  const keys = await tx.apiCredential.count({
    where: { kind: 'STAFF', adminId: null, revokedAt: null, permissions: { has: '*' } },
  });
  if (able + keys === 0) throw new DomainError('ADMIN_LAST');
}
