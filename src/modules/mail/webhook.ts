import { permissionOfEvent } from '#core/events.ts';
import { keyOf } from '#core/ids.ts';
import { builder } from '#schema/builder.ts';
import { visibleEndpoints } from './visible.ts';
import { anyOf, rows, texts, timeSpans, whether } from '#schema/lists/conditions.ts';
import { declareList } from '#schema/lists/list.ts';
import { includes } from '#schema/text-filter.ts';

const WebhookDeliveryState = builder.enumType('WebhookDeliveryState', {
  description: 'State of a webhook delivery.',
  values: {
    PENDING: { description: 'The delivery waits to be sent or to be tried again.' },
    DELIVERED: { description: 'The receiver accepted the delivery.' },
    FAILED: { description: 'The delivery failed after attempts over three days.' },
    ABANDONED: { description: 'The delivery was given up because the webhook was disabled.' },
  },
});

/** An address that is notified of events. */
export const Webhook = builder.prismaNode('WebhookEndpoint', {
  read: 'webhooks:read',
  visible: visibleEndpoints,
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
    client: t.relation('client', {
      nullable: true,
      description: 'Client the webhook belongs to; null for the company’s and for resellers.',
    }),
    reseller: t.relation('reseller', {
      nullable: true,
      description: 'Reseller the webhook belongs to; null for others.',
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
  visible: (actor) => ({ endpoint: visibleEndpoints(actor) }),
  description: 'One event sent to one webhook, with its attempts.',
  id: { field: 'id' },
  select: {},
  fields: (t) => ({
    webhook: t.relation('endpoint', {
      type: Webhook,
      description: 'Webhook that is called.',
    }),
    databaseId: t.string({
      description: 'Number of the delivery.',
      select: { id: true },
      resolve: ({ id }) => String(id),
    }),
    eventId: t.exposeString('eventId', {
      description:
        'ID of the event, sent as `webhook-id`. The same in every attempt, so that a receiver can drop repeats.',
    }),
    type: t.exposeString('type', {
      description: 'Type of the event that is sent, for example `invoice.paid`.',
    }),
    payload: t.field({
      type: 'JSON',
      nullable: true,
      select: { type: true, payload: true },
      description:
        'JSON body that is sent. Null for those who may not read what the event is about.',
      resolve: ({ type, payload }, _args, { actor }) => {
        const read = permissionOfEvent(type);
        return read && actor.permissions.has(read) ? payload : null;
      },
    }),
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

declareList({
  type: WebhookDelivery,
  noun: 'WebhookDelivery',
  model: 'WebhookDelivery',
  visible: (actor) => ({ endpoint: visibleEndpoints(actor) }),
  filter: {
    state: anyOf(WebhookDeliveryState, 'state', 'Deliveries in these states.'),
    type: texts((types) => ({ type: { in: [...types] } }), 'Deliveries of these event types.'),
    createdAt: timeSpans('createdAt', 'Time at which the delivery was created.'),
    deliveredAt: timeSpans('deliveredAt', 'Time at which the receiver accepted it.'),
  },
  order: {
    ID: ['id', 'By the order of creation.'],
    STATE: ['state', 'By the state.'],
    TYPE: ['type', 'By the event type.'],
    DELIVERED_AT: ['deliveredAt', 'By the time at which the receiver accepted it.'],
  },
  usual: [{ id: 'desc' }],
  search: (word) => ({ OR: [{ type: includes(word) }, { responseText: includes(word) }] }),
}).under(Webhook, 'deliveries', 'deliveries', {
  description: 'Deliveries of the webhook, newest first.',
});

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

declareList({
  type: Webhook,
  noun: 'Webhook',
  model: 'WebhookEndpoint',
  visible: visibleEndpoints,
  filter: {
    client: rows('Client', 'clientId', 'Webhooks of these clients; null for none.'),
    reseller: rows('Reseller', 'resellerId', 'Webhooks of these resellers; null for none.'),
    isActive: whether('isActive', 'Whether events are sent to them.'),
    createdAt: timeSpans('createdAt', 'Time of creation.'),
  },
  order: {
    ID: ['id', 'By the order of creation.'],
    URL: ['url', 'By the URL.'],
    FAILURE_COUNT: ['failures', 'By the failed deliveries since the last success.'],
  },
  search: (word) => ({ OR: [{ url: includes(word) }, { description: includes(word) }] }),
}).root('webhooks', {
  description: 'Webhooks the actor may see: its own, and for staff all of them.',
  permission: 'webhooks:read',
});
