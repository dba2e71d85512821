import { isBackOffice } from '#core/actor.ts';
import type { EventName } from '#core/events.ts';
import { keyOf } from '#core/ids.ts';
import { Client } from '#modules/clients/client.ts';
import type { PublishedEvent } from '#platform/outbox/subscriber.ts';
import { builder } from '#schema/builder.ts';
import { eventFields, follow, payloadFor } from '#schema/follow.ts';
import { Department } from '#modules/support/desk/department.ts';
import { Ticket } from './ticket.ts';
import { TicketReply } from './ticket-reply.ts';
import { visibleReplies, visibleTickets } from '#modules/support/visible.ts';

const types = [
  'ticket.opened',
  'ticket.replied',
  'ticket.changed',
  'ticket.merged',
  'ticket.deleted',
] as const satisfies readonly EventName[];

/** What only staff are told of, besides: the remarks customers never hear of. */
const staffTypes = [...types, 'ticket.noted'] as const satisfies readonly EventName[];

/** A value of the event's payload, as the one who announced it wrote it. */
const published = ({ payload }: PublishedEvent, name: string): unknown =>
  (payload as Record<string, unknown> | null)?.[name];

const TicketEvent = builder.objectRef<PublishedEvent>('TicketEvent').implement({
  read: 'support:read',
  description: 'An event that happened to a ticket.',
  fields: (t) => ({
    ...eventFields(t),
    ticketId: t.string({
      description: 'ID of the ticket, such as `Ticket:7`, even if the ticket was deleted.',
      resolve: ({ subjectId }) => `Ticket:${subjectId}`,
    }),
    ticket: t.prismaField({
      type: Ticket,
      nullable: true,
      description: 'The ticket in its current state. Null once deleted.',
      resolve: (query, { subjectId }, _args, { db, actor }) =>
        db.ticket.findFirst({
          ...query,
          where: { AND: [{ id: subjectId ?? -1 }, visibleTickets(actor)] },
        }),
    }),
    reply: t.prismaField({
      type: TicketReply,
      nullable: true,
      description: 'The new reply. For `ticket.replied` events.',
      resolve: (query, event, _args, { db, actor }) =>
        db.ticketReply.findFirst({
          ...query,
          where: {
            AND: [{ id: Number(published(event, 'replyId') ?? -1) }, visibleReplies(actor)],
          },
        }),
    }),
    changed: t.stringList({
      description: 'Names of the changed fields. For `ticket.changed` events.',
      resolve: (event, _args, { actor }) =>
        (payloadFor(actor, event) as { changed?: string[] } | null)?.changed ?? [],
    }),
    isByStaff: t.boolean({
      nullable: true,
      description: 'Whether staff opened or answered the ticket. Null for other events.',
      resolve: (event) => (published(event, 'byStaff') as boolean | undefined) ?? null,
    }),
  }),
});

builder.subscriptionField('ticketUpdated', (t) =>
  t.field({
    type: TicketEvent,
    description:
      'Events of tickets that are opened, answered, changed, merged or deleted. Resume after a disconnect with `after`: no event is lost or delivered twice.',
    authScopes: { permission: 'support:read' },
    args: {
      ticketId: t.arg.globalID({ for: Ticket, description: 'Only events of this ticket.' }),
      clientId: t.arg.globalID({
        for: Client,
        description: "Only events of this client's tickets.",
      }),
      departmentId: t.arg.globalID({
        for: Department,
        description: 'Only events of tickets of this department.',
      }),
      after: t.arg.string({
        description: 'Cursor of the last event already received. `0` for all stored events.',
      }),
    },
    subscribe: (_root, { ticketId, clientId, departmentId, after }, context) => {
      const ticket = ticketId && keyOf(ticketId);
      const client = clientId && keyOf(clientId);
      const department = departmentId && keyOf(departmentId);
      const where = (event: PublishedEvent) =>
        (!ticket || event.subjectId === ticket) &&
        (!client || event.clientId === client) &&
        (!department || event.departmentId === department);
      const received = isBackOffice(context.actor) ? staffTypes : types;
      return follow(context, { types: received, after: after ?? null, where });
    },
    resolve: (event) => event,
  }),
);
