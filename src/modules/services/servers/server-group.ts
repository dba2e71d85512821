import { builder } from '#schema/builder.ts';
import { matchNone, forStaff } from '#modules/access/visible.ts';
import { isStaff } from '#core/actor.ts';
import { legacyExtensions } from '#schema/legacy.ts';
import './server-state.ts';
import { Server } from './server.ts';
import { ServerFillType } from '#modules/services/service-status.ts';
import { visibleServers } from '#modules/services/visible.ts';

const ServerGroupMember = builder.prismaObject('ServerGroupMember', {
  read: 'services:read',
  description: 'Membership of a server in a server group.',
  select: {},
  fields: (t) => ({
    server: t.relation('server', { description: 'Server that belongs to the group.' }),
  }),
});

/** Servers that stand in for each other. */
export const ServerGroup = builder.prismaNode('ServerGroup', {
  read: 'services:read',
  visible: forStaff,
  description: 'A group of interchangeable servers.',
  id: { field: 'id' },
  select: {},
  authScopes: { staff: true },
  fields: (t) => ({
    databaseId: t.exposeInt('id', {
      description: 'Numeric ID of the server group, used by the legacy APIs.',
    }),
    name: t.exposeString('name', { description: 'Name of the server group.' }),
    fillType: t.expose('fillType', {
      type: ServerFillType,
      description: 'How the server for a new account is selected.',
    }),
    members: t.relation('members', {
      type: ServerGroupMember,
      description: 'Servers in the group.',
      query: { orderBy: [{ serverId: 'asc' }, { id: 'asc' }] },
    }),
  }),
});

builder.queryField('servers', (t) =>
  t.prismaField({
    type: [Server],
    listSize: 100,
    description: 'All servers, in the order in which servers were added. For staff only.',
    authScopes: { $all: { permission: 'services:read', staff: true } },
    extensions: legacyExtensions('GetServers', 'services:read'),
    resolve: (query, _root, _args, { db, actor }) =>
      db.server.findMany({ ...query, where: visibleServers(actor), orderBy: [{ id: 'asc' }] }),
  }),
);

builder.queryField('serverGroups', (t) =>
  t.prismaField({
    type: [ServerGroup],
    description: 'All server groups, in the order in which groups were added. For staff only.',
    authScopes: { $all: { permission: 'services:read', staff: true } },
    resolve: (query, _root, _args, { db, actor }) =>
      db.serverGroup.findMany({
        ...query,
        where: isStaff(actor) ? {} : matchNone,
        orderBy: [{ id: 'asc' }],
      }),
  }),
);
