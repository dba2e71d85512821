import { keyOf } from '#core/ids.ts';
import { DomainError } from '#core/errors.ts';
import { command } from '#schema/command.ts';
import { User, UserClient, UserPermissionEnum } from './user.ts';
import { ensureMayGive, ensureMayMakeOwner, userPermissions } from './user-permissions.ts';
import { linkFor, ensureClientVisible } from './visible-links.ts';
import { visibleUsers } from './visible-users.ts';
import { clientKey } from '#modules/access/account-input.ts';

const link = {
  type: UserClient,
  description: 'Membership of the user in the client account after the change.',
} as const;

command('saveUserClient', {
  description:
    'Set the permissions of a user in a client account. Staff and resellers also link users with clients this way; the owner of an account can change only existing users of the account, and invites others.',
  permission: 'access:invite',
  input: (t) => ({
    clientId: t.globalID({
      required: true,
      description: 'ID of the client account, `Client:7`, the permissions apply to.',
    }),
    userId: t.globalID({
      for: User,
      required: true,
      description: 'ID of the user whose permissions are set.',
    }),
    permissions: t.field({
      type: [UserPermissionEnum],
      required: true,
      description:
        'Permissions of the user in the client account from now on, replacing the earlier ones.',
    }),
  }),
  errors: [
    'CLIENT_NOT_FOUND',
    'USER_NOT_FOUND',
    'USER_NOT_LINKED',
    'USER_OWNS_CLIENT',
    'PERMISSION_BEYOND_YOURS',
  ],
  run: async ({ tx, actor, announce }, input) => {
    const which = { clientId: clientKey(input.clientId), userId: keyOf(input.userId) };
    const permissions = [...new Set(input.permissions)];
    ensureMayGive(actor, permissions);
    await ensureClientVisible(tx, actor, which.clientId);
    const user = await tx.user.findFirst({
      where: { AND: [{ id: which.userId }, visibleUsers(actor)] },
      select: { id: true },
    });
    if (!user) throw new DomainError('USER_NOT_FOUND');
    if (actor.permissions.has('access:write'))
      await tx.userClient.createMany({ data: [which], skipDuplicates: true });
    const { id } = await linkFor(tx, actor, which);
    const { count } = await tx.userClient.updateMany({
      where: { id, isOwner: false },
      data: { permissions },
    });
    if (count === 0) throw new DomainError('USER_OWNS_CLIENT');
    announce('user.linked', which);
    return { linkId: id };
  },
  payload: (t) => ({
    userClient: t.prismaField({
      ...link,
      resolve: (query, { linkId }, _args, { db }) =>
        db.userClient.findUniqueOrThrow({ ...query, where: { id: linkId } }),
    }),
  }),
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
  payload: (t) => ({
    userClient: t.prismaField({
      ...link,
      resolve: (query, { linkId }, _args, { db }) =>
        db.userClient.findUniqueOrThrow({ ...query, where: { id: linkId } }),
    }),
  }),
});
