import { keyOf } from '#core/ids.ts';
import { DomainError } from '#core/errors.ts';
import { command } from '#schema/command.ts';
import { User, UserClient, UserPermissionEnum } from './user.ts';
import { userPermissions } from './user-permissions.ts';
import { linkFor, seenClient } from './visible-links.ts';
import { visibleUsers } from './visible-users.ts';
import { clientKey } from '#modules/access/account-input.ts';

const link = {
  type: UserClient,
  description: "The user's place in the account.",
} as const;

command('saveUserClient', {
  description:
    'Say what a user may do for a client. Staff and resellers link users with clients by this, too; an owner of an account changes only those who are in it, and invites others.',
  permission: 'access:invite',
  input: (t) => ({
    clientId: t.globalID({ required: true, description: 'Which account, `Client:7`.' }),
    userId: t.globalID({ for: User, required: true, description: 'Which user.' }),
    permissions: t.field({
      type: [UserPermissionEnum],
      required: true,
      description: 'What they may do there from now on.',
    }),
  }),
  errors: ['CLIENT_NOT_FOUND', 'USER_NOT_FOUND', 'USER_NOT_LINKED', 'USER_OWNS_CLIENT'],
  run: async ({ tx, actor, announce }, input) => {
    const which = { clientId: clientKey(input.clientId), userId: keyOf(input.userId) };
    const permissions = [...new Set(input.permissions)];
    await seenClient(tx, actor, which.clientId);
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
    'Give a client account to another of its users. The owner so far keeps every permission.',
  permission: 'access:invite',
  input: (t) => ({
    clientId: t.globalID({ required: true, description: 'Which account, `Client:7`.' }),
    userId: t.globalID({ for: User, required: true, description: 'Who owns it from now on.' }),
  }),
  errors: ['CLIENT_NOT_FOUND', 'USER_NOT_FOUND', 'USER_NOT_LINKED'],
  run: async ({ tx, actor, announce }, input) => {
    const which = { clientId: clientKey(input.clientId), userId: keyOf(input.userId) };
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
