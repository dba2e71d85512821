import { forStaff } from '#modules/access/visible.ts';
import { keyOf } from '#core/ids.ts';
import { GatewayEventState as State } from '#generated/prisma/enums.ts';
import { builder } from '#schema/builder.ts';
import { command } from '#schema/command.ts';
import { beginGatewayEvent, isHandled } from './gateway-event-task.ts';
import { anyOf, rows, texts, timeSpans } from '#schema/lists/conditions.ts';
import { declareList } from '#schema/lists/list.ts';
import { includes } from '#schema/text-filter.ts';

const GatewayEventState = builder.enumType('GatewayEventState', {
  description: 'What became of a message of a gateway.',
  values: {
    RECEIVED: { description: 'Stored, and not booked yet.' },
    PROCESSED: { description: 'Booked.' },
    IGNORED: { description: 'Nothing had to be booked.' },
    FAILED: { description: 'It does not fit the books; the result says why.' },
  } satisfies Record<State, object> as Record<State, { description: string }>,
});

/** A message that a gateway sent. */
export const GatewayEvent = builder.prismaNode('GatewayEvent', {
  read: 'tasks:read',
  visible: forStaff,
  description: 'A message that a payment gateway sent.',
  id: { field: 'id' },
  select: {},
  fields: (t) => ({
    databaseId: t.exposeInt('id', { description: 'Numeric ID of the message.' }),
    gateway: t.relation('gateway', { description: 'Gateway that sent it.' }),
    eventRef: t.exposeString('eventRef', { description: "The gateway's id of the message." }),
    type: t.exposeString('type', { description: 'What it tells, e.g. `PAYMENT_SUCCEEDED`.' }),
    state: t.expose('state', { type: GatewayEventState, description: 'What became of it.' }),
    result: t.exposeString('result', { description: 'What was booked, or why nothing was.' }),
    attempts: t.exposeInt('attempts', { description: 'How often it was tried to book it.' }),
    invoice: t.relation('invoice', { nullable: true, description: 'Invoice it was about.' }),
    receivedAt: t.expose('receivedAt', { type: 'DateTime', description: 'When it came first.' }),
    processedAt: t.expose('processedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When it was last decided about.',
    }),
  }),
});

/** Lists of messages of gateways. */
const gatewayEventList = declareList({
  type: GatewayEvent,
  noun: 'GatewayEvent',
  model: 'GatewayEvent',
  visible: forStaff,
  filter: {
    state: anyOf(GatewayEventState, 'state', 'Messages of which this became.'),
    gateway: rows('Gateway', 'gatewayId', 'Messages of these gateways.'),
    invoice: rows('Invoice', 'invoiceId', 'Messages about these invoices; null for none.'),
    type: texts((types) => ({ type: { in: [...types] } }), 'Messages of these types.'),
    receivedAt: timeSpans('receivedAt', 'Time at which they came first.'),
  },
  order: {
    ID: ['id', 'By the order of coming.'],
    STATE: ['state', 'By what became of them.'],
    GATEWAY: ['gatewayId', 'By the gateway.'],
    RECEIVED_AT: ['receivedAt', 'By the time at which they came first.'],
  },
  usual: [{ id: 'desc' }],
  search: (word) => ({ OR: [{ eventRef: includes(word) }, { result: includes(word) }] }),
});

gatewayEventList.root('gatewayEvents', {
  description: 'Messages that payment gateways sent, the latest first.',
  permission: 'tasks:read',
});

command('retryGatewayEvent', {
  description: 'Try again to book a message of a gateway that failed; it is booked once.',
  permission: 'tasks:write',
  input: (t) => ({
    gatewayEventId: t.globalID({
      for: GatewayEvent,
      required: true,
      description: 'Message to book.',
    }),
  }),
  errors: ['NOT_FOUND', 'TASK_ENDED'],
  reportsOutcomes: true,
  run: async (work, { gatewayEventId }) => {
    const id = keyOf(gatewayEventId);
    await work.tx.$queryRaw`select id from gateway_events where id = ${id} for update`;
    const event = await work.tx.gatewayEvent.findUnique({ where: { id } });
    if (!event) return work.fail('NOT_FOUND');
    if (isHandled(event)) return work.fail('TASK_ENDED');
    await beginGatewayEvent(work, id);
    return { gatewayEventId: id };
  },
  payload: (t) => ({
    gatewayEvent: t.prismaField({
      type: GatewayEvent,
      description: 'The message as it is now.',
      resolve: (query, answer, _args, { db }) =>
        db.gatewayEvent.findUniqueOrThrow({ ...query, where: { id: answer.gatewayEventId } }),
    }),
  }),
});
