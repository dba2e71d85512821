import { keyOf } from '#core/ids.ts';
import { ApiCredential, ApiCredentialKind } from '#modules/access/api-credential.ts';
import { builder } from '#schema/builder.ts';
import { listDescriptions, place, skipping } from '#schema/list.ts';

builder.queryField('apiCredentials', (t) =>
  t.prismaConnection({
    type: ApiCredential,
    cursor: place,
    description: 'API credentials of the gateway, in the order of creation.',
    authScopes: { permission: 'access:configure' },
    args: {
      kind: t.arg({ type: ApiCredentialKind, description: 'Only API credentials of this kind.' }),
      withRevoked: t.arg.boolean({
        defaultValue: false,
        description: 'Whether revoked API credentials are included.',
      }),
      offset: t.arg.int({ description: listDescriptions.offset }),
    },
    totalCount: (_root, { kind, withRevoked }, { db }) =>
      db.apiCredential.count({ where: requested(kind, withRevoked) }),
    resolve: (query, _root, { kind, withRevoked, offset }, { db }) =>
      db.apiCredential.findMany({
        ...skipping(query, offset),
        where: requested(kind, withRevoked),
        orderBy: [{ id: 'asc' }],
      }),
  }),
);

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

const requested = (
  kind: typeof ApiCredentialKind.$inferType | null | undefined,
  withRevoked: boolean | null | undefined,
) => ({ ...(kind && { kind }), ...(!withRevoked && { revokedAt: null }) });
