import { type Actor, isStaff } from '#core/actor.ts';
import { now } from '#core/clock.ts';
import type { Prisma } from '#generated/prisma/client.ts';
import { builder } from '#schema/builder.ts';
import { matchNone } from './visible.ts';

export const ApiCredentialKind = builder.enumType('ApiCredentialKind', {
  description: 'Kind of account an API credential belongs to.',
  values: {
    STAFF: { description: 'Credential of a staff member. Sees every client.' },
    RESELLER: { description: "Credential of a reseller. Sees the reseller's own customers." },
    CUSTOMER: { description: "Credential of a client, for the client's own data." },
  } as const,
});

/** Which API credentials an actor may see: staff all, others their own. */
export function visibleCredentials(actor: Actor): Prisma.ApiCredentialWhereInput {
  if (isStaff(actor)) return {};
  if (actor.kind === 'reseller')
    return {
      OR: [
        { reseller: ofResellers(actor) },
        { kind: 'CUSTOMER', client: { resellerId: actor.resellerId ?? -1 } },
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
      { client: { OR: [{ resellerId, reselling: null }, { reselling: ofResellers(actor) }] } },
    ],
  };
}

/**
 * A reseller itself and those below it: who buys of it may sell for itself, and its keys are then
 * not the seller's.
 */
function ofResellers({ resellerId }: Actor): Prisma.ResellerWhereInput {
  const id = resellerId ?? -1;
  return { OR: [{ id }, { parentId: id }] };
}

export const ApiCredentialAddress = builder.prismaNode('ApiCredentialAddress', {
  read: ['resellers:read', 'access:configure'],
  visible: visibleCredentialAddresses,
  description: 'IP address or network from which API credentials may be used.',
  id: { field: 'id' },
  select: {},
  fields: (t) => ({
    databaseId: t.exposeInt('id', {
      description: 'Numeric ID of the allowed address, used by the legacy APIs.',
    }),
    address: t.exposeString('cidr', {
      description: 'Single IP address, or a network in CIDR notation such as `203.0.113.0/24`.',
    }),
    note: t.exposeString('note', { description: 'Note on what the allowed address is for.' }),
    createdAt: t.expose('createdAt', {
      type: 'DateTime',
      description: 'Time the allowed address was added.',
    }),
  }),
});

interface Refused {
  code: string;
  count: number;
}

const ApiRefusedCalls = builder.objectRef<Refused>('ApiRefusedCalls').implement({
  read: null,
  description: 'Number of calls that were refused with one error code.',
  fields: (t) => ({
    code: t.exposeString('code', {
      description:
        'Code of the error, as in `errorCodes`: `FORBIDDEN` for a missing permission, `BAD_INPUT` for wrong parameters, `COMMAND_UNKNOWN` for a name that does not exist.',
    }),
    count: t.exposeInt('count', { description: 'Number of calls refused with this code.' }),
  }),
});

export const ApiUsage = builder.prismaNode('ApiUsage', {
  read: ['resellers:read', 'access:configure'],
  visible: (actor) => ({ credential: visibleCredentials(actor) }),
  description: 'Number of calls an API credential made to one operation on one day.',
  id: { field: 'id' },
  select: {},
  fields: (t) => ({
    operation: t.exposeString('operation', {
      description:
        'Name of a legacy command, an operation of the reseller API, or a root field of the GraphQL schema. Calls of a name that does not exist are counted as `Unknown`, GraphQL documents that are not valid as `unknown`.',
    }),
    usedOn: t.expose('usedOn', { type: 'Date', description: 'Day of the calls, in UTC.' }),
    count: t.exposeInt('count', { description: 'Number of calls of the operation on that day.' }),
    refusedCount: t.exposeInt('refusedCount', {
      description: 'Number of calls on that day that were refused.',
    }),
    refusedBy: t.field({
      type: [ApiRefusedCalls],
      listSize: 10,
      description: 'Why calls on that day were refused, the most frequent reason first.',
      select: { refusedBy: true },
      resolve: ({ refusedBy }) =>
        Object.entries(refusedBy as Record<string, number>)
          .map(([code, count]) => ({ code, count }))
          .toSorted((one, other) => other.count - one.count),
    }),
    lastAt: t.expose('lastAt', {
      type: 'DateTime',
      description: 'Time of the latest call of the operation on that day.',
    }),
  }),
});

/** A key to the API. */
export const ApiCredential = builder.prismaNode('ApiCredential', {
  read: ['resellers:read', 'access:configure'],
  visible: visibleCredentials,
  description: 'Key to the API. The token is shown only once, when the credential is created.',
  id: { field: 'id' },
  select: {},
  fields: (t) => ({
    databaseId: t.exposeInt('id', {
      description: 'Numeric ID of the API credential, used by the legacy APIs.',
    }),
    kind: t.expose('kind', {
      type: ApiCredentialKind,
      description: 'Kind of account the API credential belongs to.',
    }),
    name: t.exposeString('name', { description: 'Name the owner gave the API credential.' }),
    identifier: t.exposeString('identifier', { description: 'Public half of the API credential.' }),
    admin: t.relation('admin', {
      nullable: true,
      description: 'Staff member the API credential belongs to.',
    }),
    reseller: t.relation('reseller', {
      nullable: true,
      description: 'Reseller the API credential belongs to.',
    }),
    client: t.relation('client', {
      nullable: true,
      description: 'Client the API credential belongs to.',
    }),
    note: t.exposeString('note', { description: 'Note on what the API credential is for.' }),
    tokenLast4: t.exposeString('tokenLast4', {
      description: 'Last four characters of the token, to recognise the API credential.',
    }),
    permissions: t.exposeStringList('permissions', {
      description:
        'Permissions of the API credential as `noun:verb`. `*` stands for all usual permissions of its kind.',
    }),
    commands: t.exposeStringList('commands', {
      description:
        'Legacy commands the API credential is restricted to. Empty when the permissions decide.',
    }),
    addresses: t.relation('addresses', {
      description:
        'Addresses from which the API credential may be used. Empty means from anywhere.',
      query: { orderBy: [{ id: 'asc' }] },
    }),
    expiresAt: t.expose('expiresAt', {
      type: 'DateTime',
      nullable: true,
      description: 'Time from which the API credential is refused.',
    }),
    isExpired: t.boolean({
      description: 'Its end has passed: it is refused.',
      select: { expiresAt: true },
      resolve: ({ expiresAt }) => expiresAt !== null && expiresAt <= now(),
    }),
    revokedAt: t.expose('revokedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'Time the API credential was revoked.',
    }),
    lastUsedAt: t.expose('lastUsedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'Time the API credential was last used, to the minute.',
    }),
    lastUsedIp: t.exposeString('lastUsedIp', {
      nullable: true,
      description: 'IP address the API credential was last used from.',
    }),
    createdAt: t.expose('createdAt', {
      type: 'DateTime',
      description: 'Time the API credential was created.',
    }),
  }),
});
