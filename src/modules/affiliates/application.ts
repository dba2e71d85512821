import { builder } from '#schema/builder.ts';
import { visibleApplications } from './visible.ts';
import { anyOf, rows, timeSpans } from '#schema/lists/conditions.ts';
import { declareList } from '#schema/lists/list.ts';
import { includes, somebodyCalled } from '#schema/text-filter.ts';

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
  visible: visibleApplications,
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
    settledAt: t.expose('settledAt', {
      type: 'DateTime',
      nullable: true,
      description: 'Time the application was accepted or rejected. Null while it waits.',
    }),
    settledBy: t.relation('admin', {
      nullable: true,
      authScopes: { staff: true },
      description: 'Staff member who decided. Staff only. Null for a credential.',
    }),
    createdAt: t.expose('createdAt', {
      type: 'DateTime',
      description: 'Time the application was sent.',
    }),
  }),
});

/** Lists of applications. */
const applicationList = declareList({
  type: AffiliateApplication,
  noun: 'AffiliateApplication',
  model: 'AffiliateApplication',
  visible: visibleApplications,
  filter: {
    client: rows('Client', 'clientId', 'Applications of these clients.'),
    status: anyOf(RequestStatus, 'status', 'Applications in these statuses.'),
    createdAt: timeSpans('createdAt', 'Time at which the application was sent.'),
  },
  order: {
    ID: ['id', 'By the order of sending.'],
    STATUS: ['status', 'By the status.'],
    CLIENT: ['clientId', 'By the client.'],
  },
  usual: [{ id: 'desc' }],
  search: (word) => ({ OR: [{ client: somebodyCalled(word) }, { reason: includes(word) }] }),
});

applicationList.root('affiliateApplications', {
  description: 'Applications to become an affiliate, newest first.',
  permission: 'affiliates:read',
});
