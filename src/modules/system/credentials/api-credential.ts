import { forStaff } from '#modules/access/visible.ts';
import { keyOf } from '#core/ids.ts';
import { ApiCredential, ApiCredentialKind } from '#modules/access/api-credential.ts';
import { builder } from '#schema/builder.ts';
import { anyOf, rows, timeSpans, whether } from '#schema/lists/conditions.ts';
import { declareList } from '#schema/lists/list.ts';
import { includes } from '#schema/text-filter.ts';

builder.queryField('apiCredential', (t) =>
  t.prismaField({
    type: ApiCredential,
    nullable: true,
    description: 'API credential by ID.',
    authScopes: { permission: 'access:configure' },
    args: {
      id: t.arg.globalID({
        for: ApiCredential,
        required: true,
        description: 'ID of the API credential.',
      }),
    },
    resolve: (query, _root, { id }, { db }) =>
      db.apiCredential.findUnique({ ...query, where: { id: keyOf(id) } }),
  }),
);

/** Lists of API credentials. */
const credentialList = declareList({
  type: ApiCredential,
  noun: 'ApiCredential',
  model: 'ApiCredential',
  visible: forStaff,
  filter: {
    kind: anyOf(ApiCredentialKind, 'kind', 'API credentials of these kinds.'),
    client: rows('Client', 'clientId', 'API credentials of these clients; null for none.'),
    reseller: rows('Reseller', 'resellerId', 'API credentials of these resellers; null for none.'),
    isRevoked: whether(
      () => ({ revokedAt: { not: null } }),
      'Whether they are revoked. Default: false.',
    ),
    expiresAt: timeSpans('expiresAt', 'Time at which they end.'),
    lastUsedAt: timeSpans('lastUsedAt', 'Time of the last use.'),
  },
  defaults: { isRevoked: { revokedAt: null } },
  order: {
    ID: ['id', 'By the order of creation.'],
    NAME: ['name', 'By the name.'],
    LAST_USED_AT: ['lastUsedAt', 'By the time of the last use.'],
    EXPIRES_AT: ['expiresAt', 'By the time at which they end.'],
  },
  search: (word) => ({ OR: [{ name: includes(word) }, { note: includes(word) }] }),
});

credentialList.root('apiCredentials', {
  description: 'API credentials of the gateway, in the order of creation.',
  permission: 'access:configure',
});
