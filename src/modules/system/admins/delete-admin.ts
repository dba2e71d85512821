import { rowField } from '#schema/payload-rows.ts';
import { keyOf } from '#core/ids.ts';
import { command } from '#schema/command.ts';
import { revokeFamilies } from '#modules/access/sign-in/revoke-session.ts';
import { Admin, AdminRole } from './admin.ts';
import { ensureAdminRemains, roleFor } from './admin-role.ts';

command('deleteAdmin', {
  description:
    'Delete a staff member with all credentials and sessions. What the staff member wrote is kept.',
  permission: 'access:configure',
  input: (t) => ({
    adminId: t.globalID({
      for: Admin,
      required: true,
      description: 'ID of the staff member to delete.',
    }),
  }),
  errors: ['ADMIN_NOT_FOUND', 'ADMIN_LAST', 'PERMISSION_NOT_YOURS'],
  run: async (work, { adminId }) => {
    const { tx, fail } = work;
    const id = keyOf(adminId);
    const before = await tx.admin.findUnique({ where: { id }, select: { roleId: true } });
    if (!before) return fail('ADMIN_NOT_FOUND');
    await roleFor(work, before.roleId);
    // Whom they signed in as is left without them, as if that person had done it.
    await revokeFamilies(work, { impersonatorAdminId: id, revokedAt: null });
    await tx.admin.delete({ where: { id }, select: { id: true } });
    await ensureAdminRemains(work);
    work.announce('admin.deleted', { adminId: id });
    return { adminId: id, roleId: before.roleId };
  },
  deletes: { type: 'Admin', key: 'adminId' },
  payload: (t) => ({
    role: rowField(t, AdminRole, 'roleId', 'The staff role that the staff member had.'),
  }),
});
