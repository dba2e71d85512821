import { keyOf } from '#core/ids.ts';
import type { EventName } from '#core/events.ts';
import { Client } from '#modules/clients/client.ts';
import type { TellableEvent } from '#platform/outbox/subscriber.ts';
import { builder } from '#schema/builder.ts';
import { eventFields, follow } from '#schema/follow.ts';
import { Ticket } from './ticket.ts';
import { visibleTickets } from './visible.ts';

const types = [
  'ticket.opened',
  'ticket.replied',
  'ticket.changed',
  'ticket.merged',
  'ticket.deleted',
] as const satisfies readonly EventName[];

const TicketEvent = builder.objectRef<TellableEvent>('TicketEvent').implement({
  description: 'Something that happened to a ticket.',
  fields: (t) => ({
    ...eventFields(t),
    ticket: t.prismaField({
      type: Ticket,
      nullable: true,
      description: 'The ticket as it is now; null once it was deleted.',
      resolve: (query, { subjectId }, _args, { db, actor }) =>
        db.ticket.findFirst({
          ...query,
          where: { AND: [{ id: subjectId ?? -1 }, visibleTickets(actor)] },
        }),
    }),
  }),
});

builder.subscriptionField('ticketUpdated', (t) =>
  t.field({
    type: TicketEvent,
    description:
      'Tickets that are opened, answered, changed, merged or deleted. Continue after a disconnect with `after`: nothing is missed and nothing comes twice.',
    authScopes: { permission: 'support:read' },
    args: {
      ticketId: t.arg.globalID({ for: Ticket, description: 'Only this ticket.' }),
      clientId: t.arg.globalID({ for: Client, description: "Only this client's tickets." }),
      departmentId: t.arg.int({ description: 'Only tickets of this department (`databaseId`).' }),
      after: t.arg.string({ description: 'The cursor of the last event already seen.' }),
    },
    subscribe: (_root, { ticketId, clientId, departmentId, after }, context) => {
      const ticket = ticketId && keyOf(ticketId);
      const client = clientId && keyOf(clientId);
      const where = (event: TellableEvent) =>
        (!ticket || event.subjectId === ticket) &&
        (!client || event.clientId === client) &&
        (!departmentId || event.departmentId === departmentId);
      return follow(context, { types, after: after ?? null, where });
    },
    resolve: (event) => event,
  }),
);
