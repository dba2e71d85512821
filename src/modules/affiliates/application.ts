import { builder } from '#schema/builder.ts';
import { listDescriptions, place, skipping } from '#schema/list.ts';
import { visibleApplications } from './visible.ts';

export const RequestStatus = builder.enumType('RequestStatus', {
  description: 'How far a request is.',
  values: {
    PENDING: { description: 'Not looked at yet.' },
    APPROVED: { description: 'Granted.' },
    REJECTED: { description: 'Turned down.' },
  } as const,
});

/** A client’s request to become an affiliate. */
export const AffiliateApplication = builder.prismaNode('AffiliateApplication', {
  read: 'affiliates:read',
  description: 'A client’s request to become an affiliate.',
  id: { field: 'id' },
  select: {},
  fields: (t) => ({
    databaseId: t.exposeInt('id', { description: 'The number old programs know it by.' }),
    client: t.relation('client', { description: 'Who applies.' }),
    status: t.expose('status', { type: RequestStatus, description: 'How far it is.' }),
    answers: t.expose('form', { type: 'JSON', description: 'What was filled in.' }),
    reason: t.exposeString('reason', { description: 'Why it was turned down; else empty.' }),
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'When it was sent.' }),
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
