import { keyOf } from '#core/ids.ts';
import {
  ApiCredential,
  ApiCredentialAddress,
  visibleCredentialAddresses,
  visibleCredentials,
} from '#modules/access/api-credential.ts';
import { Client } from '#modules/clients/client.ts';
import { builder } from '#schema/builder.ts';
import { legacyExtensions } from '#schema/legacy.ts';
import { sellerFor } from './seller.ts';

builder.queryField('resellerApiKeys', (t) =>
  t.prismaField({
    type: [ApiCredential],
    description: 'The keys of a reseller that were not taken back, in the order of making.',
    authScopes: { permission: 'resellers:read' },
    extensions: legacyExtensions('GetResellerApis', 'resellers:read'),
    args: {
      clientId: t.arg.globalID({ for: Client, required: true, description: 'The reseller.' }),
    },
    resolve: async (query, _root, { clientId }, { db, actor }) => {
      await sellerFor({ tx: db, actor }, keyOf(clientId));
      return db.apiCredential.findMany({
        ...query,
        where: {
          AND: [
            { clientId: keyOf(clientId), kind: 'RESELLER', revokedAt: null },
            visibleCredentials(actor),
          ],
        },
        orderBy: [{ id: 'asc' }],
      });
    },
  }),
);

builder.queryField('resellerAddresses', (t) =>
  t.prismaField({
    type: [ApiCredentialAddress],
    description: 'The addresses from which a reseller’s keys may be used; none means anywhere.',
    authScopes: { permission: 'resellers:read' },
    extensions: legacyExtensions('GetResellerIPs', 'resellers:read'),
    args: {
      clientId: t.arg.globalID({ for: Client, required: true, description: 'The reseller.' }),
    },
    resolve: async (query, _root, { clientId }, { db, actor }) => {
      await sellerFor({ tx: db, actor }, keyOf(clientId));
      return db.apiCredentialAddress.findMany({
        ...query,
        where: { AND: [{ clientId: keyOf(clientId) }, visibleCredentialAddresses(actor)] },
        orderBy: [{ id: 'asc' }],
      });
    },
  }),
);
