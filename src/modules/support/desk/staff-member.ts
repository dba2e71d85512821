import { DomainError } from '#core/errors.ts';
import { isStaff } from '#core/actor.ts';
import { keyOf } from '#core/ids.ts';
import { fullNameOf } from '#core/names.ts';
import type { Work } from '#schema/work.ts';

/** A global id as an argument gives it. */
export interface GlobalId {
  typename: string;
  id: string;
}

/** A staff member of the company who may act. */
export interface StaffMember {
  id: number;
  name: string;
}

/**
 * The staff member with this id, `Admin:3`. Only the company knows its staff: for anybody else there
 * is none.
 * @throws DomainError STAFF_MEMBER_NOT_FOUND
 */
export async function staffMember({ tx, actor }: Work, provided: GlobalId): Promise<StaffMember> {
  const id = provided.typename === 'Admin' && isStaff(actor) ? keyOf(provided) : -1;
  const admin = await tx.admin.findFirst({
    where: { id, isDisabled: false },
    select: { id: true, firstName: true, lastName: true },
  });
  if (!admin) throw new DomainError('STAFF_MEMBER_NOT_FOUND');
  return { id, name: fullNameOf(admin) };
}

/** That staff members exist, disabled ones too. @throws DomainError STAFF_MEMBER_NOT_FOUND */
export async function staffExists({ tx, fail }: Work, ids: readonly number[]): Promise<void> {
  const found = await tx.admin.count({ where: { id: { in: [...ids] } } });
  if (found < ids.length) fail('STAFF_MEMBER_NOT_FOUND');
}
