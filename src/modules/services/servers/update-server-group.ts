import { z } from 'zod';
import { keyOf } from '#core/ids.ts';
import { command } from '#schema/command.ts';
import { serverGroupFor, requireFreeName, setGroupServers } from './server-group-members.ts';
import { ServerGroup } from './server-group.ts';
import { Server } from './server.ts';
import { ServerFillType } from '#modules/services/service-status.ts';

command('updateServerGroup', {
  description: 'Change a server group. Omitted fields stay unchanged.',
  permission: 'system:configure',
  input: (t) => ({
    groupId: t.globalID({
      for: ServerGroup,
      required: true,
      description: 'ID of the server group to change.',
    }),
    name: t.string({
      description: 'Name of the server group.',
      validate: z.string().trim().min(1, 'must not be empty').max(255).nullish(),
    }),
    fillType: t.field({
      type: ServerFillType,
      description: 'How the server for a new account is selected.',
    }),
    serverIds: t.globalIDList({
      for: Server,
      description: 'IDs of all servers in the group. Replaces the previous list.',
    }),
  }),
  errors: ['SERVER_GROUP_NOT_FOUND', 'SERVER_NOT_FOUND', 'SERVER_GROUP_NAME_TAKEN'],
  nulls: { serverIds: [] },
  run: async (work, { groupId, name, fillType, serverIds }) => {
    const id = await serverGroupFor(work, keyOf(groupId));
    if (name) await requireFreeName(work, name, id);
    await work.tx.serverGroup.update({
      where: { id },
      data: { ...(name && { name }), ...(fillType && { fillType }) },
    });
    if (serverIds) await setGroupServers(work, id, serverIds);
    return { groupId: id };
  },
  payload: (t) => ({
    serverGroup: t.prismaField({
      type: ServerGroup,
      description: 'The server group after the change.',
      resolve: (query, { groupId }, _args, { db }) =>
        db.serverGroup.findUniqueOrThrow({ ...query, where: { id: groupId } }),
    }),
  }),
});
