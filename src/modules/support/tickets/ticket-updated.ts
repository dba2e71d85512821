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
  description: 'Something that happened to a ticket.',
  fields: (t) => ({
    ...eventFields(t),
    ticketId: t.string({
      description: 'The ticket, `Ticket:7`, also when it was deleted.',
      resolve: ({ subjectId }) => `Ticket:${subjectId}`,
    }),
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
    reply: t.prismaField({
      type: TicketReply,
      nullable: true,
      description: 'What was written, for `ticket.replied`.',
      resolve: (query, event, _args, { db, actor }) =>
        db.ticketReply.findFirst({
          ...query,
          where: {
            AND: [{ id: Number(published(event, 'replyId') ?? -1) }, visibleReplies(actor)],
          },
        }),
    }),
    changed: t.stringList({
      description: 'The fields that changed, for `ticket.changed`.',
      resolve: (event, _args, { actor }) =>
        (payloadFor(actor, event) as { changed?: string[] } | null)?.changed ?? [],
    }),
    isByStaff: t.boolean({
      nullable: true,
      description: 'Who opened or answered was of the staff; null for other events.',
      resolve: (event) => (published(event, 'byStaff') as boolean | undefined) ?? null,
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
      departmentId: t.arg.globalID({
        for: Department,
        description: 'Only tickets of this department.',
      }),
      after: t.arg.string({
        description: 'The cursor of the last event already seen; `0` for all that is kept.',
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
