import { nounEvents } from '#schema/events/noun.ts';
import { NetworkIssue } from './network-issue.ts';

nounEvents({
  noun: 'networkIssue',
  title: 'network issue',
  type: NetworkIssue,
  read: 'support:read',
  missing: 'NETWORK_ISSUE_NOT_FOUND',
  description: 'Network issues that are announced, changed or deleted.',
});
