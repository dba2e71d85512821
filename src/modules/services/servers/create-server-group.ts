import { z } from 'zod';
import { command } from '#schema/command.ts';
import { requireFreeName, setGroupServers } from './server-group-members.ts';
import { ServerGroup } from './server-group.ts';
import { Server } from './server.ts';
import { ServerFillType } from '#modules/services/service-status.ts';

command('createServerGroup', {
  description: 'Create a group of interchangeable servers.',
  permission: 'system:configure',
  input: (t) => ({
    name: t.string({
      required: true,
      description: 'Name of the server group.',
      validate: z.string().trim().min(1, 'is required').max(255),
    }),
    fillType: t.field({
      type: ServerFillType,
      defaultValue: 'LEAST_FULL',
      description: 'How the server for a new account is selected.',
    }),
    serverIds: t.globalIDList({
      for: Server,
      required: true,
      description: 'IDs of the servers in the group.',
    }),
  }),
  errors: ['SERVER_NOT_FOUND', 'SERVER_GROUP_NAME_TAKEN'],
  run: async (work, { name, fillType, serverIds }) => {
    await requireFreeName(work, name);
    const { id } = await work.tx.serverGroup.create({
      data: { name, fillType: fillType ?? 'LEAST_FULL' },
      select: { id: true },
    });
    await setGroupServers(work, id, serverIds);
    return { groupId: id };
  },
  payload: (t) => ({
    serverGroup: t.prismaField({
      type: ServerGroup,
      description: 'The new server group.',
      resolve: (query, { groupId }, _args, { db }) =>
        db.serverGroup.findUniqueOrThrow({ ...query, where: { id: groupId } }),
    }),
  }),
});
