import { encodeId } from '#core/ids.ts';
import { everyRow } from '#modules/access/visible.ts';
import { builder } from '#schema/builder.ts';
import { edgeToNode } from '#schema/node.ts';
import { safeHtml } from '#platform/safe-html.ts';
import { anyOf, timeSpans, whether } from '#schema/lists/conditions.ts';
import { declareList } from '#schema/lists/list.ts';
import { includes } from '#schema/text-filter.ts';
import { rowId } from '#schema/id-field.ts';

export const NetworkIssueType = builder.enumType('NetworkIssueType', {
  description: 'Kind of system that a network issue affects.',
  values: {
    SERVER: { description: 'A single server.' },
    SYSTEM: { description: 'A system of the company.' },
    OTHER: { description: 'Something else.' },
  },
});

export const NetworkIssuePriority = builder.enumType('NetworkIssuePriority', {
  description: 'Severity of a network issue.',
  values: {
    LOW: { description: 'Hardly noticeable.' },
    MEDIUM: { description: 'Noticeable.' },
    HIGH: { description: 'Impairs many clients.' },
    CRITICAL: { description: 'Complete failure.' },
  },
});

export const NetworkIssueStatus = builder.enumType('NetworkIssueStatus', {
  description: 'Progress of a network issue.',
  values: {
    REPORTED: { description: 'Reported, not investigated yet.' },
    INVESTIGATING: { description: 'Being investigated.' },
    IN_PROGRESS: { description: 'Being worked on.' },
    OUTAGE: { description: 'Out of order.' },
    SCHEDULED: { description: 'Planned maintenance.' },
    RESOLVED: { description: 'Resolved.' },
  },
});

/** Trouble or maintenance that clients should know of. */
export const NetworkIssue = builder.prismaNode('NetworkIssue', {
  read: 'support:read',
  visible: everyRow,
  description: 'A network issue: trouble or maintenance that clients are informed about.',
  id: { field: 'id' },
  select: {},
  fields: (t) => ({
    databaseId: t.exposeInt('id', {
      description: 'Numeric ID of the network issue, used by the legacy APIs.',
    }),
    title: t.exposeString('title', { description: 'Title of the network issue.' }),
    html: t.string({
      description: 'Description of the network issue as HTML that is safe to display.',
      select: { description: true },
      resolve: ({ description }) => safeHtml(description),
    }),
    type: t.expose('type', {
      type: NetworkIssueType,
      description: 'Kind of system that the issue affects.',
    }),
    affecting: t.exposeString('affecting', {
      description: 'Name of the affected system, as free text.',
    }),
    serverId: t.id(rowId('Server', 'serverId', 'ID of the affected server.')),
    server: t.field(
      edgeToNode<{ serverId: number | null }>({
        type: 'Server',
        description: 'Affected server; null for none.',
        select: { serverId: true },
        idOf: ({ serverId }) => (serverId ? encodeId('Server', serverId) : null),
      }),
    ),
    priority: t.expose('priority', {
      type: NetworkIssuePriority,
      description: 'Severity of the network issue.',
    }),
    status: t.expose('status', {
      type: NetworkIssueStatus,
      description: 'Current status of the network issue.',
    }),
    startAt: t.expose('startAt', {
      type: 'DateTime',
      description: 'Time at which the network issue starts or started.',
    }),
    endAt: t.expose('endAt', {
      type: 'DateTime',
      nullable: true,
      description: 'Time at which the network issue ended or is expected to end.',
    }),
    createdAt: t.expose('createdAt', {
      type: 'DateTime',
      description: 'Time at which the network issue was added.',
    }),
    updatedAt: t.expose('updatedAt', {
      type: 'DateTime',
      description: 'Time of the last change of the network issue.',
    }),
  }),
});

/** Lists of network issues. */
const issueList = declareList({
  type: NetworkIssue,
  noun: 'NetworkIssue',
  model: 'NetworkIssue',
  visible: everyRow,
  filter: {
    isResolved: whether(() => ({ status: 'RESOLVED' }), 'Whether they are resolved.'),
    type: anyOf(NetworkIssueType, 'type', 'Issues of these kinds.'),
    priority: anyOf(NetworkIssuePriority, 'priority', 'Issues of this severity.'),
    status: anyOf(NetworkIssueStatus, 'status', 'Issues in these statuses.'),
    startAt: timeSpans('startAt', 'Time at which they start.'),
    endAt: timeSpans('endAt', 'Time at which they end.'),
  },
  order: {
    ID: ['id', 'By the order of adding.'],
    TITLE: ['title', 'By the title.'],
    PRIORITY: ['priority', 'By severity.'],
    STATUS: ['status', 'By the status.'],
    START_AT: ['startAt', 'By the time at which they start.'],
    END_AT: ['endAt', 'By the time at which they end.'],
  },
  usual: [{ startAt: 'desc' }, { id: 'desc' }],
  search: (word) => ({
    OR: [{ title: includes(word) }, { description: includes(word) }, { affecting: includes(word) }],
  }),
});

issueList.root('networkIssues', {
  description: 'Network issues, i.e. trouble and maintenance, latest first.',
  permission: 'support:read',
  legacy: 'GetNetworkIssues',
});
