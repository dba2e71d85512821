import type { Prisma } from '#generated/prisma/client.ts';
import { now } from '#core/clock.ts';
import { builder } from '#schema/builder.ts';
import { listDescriptions, place, skipping } from '#schema/list.ts';

/** An address or network nobody may come from. */
export const BannedAddress = builder.prismaNode('BannedAddress', {
  read: 'system:read',
  description: 'An address or network nobody may come from.',
  id: { field: 'id' },
  select: {},
  fields: (t) => ({
    databaseId: t.exposeInt('id', { description: 'The number old programs know it by.' }),
    address: t.exposeString('cidr', {
      description: 'An IPv4 or IPv6 address, or a network such as `203.0.113.0/24`.',
    }),
    reason: t.exposeString('reason', { description: 'Why, for staff only.' }),
    expiresAt: t.expose('expiresAt', {
      type: 'DateTime',
      nullable: true,
      description: 'Until when; null for good.',
    }),
    createdAt: t.expose('createdAt', {
      type: 'DateTime',
      description: 'When it was first banned.',
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
    description: 'The bans that hold at the moment, as they were added.',
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
