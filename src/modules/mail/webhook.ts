import type { Prisma } from '#generated/prisma/client.ts';
import { keyOf } from '#core/ids.ts';
import { builder } from '#schema/builder.ts';
import { place } from '#schema/list.ts';
import { visibleEndpoints } from './visible.ts';

const WebhookDeliveryState = builder.enumType('WebhookDeliveryState', {
  description: 'State of a webhook delivery.',
  values: {
    PENDING: { description: 'The delivery waits to be sent or to be tried again.' },
    DELIVERED: { description: 'The receiver accepted the delivery.' },
    FAILED: { description: 'The delivery failed after attempts over three days.' },
    ABANDONED: { description: 'The delivery was given up because the webhook was disabled.' },
  },
});

/** An address that is told of events. */
export const Webhook = builder.prismaNode('WebhookEndpoint', {
  read: 'webhooks:read',
  name: 'Webhook',
  description:
    'URL that receives events. Each delivery is signed according to the specification of standardwebhooks.com.',
  id: { field: 'id' },
  select: {},
  fields: (t) => ({
    databaseId: t.exposeInt('id', { description: 'Numeric ID of the webhook.' }),
    url: t.exposeString('url', { description: 'URL events are sent to.' }),
    description: t.exposeString('description', {
      description: 'Description of what the webhook is for.',
    }),
    eventTypes: t.exposeStringList('events', {
      description:
        'Event types that are sent, for example `invoice.paid` or `ticket.*`. Empty: every event the owner may see.',
    }),
    isActive: t.exposeBoolean('isActive', {
      description: 'Whether events are sent to the webhook.',
    }),
    failureCount: t.exposeInt('failures', {
      description: 'Number of failed deliveries since the last success.',
    }),
    disabledAt: t.expose('disabledAt', {
      type: 'DateTime',
      nullable: true,
      description:
        'Time at which the webhook was switched off because it failed for too long. Null while it is on.',
    }),
    createdAt: t.expose('createdAt', {
      type: 'DateTime',
      description: 'Time at which the webhook was created.',
    }),
  }),
});

/** One event on its way to one address. */
export const WebhookDelivery = builder.prismaNode('WebhookDelivery', {
  read: 'webhooks:read',
  description: 'One event sent to one webhook, with its attempts.',
  id: { field: 'id' },
  select: {},
  fields: (t) => ({
    databaseId: t.exposeInt('id', { description: 'Numeric ID of the delivery.' }),
    eventId: t.exposeString('eventId', {
      description:
        'ID of the event, sent as `webhook-id`. The same in every attempt, so that a receiver can drop repeats.',
    }),
    type: t.exposeString('type', {
      description: 'Type of the event that is sent, for example `invoice.paid`.',
    }),
    payload: t.expose('payload', { type: 'JSON', description: 'JSON body that is sent.' }),
    state: t.expose('state', { type: WebhookDeliveryState, description: 'State of the delivery.' }),
    attempts: t.exposeInt('attempts', { description: 'Number of attempts so far.' }),
    nextAttemptAt: t.expose('nextAttemptAt', {
      type: 'DateTime',
      nullable: true,
      description: 'Time of the next attempt. Null if there is none.',
    }),
    responseStatus: t.exposeInt('responseStatus', {
      nullable: true,
      description: 'HTTP status of the last response. Null if there was no response.',
    }),
    responseText: t.exposeString('responseText', {
      description: 'First characters of the last response, or the reason why there was none.',
    }),
    deliveredAt: t.expose('deliveredAt', {
      type: 'DateTime',
      nullable: true,
      description: 'Time at which the receiver accepted the delivery. Null until then.',
    }),
    createdAt: t.expose('createdAt', {
      type: 'DateTime',
      description: 'Time at which the delivery was created.',
    }),
  }),
});

builder.prismaObjectField(Webhook, 'deliveries', (t) =>
  t.relatedConnection('deliveries', {
    type: WebhookDelivery,
    cursor: place,
    description: 'Deliveries of the webhook, newest first.',
    totalCount: true,
    args: {
      state: t.arg({ type: WebhookDeliveryState, description: 'Only deliveries in this state.' }),
    },
    query: ({ state }) => ({ where: state ? { state } : {}, orderBy: [{ id: 'desc' }] }),
  }),
);

builder.queryField('webhook', (t) =>
  t.prismaField({
    type: Webhook,
    nullable: true,
    description: 'A webhook by its ID. Null if it does not exist or the actor may not see it.',
    authScopes: { permission: 'webhooks:read' },
    args: {
      id: t.arg.globalID({ for: Webhook, required: true, description: 'ID of the webhook.' }),
    },
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
    description: 'Webhooks the actor may see: its own, and for staff all of them.',
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
