import { keyOf } from '#core/ids.ts';
import { builder } from '#schema/builder.ts';
import { legacyExtensions } from '#schema/legacy.ts';
import { User, UserClient } from './user.ts';
import { linkFor } from './visible-links.ts';
import { clientKey } from '#modules/access/account-input.ts';

builder.queryField('userClient', (t) =>
  t.prismaField({
    type: UserClient,
    description:
      "Membership of a user in a client account, with the user's permissions. Fails with `CLIENT_NOT_FOUND`, `USER_NOT_FOUND` or `USER_NOT_LINKED`.",
    authScopes: { permission: 'access:read' },
    extensions: legacyExtensions('GetUserPermissions', 'access:read'),
    args: {
      clientId: t.arg.globalID({
        required: true,
        description: 'ID of the client account, `Client:7`.',
      }),
      userId: t.arg.globalID({
        for: User,
        description: 'ID of the user. Default: the owner of the client account.',
      }),
    },
    resolve: async (query, _root, { clientId, userId }, { db, actor }) => {
      const which = { clientId: clientKey(clientId), userId: userId ? keyOf(userId) : null };
      const { id } = await linkFor(db, actor, which);
      return db.userClient.findUniqueOrThrow({ ...query, where: { id } });
    },
  }),
);
