import type { Prisma } from '#generated/prisma/client.ts';
import { builder } from '#schema/builder.ts';
import { legacyExtensions } from '#schema/legacy.ts';
import { listDescriptions, place, skipping } from '#schema/list.ts';
import { publishedHtml } from '#modules/support/html.ts';

export const NetworkIssueType = builder.enumType('NetworkIssueType', {
  description: 'What trouble strikes.',
  values: {
    SERVER: { description: 'One server.' },
    SYSTEM: { description: 'A system of the company.' },
    OTHER: { description: 'Something else.' },
  },
});

export const NetworkIssuePriority = builder.enumType('NetworkIssuePriority', {
  description: 'How bad trouble is.',
  values: {
    LOW: { description: 'Hardly noticed.' },
    MEDIUM: { description: 'Noticed.' },
    HIGH: { description: 'Hinders many.' },
    CRITICAL: { description: 'Nothing works.' },
  },
});

export const NetworkIssueStatus = builder.enumType('NetworkIssueStatus', {
  description: 'How far trouble is dealt with.',
  values: {
    REPORTED: { description: 'Heard of.' },
    INVESTIGATING: { description: 'Being looked into.' },
    IN_PROGRESS: { description: 'Being worked on.' },
    OUTAGE: { description: 'Out of order.' },
    SCHEDULED: { description: 'Planned maintenance.' },
    RESOLVED: { description: 'Over.' },
  },
});

/** Trouble or maintenance that clients should know of. */
export const NetworkIssue = builder.prismaNode('NetworkIssue', {
  read: 'support:read',
  description: 'Trouble or maintenance that clients should know of.',
  id: { field: 'id' },
  select: {},
  fields: (t) => ({
    databaseId: t.exposeInt('id', { description: 'The number old programs know it by.' }),
    title: t.exposeString('title', { description: 'What it is about.' }),
    html: t.string({
      description: 'What is known, as HTML that is safe to show.',
      select: { description: true },
      resolve: ({ description }) => publishedHtml(description),
    }),
    type: t.expose('type', { type: NetworkIssueType, description: 'What it strikes.' }),
    affecting: t.exposeString('affecting', { description: 'What is struck, in words.' }),
    serverId: t.exposeInt('serverId', {
      nullable: true,
      description: 'The server that is struck (`databaseId`).',
    }),
    priority: t.expose('priority', { type: NetworkIssuePriority, description: 'How bad it is.' }),
    status: t.expose('status', { type: NetworkIssueStatus, description: 'How far it is.' }),
    startAt: t.expose('startAt', { type: 'DateTime', description: 'When it begins or began.' }),
    endAt: t.expose('endAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When it ended or is to end.',
    }),
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'When it was added.' }),
    updatedAt: t.expose('updatedAt', { type: 'DateTime', description: 'When it last changed.' }),
  }),
});

builder.queryField('networkIssues', (t) =>
  t.prismaConnection({
    type: NetworkIssue,
    cursor: place,
    description: 'Trouble and maintenance, the latest first.',
    authScopes: { permission: 'support:read' },
    extensions: legacyExtensions('GetNetworkIssues', 'support:read'),
    args: {
      isResolved: t.arg.boolean({ description: 'Only what is over, or only what is not.' }),
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
