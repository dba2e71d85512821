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
import { sellerFor } from '#modules/resellers/seller.ts';

builder.queryField('resellerApiKeys', (t) =>
  t.prismaField({
    type: [ApiCredential],
    description: 'API credentials of a reseller that are not revoked, in the order of creation.',
    authScopes: { permission: 'resellers:read' },
    extensions: legacyExtensions('GetResellerApis', 'resellers:read'),
    args: {
      clientId: t.arg.globalID({
        for: Client,
        required: true,
        description: 'ID of the client that is the reseller whose API credentials are returned.',
      }),
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
    description:
      'Addresses from which the API credentials of a reseller may be used. Empty means from anywhere.',
    authScopes: { permission: 'resellers:read' },
    extensions: legacyExtensions('GetResellerIPs', 'resellers:read'),
    args: {
      clientId: t.arg.globalID({
        for: Client,
        required: true,
        description: 'ID of the client that is the reseller whose addresses are returned.',
      }),
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
