import { keyOf } from '#core/ids.ts';
import { DomainError } from '#core/errors.ts';
import { settingIsOn } from '#modules/settings/settings.ts';
import { command } from '#schema/command.ts';
import { z } from 'zod';
import { TicketReply } from './ticket-reply.ts';
import { eventOf, ticketFor, visibleReplies } from '#modules/support/visible.ts';

command('rateTicketReply', {
  description:
    'Rate a staff reply of a ticket. For the client who received the reply, if the setting TicketRatingEnabled is on.',
  permission: 'support:reply',
  input: (t) => ({
    replyId: t.globalID({
      for: TicketReply,
      required: true,
      description: 'ID of the reply to rate.',
    }),
    rating: t.int({
      required: true,
      description: 'Rating from 1 (poor) to 5 (excellent).',
      validate: z.int().min(1).max(5),
    }),
  }),
  errors: ['TICKET_REPLY_NOT_FOUND', 'RATINGS_OFF', 'FORBIDDEN'],
  run: async (work, { replyId, rating }) => {
    const { tx, actor } = work;
    if (!(await settingIsOn(tx, 'TicketRatingEnabled'))) work.fail('RATINGS_OFF');
    const id = keyOf(replyId);
    const reply = await tx.ticketReply.findFirst({
      where: { AND: [{ id, adminName: { not: '' } }, visibleReplies(actor)] },
      select: { ticketId: true },
    });
    if (!reply) throw new DomainError('TICKET_REPLY_NOT_FOUND');
    // Praise of oneself is worth nothing.
    if (actor.kind !== 'customer') throw new DomainError('FORBIDDEN');
    const ticket = await ticketFor(work, reply.ticketId);
    await tx.ticketReply.update({ where: { id }, data: { rating } });
    work.announce('ticket.changed', { ...eventOf(ticket), changed: ['rating'] });
    return { replyId: id };
  },
  payload: (t) => ({
    ticketReply: t.prismaField({
      type: TicketReply,
      description: 'The reply with its rating.',
      resolve: (query, answer, _args, { db }) =>
        db.ticketReply.findUniqueOrThrow({ ...query, where: { id: answer.replyId } }),
    }),
  }),
});
