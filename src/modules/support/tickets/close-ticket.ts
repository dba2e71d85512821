import { now } from '#core/clock.ts';
import { keyOf } from '#core/ids.ts';
import { command } from '#schema/command.ts';
import { logTicket } from './log-ticket.ts';
import { inStatus, statusFor } from './status-for.ts';
import { Ticket } from './ticket.ts';
import { ticketPayload } from './ticket-payload.ts';
import { eventOf, ticketFor } from '#modules/support/visible.ts';

command('closeTicket', {
  description: 'Close a ticket: what it asked is done. A further reply opens it again.',
  permission: 'support:reply',
  input: (t) => ({
    ticketId: t.globalID({ for: Ticket, required: true, description: 'Which ticket.' }),
  }),
  errors: ['TICKET_NOT_FOUND'],
  run: async (work, input) => {
    const ticket = await ticketFor(work, keyOf(input.ticketId));
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
  description: 'Note that the client has read everything in a ticket.',
  permission: 'support:read',
  input: (t) => ({
    ticketId: t.globalID({ for: Ticket, required: true, description: 'Which ticket.' }),
  }),
  errors: ['TICKET_NOT_FOUND'],
  run: async (work, input) => {
    const { id } = await ticketFor(work, keyOf(input.ticketId));
    await work.tx.ticket.update({ where: { id }, data: { isClientUnread: false } });
    return { ticketId: id };
  },
  payload: (t) => ticketPayload(t, 'The ticket, read.'),
});
