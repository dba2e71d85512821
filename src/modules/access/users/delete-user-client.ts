import { keyOf } from '#core/ids.ts';
import { DomainError } from '#core/errors.ts';
import { command } from '#schema/command.ts';
import { User } from './user.ts';
import { linkFor } from './visible-links.ts';
import { clientKey } from '#modules/access/account-input.ts';

command('deleteUserClient', {
  legacy: 'DeleteUserClient',
  description:
    "Remove a user from a client account. The user's sessions lose access from the next request on. The owner cannot be removed before the account is given to another user.",
  permission: 'access:invite',
  input: (t) => ({
    clientId: t.globalID({
      required: true,
      description: 'ID of the client account, `Client:7`, to remove the user from.',
    }),
    userId: t.globalID({
      for: User,
      required: true,
      description: 'ID of the user to remove from the client account.',
    }),
  }),
  errors: ['CLIENT_NOT_FOUND', 'USER_NOT_FOUND', 'USER_NOT_LINKED', 'USER_OWNS_CLIENT'],
  run: async ({ tx, actor, announce }, input) => {
    const which = { clientId: clientKey(input.clientId), userId: keyOf(input.userId) };
    const { id } = await linkFor(tx, actor, which);
    const { count } = await tx.userClient.deleteMany({ where: { id, isOwner: false } });
    if (count === 0) throw new DomainError('USER_OWNS_CLIENT');
    announce('user.unlinked', which);
    return { ...which, linkId: id };
  },
  deletes: { type: 'UserClient', key: 'linkId' },
  payload: (t) => ({
    user: t.prismaField({
      type: User,
      nullable: true,
      description: 'The user, with the remaining client accounts.',
      resolve: (query, { userId }, _args, { db }) =>
        db.user.findUnique({ ...query, where: { id: userId } }),
    }),
  }),
});
