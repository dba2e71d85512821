import type { InputShapeFromFields } from '@pothos/core';
import { z } from 'zod';
import { keyOf } from '#core/ids.ts';
import type { builder } from '#schema/builder.ts';
import { command } from '#schema/command.ts';
import { complete, nameRule, definedFields, unlessGiven } from '#schema/defined-fields.ts';
import type { Work } from '#schema/work.ts';
import { Department } from './department.ts';
import { DepartmentMemberInput, setDepartmentStaff } from './department-member.ts';
import { departmentFor } from '#modules/support/visible.ts';
import { emailOrNoneRule } from '#schema/email-rule.ts';

type Types = (typeof builder)['$inferSchemaTypes'];
type Inputs = PothosSchemaTypes.InputFieldBuilder<Types, 'InputObject'>;
type Fields = InputShapeFromFields<ReturnType<typeof departmentFields>>;

const departmentFields = (t: Inputs, isNew: boolean) => ({
  name: t.string({
    required: isNew,
    description: 'Name of the department. At most 255 characters.',
    validate: nameRule,
  }),
  description: t.string({
    description: 'Description of what the department helps with, in plain text.',
    validate: z.string().trim().max(2_000),
  }),
  email: t.string({
    description:
      'Email address of the department. Must not be used by another department. Empty for none.',
    validate: emailOrNoneRule,
  }),
  isHidden: t.boolean({
    description: `Whether the department is hidden from customers.${unlessGiven(isNew, 'false')}`,
  }),
  isClientsOnly: t.boolean({
    description: `Whether only registered clients can open tickets in the department.${unlessGiven(isNew, 'false')}`,
  }),
  isFeedbackRequested: t.boolean({
    description: `Whether clients are asked for a rating when a ticket of the department is closed.${unlessGiven(isNew, 'false')}`,
  }),
  sortOrder: t.int({
    description: `Position of the department in lists, smallest first.${unlessGiven(isNew, '0')}`,
  }),
  members: t.field({
    type: [DepartmentMemberInput],
    description:
      'All staff members assigned to the department. Staff members not listed are removed from the department.',
    validate: z.array(z.any()).max(500),
  }),
});

const departmentPayload = (
  t: PothosSchemaTypes.ObjectFieldBuilder<Types, { departmentId: number }>,
) => ({
  department: t.prismaField({
    type: Department,
    description: 'The department after the change.',
    resolve: (query, { departmentId }, _args, { db }) =>
      db.department.findUniqueOrThrow({ ...query, where: { id: departmentId } }),
  }),
});

command('createDepartment', {
  description: 'Create a department to which tickets are sent.',
  permission: 'system:configure',
  input: (t) => departmentFields(t, true),
  errors: ['DEPARTMENT_EMAIL_TAKEN', 'STAFF_MEMBER_NOT_FOUND'],
  run: async (work, fields) => {
    const departmentId = await keep(work, null, fields);
    work.announce('department.added', { departmentId });
    return { departmentId };
  },
  payload: departmentPayload,
});

command('updateDepartment', {
  description: 'Change a department. Omitted fields stay unchanged.',
  permission: 'system:configure',
  input: (t) => ({
    departmentId: t.globalID({
      for: Department,
      required: true,
      description: 'ID of the department to change.',
    }),
    ...departmentFields(t, false),
  }),
  errors: ['DEPARTMENT_NOT_FOUND', 'DEPARTMENT_EMAIL_TAKEN', 'STAFF_MEMBER_NOT_FOUND'],
  nulls: { description: '', email: '', members: [] },
  run: async (work, { departmentId: asked, ...fields }) => {
    const { id } = await departmentFor(work, keyOf(asked));
    const departmentId = await keep(work, id, fields);
    work.announce('department.changed', { departmentId });
    return { departmentId };
  },
  payload: departmentPayload,
});

async function keep(work: Work, own: number | null, input: Fields): Promise<number> {
  const { department } = work.tx;
  const { members, isFeedbackRequested, ...fields } = input;
  const data = definedFields({ ...fields, feedbackRequested: isFeedbackRequested });
  if (data.email) await ensureUnique(work, data.email, own ?? 0);
  const select = { id: true } as const;
  const { id } = own
    ? await department.update({ where: { id: own }, data, select })
    : await department.create({ data: complete(data, 'name'), select });
  if (members) await setDepartmentStaff(work, id, members);
  return id;
}

/** Mail to one address must lead to one department. */
async function ensureUnique({ tx, fail }: Work, email: string, own: number): Promise<void> {
  const other = await tx.department.findFirst({ where: { email, id: { not: own } } });
  if (other) fail('DEPARTMENT_EMAIL_TAKEN', undefined, { field: 'email' });
}
