import { keyOf } from '#core/ids.ts';
import type { builder } from '#schema/builder.ts';
import { command } from '#schema/command.ts';
import { User, UserClient, UserPermissionEnum } from './user.ts';
import { ensureMayGive, ensureMayMakeOwner, userPermissions } from './user-permissions.ts';
import { linkFor, ensureClientVisible, ensureUserVisible } from './visible-links.ts';
import { clientKey } from '#modules/access/account-input.ts';

type Types = (typeof builder)['$inferSchemaTypes'];
type Inputs = PothosSchemaTypes.InputFieldBuilder<Types, 'InputObject'>;

const linkFields = (t: Inputs) => ({
  clientId: t.globalID({
    required: true,
    description: 'ID of the client account, `Client:7`, the permissions apply to.',
  }),
  userId: t.globalID({
    for: User,
    required: true,
    description: 'ID of the user who has the permissions.',
  }),
  permissions: t.field({
    type: [UserPermissionEnum],
    required: true,
    description: 'All permissions of the user in the client account. Replaces the previous list.',
  }),
});

const linkPayload = (t: PothosSchemaTypes.ObjectFieldBuilder<Types, { linkId: number }>) => ({
  userClient: t.prismaField({
    type: UserClient,
    description: 'Membership of the user in the client account after the change.',
    resolve: (query, { linkId }, _args, { db }) =>
      db.userClient.findUniqueOrThrow({ ...query, where: { id: linkId } }),
  }),
});

command('createUserClient', {
  description:
    'Let an existing user into a client account. The owner of an account invites users instead, by `inviteUser`.',
  permission: 'access:write',
  input: linkFields,
  errors: ['CLIENT_NOT_FOUND', 'USER_NOT_FOUND', 'USER_ALREADY_LINKED', 'PERMISSION_BEYOND_YOURS'],
  run: async ({ tx, actor, announce, fail }, input) => {
    const which = { clientId: clientKey(input.clientId), userId: keyOf(input.userId) };
    const permissions = [...new Set(input.permissions)];
    ensureMayGive(actor, permissions);
    await ensureClientVisible(tx, actor, which.clientId);
    await ensureUserVisible(tx, actor, which.userId);
    const made = await tx.userClient.createManyAndReturn({
      data: [{ ...which, permissions }],
      skipDuplicates: true,
      select: { id: true },
    });
    const [link = fail('USER_ALREADY_LINKED')] = made;
    announce('user.linked', which);
    return { linkId: link.id };
  },
  payload: linkPayload,
});

command('updateUserClient', {
  description:
    'Set the permissions of a user in a client account. Those of its owner cannot be narrowed.',
  permission: 'access:invite',
  input: linkFields,
  errors: [
    'CLIENT_NOT_FOUND',
    'USER_NOT_FOUND',
    'USER_NOT_LINKED',
    'USER_OWNS_CLIENT',
    'PERMISSION_BEYOND_YOURS',
  ],
  run: async ({ tx, actor, announce, fail }, input) => {
    const which = { clientId: clientKey(input.clientId), userId: keyOf(input.userId) };
    const permissions = [...new Set(input.permissions)];
    ensureMayGive(actor, permissions);
    await ensureClientVisible(tx, actor, which.clientId);
    await ensureUserVisible(tx, actor, which.userId);
    const { id } = await linkFor(tx, actor, which);
    const { count } = await tx.userClient.updateMany({
      where: { id, isOwner: false },
      data: { permissions },
    });
    if (count === 0) fail('USER_OWNS_CLIENT');
    announce('user.linked', which);
    return { linkId: id };
  },
  payload: linkPayload,
});

command('changeClientOwner', {
  description:
    'Make another user of a client account its owner. The previous owner keeps every permission.',
  permission: 'access:invite',
  input: (t) => ({
    clientId: t.globalID({
      required: true,
      description: 'ID of the client account, `Client:7`, that changes its owner.',
    }),
    userId: t.globalID({
      for: User,
      required: true,
      description: 'ID of the user who becomes the owner.',
    }),
  }),
  errors: ['CLIENT_NOT_FOUND', 'USER_NOT_FOUND', 'USER_NOT_LINKED', 'PERMISSION_BEYOND_YOURS'],
  run: async ({ tx, actor, announce }, input) => {
    const which = { clientId: clientKey(input.clientId), userId: keyOf(input.userId) };
    ensureMayMakeOwner(actor);
    const { id } = await linkFor(tx, actor, which);
    // Whoever comes second waits here, so that an account never has two owners or none.
    await tx.$queryRaw`select id from clients where id = ${which.clientId} for update`;
    await tx.userClient.updateMany({
      where: { clientId: which.clientId, isOwner: true, id: { not: id } },
      data: { isOwner: false, permissions: [...userPermissions] },
    });
    await tx.userClient.update({ where: { id }, data: { isOwner: true } });
    announce('user.linked', which);
    return { linkId: id };
  },
  payload: linkPayload,
});
