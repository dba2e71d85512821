import { keyOf } from '#core/ids.ts';
import { GatewayEventState as State } from '#generated/prisma/enums.ts';
import { builder } from '#schema/builder.ts';
import { command } from '#schema/command.ts';
import { beginGatewayEvent, isDone } from './gateway-event-task.ts';
import { Gateway } from './gateway.ts';

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
  description: 'A message that a payment gateway sent.',
  id: { field: 'id' },
  select: {},
  fields: (t) => ({
    databaseId: t.exposeInt('id', { description: 'Its number.' }),
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

const GatewayEventFilter = builder.inputType('GatewayEventFilter', {
  description: 'Narrows messages of gateways down; everything given must hold.',
  fields: (t) => ({
    state: t.field({ type: [GatewayEventState], description: 'Any of these states.' }),
    gatewayId: t.globalID({ for: Gateway, description: "This gateway's." }),
  }),
});

const whereOf = (filter: typeof GatewayEventFilter.$inferInput | null | undefined) => ({
  ...(filter?.state && { state: { in: filter.state } }),
  ...(filter?.gatewayId && { gatewayId: keyOf(filter.gatewayId) }),
});

builder.queryField('gatewayEvents', (t) =>
  t.prismaConnection({
    type: GatewayEvent,
    cursor: 'id',
    description: 'What payment gateways have told, the latest first.',
    authScopes: { permission: 'tasks:read' },
    args: { filter: t.arg({ type: GatewayEventFilter, description: 'Which messages.' }) },
    totalCount: (_root, { filter }, { db }) => db.gatewayEvent.count({ where: whereOf(filter) }),
    resolve: (query, _root, { filter }, { db }) =>
      db.gatewayEvent.findMany({ ...query, where: whereOf(filter), orderBy: [{ id: 'desc' }] }),
  }),
);

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
    if (isDone(event)) return work.fail('TASK_ENDED');
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
