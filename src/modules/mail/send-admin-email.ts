import { z } from 'zod';
import { isStaff } from '#core/actor.ts';
import { keyOf } from '#core/ids.ts';
import { DomainError } from '#core/errors.ts';
import { Department } from '#modules/support/desk/department.ts';
import { command } from '#schema/command.ts';
import { Email } from './email.ts';
import { staffReaders } from './recipients.ts';
import { customWording } from './send-email.ts';
import { subjectLine } from './rules.ts';
import { writeEmail } from './write-email.ts';

command('sendAdminEmail', {
  legacy: 'SendAdminEmail',
  description:
    'Send an email to the staff of a support department or to all staff. Only for staff of the company.',
  permission: 'mail:send',
  input: (t) => ({
    subject: t.string({ description: 'Subject of the email.', validate: subjectLine }),
    html: t.string({
      description: 'Body of the email, in HTML.',
      validate: z.string().max(200_000),
    }),
    departmentId: t.globalID({
      for: Department,
      description:
        'ID of a support department; only staff assigned to the department get the email. Default: all staff.',
    }),
  }),
  errors: [
    'FORBIDDEN',
    'DEPARTMENT_NOT_FOUND',
    'EMAIL_SUBJECT_REQUIRED',
    'EMAIL_MESSAGE_REQUIRED',
    'EMAIL_TEMPLATE_INVALID',
    'EMAIL_NOT_WRITTEN',
  ],
  run: async (work, { subject, html, departmentId }) => {
    if (!isStaff(work.actor)) throw new DomainError('FORBIDDEN');
    const words = customWording(subject, html);
    const id = departmentId && keyOf(departmentId);
    if (id && !(await work.tx.department.count({ where: { id } })))
      throw new DomainError('DEPARTMENT_NOT_FOUND');
    const staff = await staffReaders(work.tx, id ? { departmentId: id } : {});
    const type = 'ADMIN' as const;
    const emailIds: number[] = [];
    for (const { adminId = 0 } of staff)
      emailIds.push(...(await writeEmail(work, { about: 'admin', id: adminId, type, words })));
    if (!emailIds.length) throw new DomainError('EMAIL_NOT_WRITTEN');
    return { emailIds };
  },
  payload: (t) => ({
    emailCount: t.int({
      description: 'Number of emails written.',
      resolve: ({ emailIds }) => emailIds.length,
    }),
    emails: t.prismaField({
      listSize: 500,
      type: [Email],
      description:
        'Emails that were written, one to each staff member. Whether each was sent is in its `status`.',
      resolve: (query, { emailIds }, _args, { db }) =>
        db.email.findMany({ ...query, where: { id: { in: emailIds } }, orderBy: { id: 'asc' } }),
    }),
  }),
});
