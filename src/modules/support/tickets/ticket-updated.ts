import type { PublishedEvent } from '#platform/outbox/subscriber.ts';
import { Client } from '#modules/clients/client.ts';
import { nounEvents } from '#schema/events/noun.ts';
import { Department } from '#modules/support/desk/department.ts';
import { visibleReplies } from '#modules/support/visible.ts';
import { Ticket } from './ticket.ts';
import { TicketReply } from './ticket-reply.ts';

/** A value of the event's payload, as the one who announced it wrote it. */
const published = ({ payload }: PublishedEvent, name: string): unknown =>
  (payload as Record<string, unknown> | null)?.[name];

nounEvents({
  noun: 'ticket',
  type: Ticket,
  client: Client,
  read: 'support:read',
  missing: 'TICKET_NOT_FOUND',
  description: 'Tickets that are opened, answered, read, changed, merged or deleted.',
  args: (t) => ({
    departmentId: t.globalID({
      for: Department,
      description: 'Only events of tickets of this department.',
    }),
  }),
  where: ({ departmentId }) => {
    const department = departmentId ? Number((departmentId as { id: string }).id) : null;
    return (event) => department === null || event.departmentId === department;
  },
  fields: (t) => ({
    reply: t.prismaField({
      type: TicketReply,
      nullable: true,
      description: 'The new reply; null for events other than `TICKET_REPLIED`.',
      resolve: (query, event, _args, { db, actor }) =>
        db.ticketReply.findFirst({
          ...query,
          where: {
            AND: [{ id: Number(published(event, 'replyId') ?? -1) }, visibleReplies(actor)],
          },
        }),
    }),
    isByStaff: t.boolean({
      nullable: true,
      description: 'Whether staff opened, answered or read the ticket; null for other events.',
      resolve: (event) => (published(event, 'byStaff') as boolean | undefined) ?? null,
    }),
  }),
});
