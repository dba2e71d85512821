import { keyOf } from '#core/ids.ts';
import { command } from '#schema/command.ts';
import { Server } from './server.ts';
import { serverFor } from '#modules/services/visible.ts';
import { ServerGroup } from './server-group.ts';

const over = ['TERMINATED', 'CANCELLED', 'FRAUD'] as const;

command('deleteServer', {
  description: 'Delete a server that holds no accounts of services or addons.',
  permission: 'system:configure',
  input: (t) => ({
    serverId: t.globalID({
      for: Server,
      required: true,
      description: 'ID of the server to delete.',
    }),
  }),
  errors: ['SERVER_NOT_FOUND', 'SERVER_IN_USE'],
  run: async (work, { serverId }) => {
    const { id } = await serverFor(work, keyOf(serverId));
    await work.tx.$queryRaw`select id from servers where id = ${id} for update`;
    const where = {
      serverId: id,
      OR: [{ status: { notIn: [...over] } }, { hasAccount: true }],
    };
    const addons = await work.tx.serviceAddon.count({ where });
    const services = addons + (await work.tx.service.count({ where }));
    if (services) work.fail('SERVER_IN_USE', undefined, { services });
    const groups = await work.tx.serverGroupMember.findMany({
      where: { serverId: id },
      select: { groupId: true },
    });
    await work.tx.server.delete({ where: { id } });
    work.announce('server.changed', { serverId: id });
    return { serverId: id, groupIds: groups.map(({ groupId }) => groupId) };
  },
  deletes: { type: 'Server', key: 'serverId' },
  payload: (t) => ({
    groups: t.prismaField({
      type: [ServerGroup],
      description: 'The server groups, without the server.',
      resolve: (query, { groupIds }, _args, { db }) =>
        db.serverGroup.findMany({
          ...query,
          where: { id: { in: groupIds } },
          orderBy: [{ id: 'asc' }],
        }),
    }),
  }),
});
