import { z } from 'zod';
import { keyOf } from '#core/ids.ts';
import { command } from '#schema/command.ts';
import type { Work } from '#schema/work.ts';
import { AdminRole } from './admin.ts';
import { ensureAdminRemains, roleFor } from './admin-role.ts';
import { isTaken } from '#platform/database/taken.ts';
import { ensureGrantable } from './grant.ts';

command('saveAdminRole', {
  description: 'Add a role for staff, or change an existing role.',
  permission: 'access:configure',
  input: (t) => ({
    roleId: t.globalID({
      for: AdminRole,
      description: 'ID of the role to change. Omit to add a role.',
    }),
    name: t.string({
      required: true,
      description: 'Name of the role.',
      validate: z.string().trim().min(1, 'is required').max(100),
    }),
    permissions: t.stringList({
      required: true,
      description: 'Permissions of the role as `noun:verb`, or `*`. Never more than the actor has.',
      validate: z.array(z.string()).max(200),
    }),
    receivesSystemEmail: t.boolean({
      defaultValue: false,
      description: 'Whether staff with the role get emails about the system.',
    }),
    receivesAccountEmail: t.boolean({
      defaultValue: false,
      description: 'Whether staff with the role get emails about orders and payments.',
    }),
    receivesSupportEmail: t.boolean({
      defaultValue: false,
      description: 'Whether staff with the role get emails about tickets.',
    }),
  }),
  errors: [
    'ADMIN_ROLE_NOT_FOUND',
    'ADMIN_ROLE_NAME_TAKEN',
    'ADMIN_LAST',
    'PERMISSION_UNKNOWN',
    'PERMISSION_NOT_YOURS',
  ],
  nulls: { roleId: null },
  run: async (work, { roleId, ...received }) => {
    ensureGrantable(work.actor, received.permissions);
    const data = {
      name: received.name,
      permissions: [...new Set(received.permissions)],
      receivesSystemEmail: received.receivesSystemEmail ?? false,
      receivesAccountEmail: received.receivesAccountEmail ?? false,
      receivesSupportEmail: received.receivesSupportEmail ?? false,
    };
    const id = roleId ? keyOf(roleId) : null;
    if (id) await roleFor(work, id);
    const saved = await save(work, id, data).catch((error: unknown) => {
      if (isTaken(error)) work.fail('ADMIN_ROLE_NAME_TAKEN', undefined, { field: 'name' });
      throw error;
    });
    if (id) await ensureAdminRemains(work);
    work.announce(id ? 'adminRole.changed' : 'adminRole.added', { roleId: saved.id });
    return { roleId: saved.id };
  },
  payload: (t) => ({
    role: t.prismaField({
      type: AdminRole,
      description: 'The role after the change.',
      resolve: (query, { roleId }, _args, { db }) =>
        db.adminRole.findUniqueOrThrow({ ...query, where: { id: roleId } }),
    }),
  }),
});

const save = (
  { tx }: Work,
  id: number | null,
  data: { name: string; permissions: string[] },
): Promise<{ id: number }> =>
  id
    ? tx.adminRole.update({ where: { id }, data, select: { id: true } })
    : tx.adminRole.create({ data, select: { id: true } });
