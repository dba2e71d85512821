import { keyOf } from '#core/ids.ts';
import { command } from '#schema/command.ts';
import { serverGroupFor } from './server-group-members.ts';
import { ServerGroup } from './server-group.ts';

command('deleteServerGroup', {
  description:
    'Delete a server group that no product or addon uses. The servers of the group are kept.',
  permission: 'system:configure',
  input: (t) => ({
    groupId: t.globalID({
      for: ServerGroup,
      required: true,
      description: 'ID of the server group to delete.',
    }),
  }),
  errors: ['SERVER_GROUP_NOT_FOUND', 'SERVER_GROUP_IN_USE'],
  run: async (work, { groupId }) => {
    const id = await serverGroupFor(work, keyOf(groupId));
    const products = await work.tx.product.count({ where: { serverGroupId: id } });
    const addons = await work.tx.addon.count({ where: { serverGroupId: id } });
    if (products + addons) work.fail('SERVER_GROUP_IN_USE', undefined, { products, addons });
    await work.tx.serverGroup.delete({ where: { id } });
    return { groupId: id };
  },
  deletes: { type: 'ServerGroup', key: 'groupId' },
});
