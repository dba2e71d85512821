import { keyOf } from '#core/ids.ts';
import { command } from '#schema/command.ts';
import { isBuiltIn } from '#modules/support/tickets/built-in-statuses.ts';
import { TicketStatus } from './ticket-status.ts';
import { ticketStatusFor } from '#modules/support/visible.ts';

command('deleteTicketStatus', {
  description: 'Delete a custom ticket status that no ticket has.',
  permission: 'system:configure',
  input: (t) => ({
    statusId: t.globalID({
      for: TicketStatus,
      required: true,
      description: 'ID of the ticket status to delete.',
    }),
  }),
  errors: ['TICKET_STATUS_NOT_FOUND', 'TICKET_STATUS_BUILT_IN', 'TICKET_STATUS_IN_USE'],
  run: async (work, { statusId }) => {
    const { id, key } = await ticketStatusFor(work, keyOf(statusId));
    if (isBuiltIn(key)) work.fail('TICKET_STATUS_BUILT_IN');
    const tickets = await work.tx.ticket.count({ where: { statusId: id } });
    if (tickets) work.fail('TICKET_STATUS_IN_USE', undefined, { tickets });
    await work.tx.ticketStatus.delete({ where: { id } });
    work.announce('ticketStatus.deleted', { statusId: id });
    return { statusId: id };
  },
  deletes: { type: 'TicketStatus', key: 'statusId' },
});
