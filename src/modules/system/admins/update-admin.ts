import { z } from 'zod';
import { now } from '#core/clock.ts';
import { keyOf } from '#core/ids.ts';
import { hashNewPassword } from '#modules/access/new-password.ts';
import { openEverywhere } from '#modules/access/sign-in/lockout.ts';
import { command } from '#schema/command.ts';
import { Admin } from './admin.ts';
import { adminInputs, adminPasswordRule, usernameRule } from './admin-inputs.ts';
import { ensureAdminRemains, roleFor } from './admin-role.ts';
import { isTaken } from '#platform/database/taken.ts';
import { emailRule } from '#schema/email-rule.ts';

command('updateAdmin', {
  description:
    'Change a staff member. Omitted fields stay unchanged. A new password, or disabling the staff member, ends all sessions of the staff member.',
  permission: 'access:configure',
  input: (t) => ({
    adminId: t.globalID({
      for: Admin,
      required: true,
      description: 'ID of the staff member to change.',
    }),
    username: t.string({
      description: 'New user name the staff member signs in with.',
      validate: usernameRule,
    }),
    firstName: t.string({
      description: 'New first name of the staff member.',
      validate: z.string().trim().min(1, 'is required').max(255),
    }),
    email: t.string({
      description: 'New email address of the staff member.',
      validate: emailRule,
    }),
    password: t.field({
      type: 'Secret',
      description: 'New password of the staff member, at least 10 characters.',
      validate: adminPasswordRule,
    }),
    ...adminInputs(t),
  }),
  errors: [
    'ADMIN_NOT_FOUND',
    'ADMIN_TAKEN',
    'ADMIN_ROLE_NOT_FOUND',
    'ADMIN_LAST',
    'PERMISSION_NOT_YOURS',
  ],
  nulls: { lastName: '', signature: '' },
  prepare: async ({ db }, { password }) => (password ? hashNewPassword(db, password) : null),
  run: async (work, { adminId, roleId, password: _password, ...received }, passwordHash) => {
    const { tx, fail } = work;
    const id = keyOf(adminId);
    const before = await tx.admin.findUnique({ where: { id }, select: { roleId: true } });
    if (!before) return fail('ADMIN_NOT_FOUND');
    // Whoever may change somebody with more rights could take those rights over.
    await roleFor(work, before.roleId);
    if (roleId) await roleFor(work, keyOf(roleId));
    const data = {
      ...Object.fromEntries(Object.entries(received).filter(([, value]) => value != null)),
      ...(roleId && { roleId: keyOf(roleId) }),
      ...(passwordHash && { passwordHash, passwordChangedAt: now() }),
    };
    await tx.admin.update({ where: { id }, data }).catch((error: unknown) => {
      if (isTaken(error)) fail('ADMIN_TAKEN');
      throw error;
    });
    if (passwordHash) await openEverywhere(work, { kind: 'admin', id });
    if (passwordHash || received.isDisabled)
      await tx.session.updateMany({
        where: { adminId: id, revokedAt: null },
        data: { revokedAt: now() },
      });
    if (roleId || received.isDisabled) await ensureAdminRemains(work);
    work.announce('admin.changed', { adminId: id });
    return { adminId: id };
  },
  payload: (t) => ({
    admin: t.prismaField({
      type: Admin,
      description: 'The staff member after the change.',
      resolve: (query, { adminId }, _args, { db }) =>
        db.admin.findUniqueOrThrow({ ...query, where: { id: adminId } }),
    }),
  }),
});
