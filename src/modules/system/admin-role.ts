import { Refusal } from '#core/refusal.ts';
import type { Work } from '#schema/work.ts';
import { refuseGrant } from './grant.ts';

/**
 * The role to give somebody, which must not hold more than the giver does.
 * @throws Refusal ADMIN_ROLE_NOT_FOUND or PERMISSION_NOT_YOURS
 */
export async function roleFor({ tx, actor }: Work, id: number): Promise<void> {
  const role = await tx.adminRole.findUnique({ where: { id }, select: { permissions: true } });
  if (!role) throw new Refusal('ADMIN_ROLE_NOT_FOUND', undefined, { field: 'roleId' });
  refuseGrant(actor, role.permissions);
}

/**
 * Makes sure that somebody is left who may do everything, after a change that it undoes by
 * refusing. Changes of staff wait for one another here, or two could each leave it to the other.
 * @throws Refusal ADMIN_LAST
 */
export async function keepSomebody({ tx }: Work): Promise<void> {
  await tx.$executeRaw`select pg_advisory_xact_lock(hashtext('staff'))`;
  const able = await tx.admin.count({
    where: { isDisabled: false, role: { permissions: { has: '*' } } },
  });
  // A house may also be run by its own key alone, as it is after the first start.
  const keys = await tx.apiCredential.count({
    where: { kind: 'STAFF', adminId: null, revokedAt: null, permissions: { has: '*' } },
  });
  if (able + keys === 0) throw new Refusal('ADMIN_LAST');
}
