import { type Actor, isStaff } from '#core/actor.ts';
import { now } from '#core/clock.ts';
import type { Prisma } from '#generated/prisma/client.ts';
import { builder } from '#schema/builder.ts';
import { matchNone } from './visible.ts';

export const ApiCredentialKind = builder.enumType('ApiCredentialKind', {
  description: 'Whose key an API credential is.',
  values: {
    STAFF: { description: 'A staff member’s: sees every client.' },
    RESELLER: { description: 'A reseller’s: sees the reseller’s own customers.' },
    CUSTOMER: { description: 'A client’s own.' },
  } as const,
});

/** Which API credentials an actor may see: staff all, others their own. */
export function visibleCredentials(actor: Actor): Prisma.ApiCredentialWhereInput {
  if (isStaff(actor)) return {};
  if (actor.kind === 'reseller')
    return {
      OR: [
        { resellerId: actor.resellerId ?? -1 },
        { client: { resellerId: actor.resellerId ?? -1 } },
      ],
    };
  if (actor.kind !== 'customer') return matchNone;
  return { clientId: { in: [...actor.clientIds] } };
}

/** Which addresses of allow-lists an actor may see. */
export function visibleCredentialAddresses(actor: Actor): Prisma.ApiCredentialAddressWhereInput {
  if (isStaff(actor)) return {};
  if (actor.kind === 'customer') return { clientId: { in: [...actor.clientIds] } };
  const resellerId = actor.resellerId ?? -1;
  return {
    OR: [
      { credential: visibleCredentials(actor) },
      { client: { OR: [{ resellerId }, { reselling: { id: resellerId } }] } },
    ],
  };
}

export const ApiCredentialAddress = builder.prismaNode('ApiCredentialAddress', {
  read: ['resellers:read', 'access:configure'],
  description: 'An address or network from which API credentials may be used.',
  id: { field: 'id' },
  select: {},
  fields: (t) => ({
    databaseId: t.exposeInt('id', { description: 'The number old programs know it by.' }),
    address: t.exposeString('cidr', {
      description: 'One address, or a network: `203.0.113.0/24`.',
    }),
    note: t.exposeString('note', { description: 'What it is for.' }),
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'When it was added.' }),
  }),
});

const ApiUsage = builder.prismaNode('ApiUsage', {
  read: ['resellers:read', 'access:configure'],
  description: 'How often a credential ran an operation on one day.',
  id: { field: 'id' },
  select: {},
  fields: (t) => ({
    operation: t.exposeString('operation', {
      description:
        'A legacy command, an operation of the reseller API, or a root field of the graph.',
    }),
    usedOn: t.expose('usedOn', { type: 'Date', description: 'The day, UTC.' }),
    count: t.exposeInt('count', { description: 'How often.' }),
    refusedCount: t.exposeInt('refusedCount', { description: 'How often it was refused.' }),
    lastAt: t.expose('lastAt', { type: 'DateTime', description: 'When last.' }),
  }),
});

/** A key to the API. */
export const ApiCredential = builder.prismaNode('ApiCredential', {
  read: ['resellers:read', 'access:configure'],
  description: 'A key to the API. Its token is shown once, when it is made.',
  id: { field: 'id' },
  select: {},
  fields: (t) => ({
    databaseId: t.exposeInt('id', { description: 'The number old programs know it by.' }),
    kind: t.expose('kind', { type: ApiCredentialKind, description: 'Whose key it is.' }),
    name: t.exposeString('name', { description: 'What its owner calls it.' }),
    identifier: t.exposeString('identifier', { description: 'Its public half.' }),
    admin: t.relation('admin', { nullable: true, description: 'The staff member who has it.' }),
    clientId: t.exposeInt('clientId', { nullable: true, description: 'The client who has it.' }),
    note: t.exposeString('note', { description: 'What it is for.' }),
    tokenLast4: t.exposeString('tokenLast4', { description: 'How its token ends.' }),
    permissions: t.exposeStringList('permissions', {
      description: 'What it may do, as `noun:verb`; `*` for everything usual of its kind.',
    }),
    commands: t.exposeStringList('commands', {
      description: 'The only legacy commands it may call; empty where permissions decide.',
    }),
    addresses: t.relation('addresses', {
      description: 'Where it may be used from; none means anywhere.',
      query: { orderBy: [{ id: 'asc' }] },
    }),
    usage: t.relation('usages', {
      type: ApiUsage,
      description: 'Which operations it ran, the latest days first; 100 entries at most.',
      query: { orderBy: [{ usedOn: 'desc' }, { id: 'desc' }], take: 100 },
    }),
    expiresAt: t.expose('expiresAt', {
      type: 'DateTime',
      nullable: true,
      description: 'From when on it is refused.',
    }),
    isExpired: t.boolean({
      description: 'Its end has passed: it is refused.',
      select: { expiresAt: true },
      resolve: ({ expiresAt }) => expiresAt !== null && expiresAt <= now(),
    }),
    revokedAt: t.expose('revokedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When it was taken back.',
    }),
    lastUsedAt: t.expose('lastUsedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When it was last used, to the minute.',
    }),
    lastUsedIp: t.exposeString('lastUsedIp', {
      nullable: true,
      description: 'Where it was last used from.',
    }),
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'When it was made.' }),
  }),
});
