import { z } from 'zod';
import { keyOf } from '#core/ids.ts';
import { command } from '#schema/command.ts';
import { complete, nameRule, definedFields } from '#schema/defined-fields.ts';
import type { Work } from '#schema/work.ts';
import { Department } from './department.ts';
import { DepartmentMemberInput, setDepartmentStaff } from './department-member.ts';
import { departmentFor } from '#modules/support/visible.ts';
import { emailOrNoneRule } from '#schema/email-rule.ts';

command('saveDepartment', {
  description:
    'Create a department, or change the department given by `departmentId`. Omitted fields stay unchanged. A new department requires a name.',
  permission: 'system:configure',
  input: (t) => ({
    departmentId: t.globalID({
      for: Department,
      description: 'ID of the department to change. Omit to create a department.',
    }),
    name: t.string({ description: 'Name of the department.', validate: nameRule }),
    description: t.string({
      description: 'Description of what the department helps with, in plain text.',
      validate: z.string().trim().max(2_000),
    }),
    email: t.string({
      description:
        'Email address of the department. Must not be used by another department. Empty for none.',
      validate: emailOrNoneRule,
    }),
    isHidden: t.boolean({ description: 'Whether the department is hidden from customers.' }),
    isClientsOnly: t.boolean({
      description: 'Whether only registered clients can open tickets in the department.',
    }),
    isFeedbackRequested: t.boolean({
      description:
        'Whether clients are asked for a rating when a ticket of the department is closed.',
    }),
    sortOrder: t.int({ description: 'Position of the department in lists, smallest first.' }),
    members: t.field({
      type: [DepartmentMemberInput],
      description:
        'All staff members assigned to the department. Staff members not listed are removed from the department.',
      validate: z.array(z.any()).max(500),
    }),
  }),
  errors: ['DEPARTMENT_NOT_FOUND', 'DEPARTMENT_EMAIL_TAKEN', 'STAFF_MEMBER_NOT_FOUND'],
  nulls: { departmentId: null, description: '', email: '', members: [] },
  run: async (work, { departmentId, members, isFeedbackRequested, ...fields }) => {
    const { tx } = work;
    const provided = departmentId ? keyOf(departmentId) : null;
    const before = provided ? await departmentFor(work, provided) : null;
    const data = definedFields({ ...fields, feedbackRequested: isFeedbackRequested });
    if (data.email) await ensureUnique(work, data.email, before?.id);
    const select = { id: true } as const;
    const { id } = before
      ? await tx.department.update({ where: { id: before.id }, data, select })
      : await tx.department.create({ data: complete(data, 'name'), select });
    if (members) await setDepartmentStaff(work, id, members);
    work.announce(before ? 'department.changed' : 'department.added', { departmentId: id });
    return { departmentId: id };
  },
  payload: (t) => ({
    department: t.prismaField({
      type: Department,
      description: 'The department after the change.',
      resolve: (query, { departmentId }, _args, { db }) =>
        db.department.findUniqueOrThrow({ ...query, where: { id: departmentId } }),
    }),
  }),
});

/** Mail to one address must lead to one department. */
async function ensureUnique({ tx, fail }: Work, email: string, own = 0): Promise<void> {
  const other = await tx.department.findFirst({ where: { email, id: { not: own } } });
  if (other) fail('DEPARTMENT_EMAIL_TAKEN', undefined, { field: 'email' });
}
