import { keyOf } from '#core/ids.ts';
import { DomainError } from '#core/errors.ts';
import { visibleClients } from '#modules/access/visible.ts';
import { builder } from '#schema/builder.ts';
import { legacyExtensions } from '#schema/legacy.ts';
import { Client } from './client.ts';

builder.queryField('clientPassword', (t) =>
  t.string({
    description:
      'The owner’s password as it is kept: an argon2id hash, which nobody can turn back; empty when none is set. Only with a permission of its own.\n\nRefuses with `CLIENT_NOT_FOUND`.',
    authScopes: { permission: 'access:decrypt' },
    extensions: legacyExtensions('GetClientPassword', 'access:decrypt'),
    args: {
      clientId: t.arg.globalID({ for: Client, required: true, description: 'Whose.' }),
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
