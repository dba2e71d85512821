import { z } from 'zod';
import { keyOf } from '#core/ids.ts';
import { normalizeEmail } from '#core/text.ts';
import { command } from '#schema/command.ts';
import { complete, nameRule, definedFields } from '#schema/defined-fields.ts';
import type { Work } from '#schema/work.ts';
import { Department } from './department.ts';
import { DepartmentMemberInput, setMembers } from './department-member.ts';
import { departmentFor } from '#modules/support/visible.ts';

/** An address in its one spelling; empty for none. */
const emailRule = z.string().transform((text, context) => {
  const address = text.trim() && normalizeEmail(text);
  if (address !== undefined) return address;
  context.addIssue({ code: 'custom', message: 'must be an e-mail address' });
  return z.NEVER;
});

command('saveDepartment', {
  description:
    'Add a department, or change the one that is named; what is left out stays. A new one needs a name.',
  permission: 'system:configure',
  input: (t) => ({
    departmentId: t.globalID({
      for: Department,
      description: 'The one to change; else one is added.',
    }),
    name: t.string({ description: 'What it is called.', validate: nameRule }),
    description: t.string({
      description: 'What it helps with, plain text.',
      validate: z.string().trim().max(2_000),
    }),
    email: t.string({
      description: 'Its address, which no other department has; empty for none.',
      validate: emailRule,
    }),
    isHidden: t.boolean({ description: 'Customers do not see it.' }),
    isClientsOnly: t.boolean({ description: 'Only registered clients may open tickets here.' }),
    isFeedbackRequested: t.boolean({
      description: 'Ask clients for a rating when a ticket closes.',
    }),
    sortOrder: t.int({ description: 'Its place in lists, smallest first.' }),
    members: t.field({
      type: [DepartmentMemberInput],
      description: 'The staff who serve it, all of them; whoever is not named no longer does.',
      validate: z.array(z.any()).max(500),
    }),
  }),
  errors: ['DEPARTMENT_NOT_FOUND', 'DEPARTMENT_EMAIL_TAKEN', 'STAFF_MEMBER_NOT_FOUND'],
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
    if (members) await setMembers(work, id, members);
    work.announce(before ? 'department.changed' : 'department.added', { departmentId: id });
    return { departmentId: id };
  },
  payload: (t) => ({
    department: t.prismaField({
      type: Department,
      description: 'The department as it is now.',
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
