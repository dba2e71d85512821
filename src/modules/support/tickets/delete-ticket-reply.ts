import { keyOf } from '#core/ids.ts';
import { DomainError } from '#core/errors.ts';
import { command } from '#schema/command.ts';
import { Ticket } from './ticket.ts';
import { ticketPayload } from './ticket-payload.ts';
import { TicketReply } from './ticket-reply.ts';
import { eventOf, ticketFor, visibleReplies } from '#modules/support/visible.ts';

command('deleteTicketReply', {
  legacy: 'DeleteTicketReply',
  description: 'Delete a single reply of a ticket together with its files. Cannot be undone.',
  permission: 'support:write',
  input: (t) => ({
    replyId: t.globalID({
      for: TicketReply,
      required: true,
      description: 'ID of the reply to delete.',
    }),
    ticketId: t.globalID({
      for: Ticket,
      description: "ID of the reply's ticket, if the caller knows the ticket.",
    }),
  }),
  errors: ['TICKET_NOT_FOUND', 'TICKET_REPLY_NOT_FOUND'],
  run: async (work, { replyId, ticketId }) => {
    const { tx, actor } = work;
    const id = keyOf(replyId);
    if (ticketId) await ticketFor(work, keyOf(ticketId));
    const ofTicket = ticketId ? { ticketId: keyOf(ticketId) } : {};
    const reply = await tx.ticketReply.findFirst({
      where: { AND: [{ id }, ofTicket, visibleReplies(actor)] },
      select: { ticketId: true },
    });
    if (!reply) throw new DomainError('TICKET_REPLY_NOT_FOUND');
    const ticket = await ticketFor(work, reply.ticketId);
    const { count } = await tx.ticketReply.deleteMany({ where: { id } });
    if (count === 0) throw new DomainError('TICKET_REPLY_NOT_FOUND');
    const last = await tx.ticketReply.findFirst({
      where: { ticketId: ticket.id },
      orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
      select: { createdAt: true },
    });
    await tx.ticket.update({
      where: { id: ticket.id },
      data: { lastReplyAt: last?.createdAt ?? ticket.createdAt },
    });
    work.announce('ticket.changed', { ...eventOf(ticket), changed: ['replies'] });
    return { ticketId: ticket.id, replyId: id };
  },
  deletes: { type: 'TicketReply', key: 'replyId' },
  payload: (t) => ticketPayload(t, 'The ticket without it.'),
});
