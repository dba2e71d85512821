import { isStaff } from '#core/actor.ts';
import { keyOf } from '#core/ids.ts';
import { matchNone } from '#modules/access/visible.ts';
import { Admin } from '#modules/system/admins/admin.ts';
import { builder } from '#schema/builder.ts';
import type { Work } from '#schema/work.ts';
import { Department } from './department.ts';
import { staffExists } from './staff-member.ts';

const DepartmentMember = builder.prismaObject('AdminDepartment', {
  read: 'support:read',
  name: 'DepartmentMember',
  description: 'Assignment of a staff member to a support department.',
  select: {},
  fields: (t) => ({
    admin: t.relation('admin', {
      type: Admin,
      description: 'Staff member assigned to the department.',
    }),
    department: t.relation('department', {
      type: Department,
      description: 'Department the staff member is assigned to.',
    }),
    isNotified: t.exposeBoolean('receivesTicketNotifications', {
      description: 'Whether the staff member is notified by email about tickets of the department.',
    }),
  }),
});

builder.prismaObjectField(Department, 'members', (t) =>
  t.relation('adminLinks', {
    type: DepartmentMember,
    description: 'Staff members assigned to the department. Visible to staff of the company only.',
    query: (_args, { actor }) => ({
      where: isStaff(actor) ? {} : matchNone,
      orderBy: [{ adminId: 'asc' }, { id: 'asc' }],
    }),
  }),
);

builder.prismaObjectField(Admin, 'departments', (t) =>
  t.relation('departmentLinks', {
    type: DepartmentMember,
    description: 'Support departments the staff member serves.',
    query: { orderBy: [{ departmentId: 'asc' }] },
  }),
);

/** A staff member who is to serve a department. */
export const DepartmentMemberInput = builder.inputType('DepartmentMemberInput', {
  description: 'Assignment of a staff member to a support department.',
  fields: (t) => ({
    adminId: t.globalID({
      for: Admin,
      required: true,
      description: 'ID of the staff member to assign to the department.',
    }),
    isNotified: t.boolean({
      defaultValue: true,
      description:
        'Whether the staff member is notified by email about tickets of the department. Default: true.',
    }),
  }),
});

/** Makes these the staff of a department, and nobody else. @throws DomainError STAFF_MEMBER_NOT_FOUND */
export async function setDepartmentStaff(
  work: Work,
  departmentId: number,
  members: readonly (typeof DepartmentMemberInput.$inferInput)[],
): Promise<void> {
  const notified = new Map(
    members.map(({ adminId, isNotified }) => [keyOf(adminId), isNotified ?? true]),
  );
  await staffExists(work, [...notified.keys()]);
  await work.tx.adminDepartment.deleteMany({ where: { departmentId } });
  await work.tx.adminDepartment.createMany({
    data: [...notified].map(([adminId, receivesTicketNotifications]) => ({
      departmentId,
      adminId,
      receivesTicketNotifications,
    })),
  });
}
