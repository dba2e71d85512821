import { isBackOffice } from '#core/actor.ts';
import { now } from '#core/clock.ts';
import { keyOf } from '#core/ids.ts';
import { command } from '#schema/command.ts';
import { logTicket } from './log-ticket.ts';
import { inStatus, statusFor } from './status-for.ts';
import { Ticket } from './ticket.ts';
import { ticketPayload } from './ticket-payload.ts';
import { eventOf, openTicketFor, ticketFor } from '#modules/support/visible.ts';

command('closeTicket', {
  description:
    'Close a ticket because the request is resolved. A further reply reopens the ticket.',
  permission: 'support:reply',
  input: (t) => ({
    ticketId: t.globalID({
      for: Ticket,
      required: true,
      description: 'ID of the ticket to close.',
    }),
  }),
  errors: ['TICKET_NOT_FOUND', 'TICKET_MERGED'],
  run: async (work, input) => {
    const ticket = await openTicketFor(work, keyOf(input.ticketId));
    const closed = await statusFor(work.tx, 'closed');
    if (ticket.statusId === closed.id) return { ticketId: ticket.id };
    await work.tx.ticket.update({ where: { id: ticket.id }, data: inStatus(closed, now()) });
    await logTicket(work, ticket.id, 'Closed');
    work.announce('ticket.changed', { ...eventOf(ticket), changed: ['status'] });
    return { ticketId: ticket.id };
  },
  payload: (t) => ticketPayload(t, 'The ticket, closed.'),
});

command('markTicketRead', {
  description:
    'Record that the posts of a ticket were read: by the client, or by staff where staff or a reseller calls it (`isClientUnread`, `isStaffUnread`).',
  permission: 'support:read',
  input: (t) => ({
    ticketId: t.globalID({
      for: Ticket,
      required: true,
      description: 'ID of the ticket to mark as read.',
    }),
  }),
  errors: ['TICKET_NOT_FOUND'],
  run: async (work, input) => {
    const ticket = await ticketFor(work, keyOf(input.ticketId));
    const { id } = ticket;
    const byStaff = isBackOffice(work.actor);
    if (!ticket[byStaff ? 'isStaffUnread' : 'isClientUnread']) return { ticketId: id };
    const data = byStaff ? { isStaffUnread: false } : { isClientUnread: false };
    await work.tx.ticket.update({ where: { id }, data });
    work.announce('ticket.read', { ...eventOf(ticket), byStaff });
    return { ticketId: id };
  },
  payload: (t) => ticketPayload(t, 'The ticket, read.'),
});
