import { keyOf } from '#core/ids.ts';
import { DomainError } from '#core/errors.ts';
import { command } from '#schema/command.ts';
import { eventOf, ticketFor, visibleReplies } from '#modules/support/visible.ts';
import { logTicket } from './log-ticket.ts';
import { messageRule } from './rules.ts';
import { TicketReply } from './ticket-reply.ts';

command('updateTicketReply', {
  description:
    'Change the text of a reply. No email is sent; the ticket log says that the reply was edited.',
  permission: 'support:write',
  input: (t) => ({
    replyId: t.globalID({
      for: TicketReply,
      required: true,
      description: 'ID of the reply to change.',
    }),
    message: t.string({
      required: true,
      description: 'New text of the reply, Markdown or plain text.',
      validate: messageRule,
    }),
  }),
  errors: ['TICKET_REPLY_NOT_FOUND'],
  run: async (work, { replyId, message }) => {
    const { tx, actor } = work;
    const id = keyOf(replyId);
    const reply = await tx.ticketReply.findFirst({
      where: { AND: [{ id }, visibleReplies(actor)] },
      select: { ticketId: true },
    });
    if (!reply) throw new DomainError('TICKET_REPLY_NOT_FOUND');
    const ticket = await ticketFor(work, reply.ticketId);
    const { count } = await tx.ticketReply.updateMany({ where: { id }, data: { message } });
    if (count === 0) throw new DomainError('TICKET_REPLY_NOT_FOUND');
    await logTicket(work, ticket.id, `Reply ${id} edited`);
    work.announce('ticket.changed', { ...eventOf(ticket), changed: ['replies'] });
    return { replyId: id };
  },
  payload: (t) => ({
    ticketReply: t.prismaField({
      type: TicketReply,
      description: 'The reply after the change.',
      resolve: (query, { replyId }, _args, { db }) =>
        db.ticketReply.findUniqueOrThrow({ ...query, where: { id: replyId } }),
    }),
  }),
});
