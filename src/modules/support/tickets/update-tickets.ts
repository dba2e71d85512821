import { bulkCommand } from '#schema/bulk.ts';
import { Ticket } from './ticket.ts';
import './update-ticket.ts';

bulkCommand('updateTickets', {
  single: 'updateTicket',
  type: Ticket,
  field: 'ticket',
  ids: 'ticketIds',
  key: 'ticketId',
  description: 'Make the same change to several tickets.',
});
