import { keyOf } from '#core/ids.ts';
import { command } from '#schema/command.ts';
import { ClientGroup } from './client-group.ts';
import { clientGroupFor } from './visible.ts';

command('deleteClientGroup', {
  description: 'Delete a client group that has no clients.',
  permission: 'system:configure',
  input: (t) => ({
    groupId: t.globalID({
      for: ClientGroup,
      required: true,
      description: 'ID of the client group to delete.',
    }),
  }),
  errors: ['CLIENT_GROUP_NOT_FOUND', 'CLIENT_GROUP_IN_USE'],
  run: async (work, { groupId }) => {
    const id = await clientGroupFor(work, keyOf(groupId));
    const clients = await work.tx.client.count({ where: { groupId: id } });
    if (clients) work.fail('CLIENT_GROUP_IN_USE', undefined, { clients });
    await work.tx.clientGroup.delete({ where: { id } });
    work.announce('clientGroup.deleted', { groupId: id });
    return { groupId: id };
  },
  deletes: { type: 'ClientGroup', key: 'groupId' },
});
