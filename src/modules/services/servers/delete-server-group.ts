import { keyOf } from '#core/ids.ts';
import { command } from '#schema/command.ts';
import { groupFor } from './server-group-members.ts';
import { ServerGroup } from './server-group.ts';

command('deleteServerGroup', {
  description: 'Delete a group of servers that no product uses; the servers stay.',
  permission: 'system:configure',
  input: (t) => ({
    groupId: t.globalID({ for: ServerGroup, required: true, description: 'Which one.' }),
  }),
  errors: ['SERVER_GROUP_NOT_FOUND', 'SERVER_GROUP_IN_USE'],
  run: async (work, { groupId }) => {
    const id = await groupFor(work, keyOf(groupId));
    const products = await work.tx.product.count({ where: { serverGroupId: id } });
    if (products) work.fail('SERVER_GROUP_IN_USE', undefined, { products });
    await work.tx.serverGroup.delete({ where: { id } });
    return { groupId: id };
  },
  payload: (t) => ({
    deletedDatabaseId: t.int({
      description: 'The number it was known by.',
      resolve: ({ groupId }) => groupId,
    }),
  }),
});
