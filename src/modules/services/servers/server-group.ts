import { builder } from '#schema/builder.ts';
import { matchNone } from '#modules/access/visible.ts';
import { isStaff } from '#core/actor.ts';
import { legacyExtensions } from '#schema/legacy.ts';
import './server-state.ts';
import { Server } from './server.ts';
import { ServerFillType } from '#modules/services/service-status.ts';
import { visibleServers } from '#modules/services/visible.ts';

const ServerGroupMember = builder.prismaObject('ServerGroupMember', {
  read: 'services:read',
  description: 'That a server belongs to a group.',
  select: {},
  fields: (t) => ({ server: t.relation('server', { description: 'The server.' }) }),
});

/** Servers that stand in for each other. */
export const ServerGroup = builder.prismaNode('ServerGroup', {
  read: 'services:read',
  description: 'Servers that stand in for each other.',
  id: { field: 'id' },
  select: {},
  authScopes: { staff: true },
  fields: (t) => ({
    databaseId: t.exposeInt('id', { description: 'The number old programs know it by.' }),
    name: t.exposeString('name', { description: 'What it is called.' }),
    fillType: t.expose('fillType', {
      type: ServerFillType,
      description: 'How the server for a new account is picked.',
    }),
    members: t.relation('members', {
      type: ServerGroupMember,
      description: 'The servers in it.',
      query: { orderBy: [{ serverId: 'asc' }, { id: 'asc' }] },
    }),
  }),
});

builder.queryField('servers', (t) =>
  t.prismaField({
    type: [Server],
    description: 'Every server, in the order of adding. For staff.',
    authScopes: { $all: { permission: 'services:read', staff: true } },
    extensions: legacyExtensions('GetServers', 'services:read'),
    resolve: (query, _root, _args, { db, actor }) =>
      db.server.findMany({ ...query, where: visibleServers(actor), orderBy: [{ id: 'asc' }] }),
  }),
);

builder.queryField('serverGroups', (t) =>
  t.prismaField({
    type: [ServerGroup],
    description: 'Every group of servers, in the order of adding. For staff.',
    authScopes: { $all: { permission: 'services:read', staff: true } },
    resolve: (query, _root, _args, { db, actor }) =>
      db.serverGroup.findMany({
        ...query,
        where: isStaff(actor) ? {} : matchNone,
        orderBy: [{ id: 'asc' }],
      }),
  }),
);
