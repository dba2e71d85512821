import { builder } from '#schema/builder.ts';
import { listDescriptions, place, skipping } from '#schema/list.ts';
import { visibleApplications } from './visible.ts';

export const RequestStatus = builder.enumType('RequestStatus', {
  description: 'Status of a request: an affiliate application or a withdrawal.',
  values: {
    PENDING: { description: 'Not yet decided.' },
    APPROVED: { description: 'Approved.' },
    REJECTED: { description: 'Rejected.' },
  } as const,
});

/** A client’s request to become an affiliate. */
export const AffiliateApplication = builder.prismaNode('AffiliateApplication', {
  read: 'affiliates:read',
  description: "A client's application to become an affiliate.",
  id: { field: 'id' },
  select: {},
  fields: (t) => ({
    databaseId: t.exposeInt('id', {
      description: 'Numeric ID of the affiliate application, used by the legacy APIs.',
    }),
    client: t.relation('client', { description: 'Client who applies.' }),
    status: t.expose('status', { type: RequestStatus, description: 'Status of the application.' }),
    answers: t.expose('form', { type: 'JSON', description: 'Answers given in the form.' }),
    reason: t.exposeString('reason', {
      description: 'Reason the application was rejected; empty otherwise.',
    }),
    createdAt: t.expose('createdAt', {
      type: 'DateTime',
      description: 'Time the application was sent.',
    }),
  }),
});

builder.queryField('affiliateApplications', (t) =>
  t.prismaConnection({
    type: AffiliateApplication,
    cursor: place,
    description: 'Applications to become an affiliate, newest first.',
    authScopes: { permission: 'affiliates:read' },
    args: { offset: t.arg.int({ description: listDescriptions.offset }) },
    totalCount: (_root, _args, { db, actor }) =>
      db.affiliateApplication.count({ where: visibleApplications(actor) }),
    resolve: (query, _root, { offset }, { db, actor }) =>
      db.affiliateApplication.findMany({
        ...skipping(query, offset),
        where: visibleApplications(actor),
        orderBy: [{ id: 'desc' }],
      }),
  }),
);
