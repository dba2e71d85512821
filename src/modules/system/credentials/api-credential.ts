import { keyOf } from '#core/ids.ts';
import { ApiCredential, ApiCredentialKind } from '#modules/access/api-credential.ts';
import { builder } from '#schema/builder.ts';
import { listDescriptions, place, skipping } from '#schema/list.ts';

builder.queryField('apiCredentials', (t) =>
  t.prismaConnection({
    type: ApiCredential,
    cursor: place,
    description: 'The keys to the gateway, as they were made.',
    authScopes: { permission: 'access:configure' },
    args: {
      kind: t.arg({ type: ApiCredentialKind, description: 'Only of this kind.' }),
      withRevoked: t.arg.boolean({ defaultValue: false, description: 'Revoked ones too.' }),
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
    description: 'One key to the gateway.',
    authScopes: { permission: 'access:configure' },
    args: { id: t.arg.globalID({ for: ApiCredential, required: true, description: 'Which one.' }) },
    resolve: (query, _root, { id }, { db }) =>
      db.apiCredential.findUnique({ ...query, where: { id: keyOf(id) } }),
  }),
);

const requested = (
  kind: typeof ApiCredentialKind.$inferType | null | undefined,
  withRevoked: boolean | null | undefined,
) => ({ ...(kind && { kind }), ...(!withRevoked && { revokedAt: null }) });
