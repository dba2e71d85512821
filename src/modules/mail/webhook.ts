import type { Prisma } from '#generated/prisma/client.ts';
import { keyOf } from '#core/ids.ts';
import { builder } from '#schema/builder.ts';
import { place } from '#schema/list.ts';
import { visibleEndpoints } from './visible.ts';

const WebhookDeliveryState = builder.enumType('WebhookDeliveryState', {
  description: 'How far a delivery is.',
  values: {
    PENDING: { description: 'Waits, or is tried again.' },
    DELIVERED: { description: 'The receiver took it.' },
    FAILED: { description: 'Tried for three days in vain.' },
    ABANDONED: { description: 'Given up, because its webhook was switched off.' },
  },
});

/** An address that is told of events. */
export const Webhook = builder.prismaNode('WebhookEndpoint', {
  read: 'webhooks:read',
  name: 'Webhook',
  description:
    'An address that is told of events. Each delivery is signed as standardwebhooks.com says.',
  id: { field: 'id' },
  select: {},
  fields: (t) => ({
    databaseId: t.exposeInt('id', { description: 'Its number.' }),
    url: t.exposeString('url', { description: 'Where events are sent.' }),
    description: t.exposeString('description', { description: 'What it is for.' }),
    eventTypes: t.exposeStringList('events', {
      description: 'Which events, e.g. `invoice.paid` or `ticket.*`; empty: all the owner hears.',
    }),
    isActive: t.exposeBoolean('isActive', { description: 'Events are sent to it.' }),
    failureCount: t.exposeInt('failures', { description: 'Failed deliveries in a row.' }),
    disabledAt: t.expose('disabledAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When it was switched off for failing too long.',
    }),
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'When it was added.' }),
  }),
});

/** One event on its way to one address. */
export const WebhookDelivery = builder.prismaNode('WebhookDelivery', {
  read: 'webhooks:read',
  description: 'One event on its way to one webhook.',
  id: { field: 'id' },
  select: {},
  fields: (t) => ({
    databaseId: t.exposeInt('id', { description: 'Its number.' }),
    eventId: t.exposeString('eventId', {
      description: 'The id of the event, sent as `webhook-id`: the same in every attempt.',
    }),
    type: t.exposeString('type', { description: 'What happened, e.g. `invoice.paid`.' }),
    payload: t.expose('payload', { type: 'JSON', description: 'The body that is sent.' }),
    state: t.expose('state', { type: WebhookDeliveryState, description: 'How far it is.' }),
    attempts: t.exposeInt('attempts', { description: 'How often it was tried.' }),
    nextAttemptAt: t.expose('nextAttemptAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When it is tried next.',
    }),
    responseStatus: t.exposeInt('responseStatus', {
      nullable: true,
      description: 'The HTTP status of the last answer; null where there was none.',
    }),
    responseText: t.exposeString('responseText', {
      description: 'The beginning of the last answer, or why there was none.',
    }),
    deliveredAt: t.expose('deliveredAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When the receiver took it.',
    }),
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'When it was written.' }),
  }),
});

builder.prismaObjectField(Webhook, 'deliveries', (t) =>
  t.relatedConnection('deliveries', {
    type: WebhookDelivery,
    cursor: place,
    description: 'What was sent to it, the latest first.',
    totalCount: true,
    args: {
      state: t.arg({ type: WebhookDeliveryState, description: 'Only those that are so far.' }),
    },
    query: ({ state }) => ({ where: state ? { state } : {}, orderBy: [{ id: 'desc' }] }),
  }),
);

builder.queryField('webhook', (t) =>
  t.prismaField({
    type: Webhook,
    nullable: true,
    description: 'One webhook; null where there is none that the actor may see.',
    authScopes: { permission: 'webhooks:read' },
    args: { id: t.arg.globalID({ for: Webhook, required: true, description: 'Which one.' }) },
    resolve: (query, _root, { id }, { db, actor }) =>
      db.webhookEndpoint.findFirst({
        ...query,
        where: { AND: [{ id: keyOf(id) }, visibleEndpoints(actor)] },
      }),
  }),
);

builder.queryField('webhooks', (t) =>
  t.prismaConnection({
    type: Webhook,
    cursor: place,
    description: 'The webhooks the actor may see.',
    authScopes: { permission: 'webhooks:read' },
    totalCount: (_root, _args, { db, actor }) =>
      db.webhookEndpoint.count({ where: visibleEndpoints(actor) }),
    resolve: (query, _root, _args, { db, actor }) =>
      db.webhookEndpoint.findMany({
        ...query,
        where: visibleEndpoints(actor),
        orderBy: [{ id: 'asc' }] satisfies Prisma.WebhookEndpointOrderByWithRelationInput[],
      }),
  }),
);
