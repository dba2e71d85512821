import type { InputShapeFromFields } from '@pothos/core';
import { z } from 'zod';
import { keyOf } from '#core/ids.ts';
import type { ErrorCode } from '#core/errors.ts';
import { builder } from '#schema/builder.ts';
import { command } from '#schema/command.ts';
import { complete, definedFields } from '#schema/defined-fields.ts';
import type { Work } from '#schema/work.ts';
import { AdminRole } from './admin.ts';
import { ensureAdminRemains, roleFor } from './admin-role.ts';
import { isTaken } from '#platform/database/taken.ts';
import { ensureGrantable } from './grant.ts';

type Types = (typeof builder)['$inferSchemaTypes'];
type Inputs = PothosSchemaTypes.InputFieldBuilder<Types, 'InputObject'>;
type Role = InputShapeFromFields<ReturnType<typeof roleFields>>;

const roleFields = (t: Inputs, isNew: boolean) => ({
  name: t.string({
    required: isNew,
    description: 'Name of the role, unique. At most 100 characters.',
    validate: z.string().trim().min(1, 'is required').max(100),
  }),
  permissions: t.stringList({
    required: isNew,
    description:
      'All permissions of the role as `noun:verb`, or `*`. Replaces the previous list. Never more than the actor has.',
    validate: z.array(z.string()).max(200),
  }),
  receivesSystemEmail: t.boolean({
    description: `Whether staff with the role get emails about the system.${usual(isNew)}`,
  }),
  receivesAccountEmail: t.boolean({
    description: `Whether staff with the role get emails about orders and payments.${usual(isNew)}`,
  }),
  receivesSupportEmail: t.boolean({
    description: `Whether staff with the role get emails about tickets.${usual(isNew)}`,
  }),
});

const usual = (isNew: boolean) => (isNew ? ' Default: false.' : '');

const rolePayload = (t: PothosSchemaTypes.ObjectFieldBuilder<Types, { roleId: number }>) => ({
  role: t.prismaField({
    type: AdminRole,
    description: 'The role after the change.',
    resolve: (query, { roleId }, _args, { db }) =>
      db.adminRole.findUniqueOrThrow({ ...query, where: { id: roleId } }),
  }),
});

const errors: readonly ErrorCode[] = [
  'ADMIN_ROLE_NAME_TAKEN',
  'PERMISSION_UNKNOWN',
  'PERMISSION_NOT_YOURS',
];

command('createAdminRole', {
  description: 'Create a role for staff.',
  permission: 'access:configure',
  input: (t) => roleFields(t, true),
  errors,
  run: async (work, role) => {
    const id = await keep(work, null, role);
    work.announce('adminRole.added', { roleId: id });
    return { roleId: id };
  },
  payload: rolePayload,
});

command('updateAdminRole', {
  description:
    'Change a role of staff. Omitted fields stay unchanged. Whoever has the role has the new permissions at once.',
  permission: 'access:configure',
  input: (t) => ({
    roleId: t.globalID({
      for: AdminRole,
      required: true,
      description: 'ID of the role to change.',
    }),
    ...roleFields(t, false),
  }),
  errors: ['ADMIN_ROLE_NOT_FOUND', 'ADMIN_LAST', ...errors],
  nulls: {},
  run: async (work, { roleId, ...role }) => {
    const id = keyOf(roleId);
    await roleFor(work, id);
    await keep(work, id, role);
    await ensureAdminRemains(work);
    work.announce('adminRole.changed', { roleId: id });
    return { roleId: id };
  },
  payload: rolePayload,
});

async function keep(work: Work, id: number | null, role: Role): Promise<number> {
  if (role.permissions) ensureGrantable(work.actor, role.permissions);
  const data = definedFields({
    ...role,
    permissions: role.permissions && [...new Set(role.permissions)],
  });
  const select = { id: true } as const;
  const kept = id
    ? work.tx.adminRole.update({ where: { id }, data, select })
    : work.tx.adminRole.create({ data: complete(data, 'name', 'permissions'), select });
  return kept.then(
    (row) => row.id,
    (error: unknown) => {
      if (isTaken(error)) work.fail('ADMIN_ROLE_NAME_TAKEN', undefined, { field: 'name' });
      throw error;
    },
  );
}
