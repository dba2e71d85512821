import { keyOf } from '#core/ids.ts';
import { DomainError } from '#core/errors.ts';
import { visibleClients } from '#modules/access/visible.ts';
import { builder } from '#schema/builder.ts';
import { legacyExtensions } from '#schema/legacy.ts';
import { Client } from './client.ts';

builder.queryField('clientPassword', (t) =>
  t.string({
    description:
      "Password hash of the client's owner: argon2id, not reversible; empty when no password is set. Requires a separate permission. Fails with `CLIENT_NOT_FOUND`.",
    authScopes: { permission: 'access:decrypt' },
    extensions: legacyExtensions('GetClientPassword', 'access:decrypt'),
    args: {
      clientId: t.arg.globalID({
        for: Client,
        required: true,
        description: "ID of the client whose owner's password hash is returned.",
      }),
    },
    resolve: async (_root, { clientId }, { db, actor }) => {
      const client = await db.client.findFirst({
        where: { AND: [{ id: keyOf(clientId) }, visibleClients(actor)] },
        select: {
          userLinks: {
            where: { isOwner: true },
            select: { user: { select: { passwordHash: true } } },
          },
        },
      });
      if (!client) throw new DomainError('CLIENT_NOT_FOUND');
      return client.userLinks[0]?.user.passwordHash ?? '';
    },
  }),
);
