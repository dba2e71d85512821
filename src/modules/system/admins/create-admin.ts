import { z } from 'zod';
import { keyOf } from '#core/ids.ts';
import { hashNewPassword } from '#modules/access/new-password.ts';
import { settingText } from '#modules/settings/settings.ts';
import { command } from '#schema/command.ts';
import { Admin, AdminRole } from './admin.ts';
import { adminInputs, adminPasswordRule, usernameRule } from './admin-inputs.ts';
import { roleFor } from './admin-role.ts';
import { isTaken } from '#platform/database/taken.ts';
import { emailRule } from '#schema/email-rule.ts';

command('createAdmin', {
  description: 'Add a staff member.',
  permission: 'access:configure',
  input: (t) => ({
    username: t.string({
      required: true,
      description: 'User name the staff member signs in with.',
      validate: usernameRule,
    }),
    firstName: t.string({
      required: true,
      description: 'First name of the staff member.',
      validate: z.string().trim().min(1, 'is required').max(255),
    }),
    email: t.string({
      required: true,
      description: 'Email address of the staff member.',
      validate: emailRule,
    }),
    password: t.field({
      type: 'Secret',
      required: true,
      description: 'Password of the staff member, at least 10 characters.',
      validate: adminPasswordRule,
    }),
    ...adminInputs(t),
    roleId: t.globalID({
      for: AdminRole,
      required: true,
      description: 'ID of the role, which decides what the staff member may do.',
    }),
  }),
  errors: ['ADMIN_TAKEN', 'ADMIN_ROLE_NOT_FOUND', 'PERMISSION_NOT_YOURS'],
  prepare: ({ db }, { password }) => hashNewPassword(db, password),
  run: async (work, input, passwordHash) => {
    const { tx, fail } = work;
    const { username, firstName, email, roleId, lastName, signature, language, isDisabled } = input;
    await roleFor(work, keyOf(roleId));
    const created = await tx.admin
      .create({
        data: {
          username,
          firstName,
          lastName: lastName ?? '',
          email,
          passwordHash,
          roleId: keyOf(roleId),
          signature: signature ?? '',
          language: language ?? (await settingText(tx, 'Language')),
          isDisabled: isDisabled ?? false,
        },
        select: { id: true },
      })
      .catch((error: unknown) => {
        if (isTaken(error)) fail('ADMIN_TAKEN');
        throw error;
      });
    work.announce('admin.added', { adminId: created.id });
    return { adminId: created.id };
  },
  payload: (t) => ({
    admin: t.prismaField({
      type: Admin,
      description: 'The new staff member.',
      resolve: (query, { adminId }, _args, { db }) =>
        db.admin.findUniqueOrThrow({ ...query, where: { id: adminId } }),
    }),
  }),
});
