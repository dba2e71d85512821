import { keyOf } from '#core/ids.ts';
import { command } from '#schema/command.ts';
import { rowField } from '#schema/payload-rows.ts';
import { Server } from '#modules/services/servers/server.ts';
import { NetworkIssue } from './network-issue.ts';
import { networkIssueFor } from './published-for.ts';

command('deleteNetworkIssue', {
  description: 'Delete a network issue, i.e. a notice of trouble or maintenance for clients.',
  permission: 'support:publish',
  input: (t) => ({
    networkIssueId: t.globalID({
      for: NetworkIssue,
      required: true,
      description: 'ID of the network issue to delete.',
    }),
  }),
  errors: ['NETWORK_ISSUE_NOT_FOUND'],
  run: async (work, { networkIssueId }) => {
    const { id, serverId } = await networkIssueFor(work, keyOf(networkIssueId));
    await work.tx.networkIssue.delete({ where: { id } });
    work.announce('networkIssue.deleted', { networkIssueId: id });
    return { networkIssueId: id, serverId };
  },
  deletes: { type: 'NetworkIssue', key: 'networkIssueId' },
  payload: (t) => ({
    server: rowField(t, Server, 'serverId', 'The server that was affected; null for none.'),
  }),
});
