import { keyOf } from '#core/ids.ts';
import { command } from '#schema/command.ts';
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
    const { id } = await networkIssueFor(work, keyOf(networkIssueId));
    await work.tx.networkIssue.delete({ where: { id } });
    work.announce('networkIssue.deleted', { networkIssueId: id });
    return { networkIssueId: id };
  },
  payload: (t) => ({
    databaseId: t.exposeInt('networkIssueId', {
      description: 'Numeric ID the deleted network issue had.',
    }),
  }),
});
