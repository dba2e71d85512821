import { keyOf } from '#core/ids.ts';
import { command } from '#schema/command.ts';
import { AdminRole } from './admin.ts';
import { roleFor } from './admin-role.ts';

command('deleteAdminRole', {
  description: 'Delete a role that no staff member has.',
  permission: 'access:configure',
  input: (t) => ({
    roleId: t.globalID({
      for: AdminRole,
      required: true,
      description: 'ID of the role to delete.',
    }),
  }),
  errors: ['ADMIN_ROLE_NOT_FOUND', 'ADMIN_ROLE_IN_USE', 'PERMISSION_NOT_YOURS'],
  run: async (work, { roleId }) => {
    const id = keyOf(roleId);
    await roleFor(work, id);
    // The condition is in the statement: somebody may be given the role at this moment.
    const { count } = await work.tx.adminRole.deleteMany({ where: { id, admins: { none: {} } } });
    if (!count) work.fail('ADMIN_ROLE_IN_USE');
    work.announce('adminRole.deleted', { roleId: id });
    return { roleId: id };
  },
  deletes: { type: 'AdminRole', key: 'roleId' },
});
