import type { Prisma } from '#generated/prisma/client.ts';
import { builder } from '#schema/builder.ts';
import { legacyExtensions } from '#schema/legacy.ts';
import { listDescriptions, place, skipping } from '#schema/list.ts';
import { publishedHtml } from '#modules/support/html.ts';

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
      resolve: ({ description }) => publishedHtml(description),
    }),
    type: t.expose('type', {
      type: NetworkIssueType,
      description: 'Kind of system that the issue affects.',
    }),
    affecting: t.exposeString('affecting', {
      description: 'Name of the affected system, as free text.',
    }),
    serverId: t.exposeInt('serverId', {
      nullable: true,
      description: '`databaseId` of the affected server.',
    }),
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

builder.queryField('networkIssues', (t) =>
  t.prismaConnection({
    type: NetworkIssue,
    cursor: place,
    description: 'Network issues, i.e. trouble and maintenance, latest first.',
    authScopes: { permission: 'support:read' },
    extensions: legacyExtensions('GetNetworkIssues', 'support:read'),
    args: {
      isResolved: t.arg.boolean({
        description:
          'Only resolved network issues (true) or only unresolved network issues (false).',
      }),
      offset: t.arg.int({ description: listDescriptions.offset }),
    },
    totalCount: (_root, { isResolved }, { db }) =>
      db.networkIssue.count({ where: resolved(isResolved) }),
    resolve: (query, _root, { isResolved, offset }, { db }) =>
      db.networkIssue.findMany({
        ...skipping(query, offset),
        where: resolved(isResolved),
        orderBy: [{ startAt: 'desc' }, { id: 'desc' }],
      }),
  }),
);

function resolved(requested: boolean | null | undefined): Prisma.NetworkIssueWhereInput {
  if (typeof requested !== 'boolean') return {};
  return { status: requested ? 'RESOLVED' : { not: 'RESOLVED' } };
}
