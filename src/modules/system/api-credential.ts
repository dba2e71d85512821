import { keyOf } from '#core/ids.ts';
import { builder } from '#schema/builder.ts';
import { listWords, skipping } from '#schema/list.ts';

export const ApiCredentialKind = builder.enumType('ApiCredentialKind', {
  description: 'Whose key a credential is.',
  values: {
    STAFF: { description: 'A staff member’s, or the house’s own.' },
    RESELLER: { description: 'A reseller’s.' },
    CUSTOMER: { description: 'A customer’s.' },
  } as const,
});

builder.prismaObject('ApiCredentialAddress', {
  description: 'Where a credential may be used from.',
  select: {},
  fields: (t) => ({
    address: t.exposeString('cidr', { description: 'An address, or a network in CIDR notation.' }),
    note: t.exposeString('note', { description: 'What it is.' }),
  }),
});

/** A key to the gateway. */
export const ApiCredential = builder.prismaNode('ApiCredential', {
  description: 'A key to the gateway. Its token is shown once, when it is made.',
  id: { field: 'id' },
  select: {},
  fields: (t) => ({
    databaseId: t.exposeInt('id', { description: 'Its number.' }),
    kind: t.expose('kind', { type: ApiCredentialKind, description: 'Whose it is.' }),
    name: t.exposeString('name', { description: 'What it is called.' }),
    identifier: t.exposeString('identifier', { description: 'Its public half.' }),
    tokenLast4: t.exposeString('tokenLast4', { description: 'How its token ends.' }),
    admin: t.relation('admin', { nullable: true, description: 'The staff member who has it.' }),
    clientId: t.exposeInt('clientId', { nullable: true, description: 'The client who has it.' }),
    permissions: t.exposeStringList('permissions', {
      description: '`noun:verb` names; `*` for all its kind may have.',
    }),
    commands: t.exposeStringList('commands', {
      description: 'The only legacy commands it may call; none for those its permissions cover.',
    }),
    addresses: t.relation('addresses', {
      description: 'Where it may be used from; none for anywhere.',
      query: { orderBy: [{ id: 'asc' }] },
    }),
    note: t.exposeString('note', { description: 'What it is for.' }),
    expiresAt: t.expose('expiresAt', {
      type: 'DateTime',
      nullable: true,
      description: 'Until when it holds; null for good.',
    }),
    revokedAt: t.expose('revokedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When it was revoked.',
    }),
    lastUsedAt: t.expose('lastUsedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When it was last used, to the minute.',
    }),
    lastUsedIp: t.exposeString('lastUsedIp', { nullable: true, description: 'And from where.' }),
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'When it was made.' }),
  }),
});

builder.queryField('apiCredentials', (t) =>
  t.prismaConnection({
    type: ApiCredential,
    cursor: 'id',
    description: 'The keys to the gateway, as they were made.',
    authScopes: { permission: 'access:configure' },
    args: {
      kind: t.arg({ type: ApiCredentialKind, description: 'Only of this kind.' }),
      withRevoked: t.arg.boolean({ defaultValue: false, description: 'Revoked ones too.' }),
      offset: t.arg.int({ description: listWords.offset }),
    },
    totalCount: (_root, { kind, withRevoked }, { db }) =>
      db.apiCredential.count({ where: wanted(kind, withRevoked) }),
    resolve: (query, _root, { kind, withRevoked, offset }, { db }) =>
      db.apiCredential.findMany({
        ...skipping(query, offset),
        where: wanted(kind, withRevoked),
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

const wanted = (
  kind: typeof ApiCredentialKind.$inferType | null | undefined,
  withRevoked: boolean | null | undefined,
) => ({ ...(kind && { kind }), ...(!withRevoked && { revokedAt: null }) });
