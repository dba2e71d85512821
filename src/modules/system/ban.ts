import { forStaff } from '#modules/access/visible.ts';
import type { Prisma } from '#generated/prisma/client.ts';
import { now } from '#core/clock.ts';
import { builder } from '#schema/builder.ts';
import { timeSpans, withText } from '#schema/lists/conditions.ts';
import { declareList } from '#schema/lists/list.ts';
import { beginsWith, includes } from '#schema/text-filter.ts';

/** An address or network nobody may come from. */
export const BannedAddress = builder.prismaNode('BannedAddress', {
  read: 'system:read',
  visible: forStaff,
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
    bannedBy: t.relation('admin', {
      nullable: true,
      description: 'Staff member who banned it last. Null for a credential, and for the gateway.',
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

/** Lists of bans. */
const banList = declareList({
  type: BannedAddress,
  noun: 'BannedAddress',
  model: 'BannedAddress',
  visible: (actor) => ({ AND: [forStaff(actor), bansInForce()] }),
  filter: {
    address: withText(
      (text) => ({ cidr: beginsWith(text.trim()) }),
      'Bans of addresses that start with this text.',
    ),
    expiresAt: timeSpans('expiresAt', 'Time at which the ban ends.'),
    createdAt: timeSpans('createdAt', 'Time at which the address was first banned.'),
  },
  order: {
    ID: ['id', 'By the order of adding.'],
    ADDRESS: ['cidr', 'By the address, as text.'],
    EXPIRES_AT: ['expiresAt', 'By the time at which the ban ends.'],
  },
  search: (word) => ({ OR: [{ cidr: includes(word) }, { reason: includes(word) }] }),
});

banList.root('bannedAddresses', {
  description: 'Bans currently in force, in the order in which they were added.',
  permission: 'system:read',
});
