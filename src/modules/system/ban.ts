import type { Prisma } from '#generated/prisma/client.ts';
import { now } from '#core/clock.ts';
import { builder } from '#schema/builder.ts';
import { listDescriptions, place, skipping } from '#schema/list.ts';

/** An address or network nobody may come from. */
export const BannedAddress = builder.prismaNode('BannedAddress', {
  read: 'system:read',
  description: 'IP address or network from which access is banned.',
  id: { field: 'id' },
  select: {},
  fields: (t) => ({
    databaseId: t.exposeInt('id', {
      description: 'Numeric ID of the ban, used by the legacy APIs.',
    }),
    address: t.exposeString('cidr', {
      description: 'Banned IPv4 or IPv6 address, or a network such as `203.0.113.0/24`.',
    }),
    reason: t.exposeString('reason', { description: 'Reason of the ban, shown only to staff.' }),
    expiresAt: t.expose('expiresAt', {
      type: 'DateTime',
      nullable: true,
      description: 'Time the ban ends. Null for a permanent ban.',
    }),
    createdAt: t.expose('createdAt', {
      type: 'DateTime',
      description: 'Time the address was first banned.',
    }),
  }),
});

/** Bans that hold at the moment. */
export const bansInForce = (): Prisma.BannedAddressWhereInput => ({
  OR: [{ expiresAt: null }, { expiresAt: { gt: now() } }],
});

builder.queryField('bannedAddresses', (t) =>
  t.prismaConnection({
    type: BannedAddress,
    cursor: place,
    description: 'Bans currently in force, in the order in which they were added.',
    authScopes: { permission: 'system:read' },
    args: { offset: t.arg.int({ description: listDescriptions.offset }) },
    totalCount: (_root, _args, { db }) => db.bannedAddress.count({ where: bansInForce() }),
    resolve: (query, _root, { offset }, { db }) =>
      db.bannedAddress.findMany({
        ...skipping(query, offset),
        where: bansInForce(),
        orderBy: [{ id: 'asc' }],
      }),
  }),
);
