import { keyOf } from '#core/ids.ts';
import { z } from 'zod';
import type { Ticket as Row } from '#generated/prisma/client.ts';
import { command } from '#schema/command.ts';
import type { Work } from '#schema/work.ts';
import { Ticket } from './ticket.ts';
import { eventOf, ticketFor } from '#modules/support/visible.ts';

command('deleteTicket', {
  legacy: 'DeleteTicket',
  description:
    'Delete tickets with all their posts and files. Cannot be undone. Either all given tickets are deleted or none.',
  permission: 'support:write',
  input: (t) => ({
    ticketIds: t.globalIDList({
      for: Ticket,
      required: true,
      description: 'IDs of the tickets to delete, at most 100.',
      validate: z.array(z.unknown()).min(1, 'is required').max(100),
    }),
  }),
  errors: ['TICKET_NOT_FOUND'],
  run: async (work, { ticketIds }) => {
    // One order for everybody: two who delete the same tickets must not wait for each other.
    const ids = [...new Set(ticketIds.map(keyOf))].toSorted((one, other) => one - other);
    const tickets = [];
    for (const id of ids) tickets.push(await ticketFor(work, id));
    for (const ticket of tickets) await deleteTicket(work, ticket);
    return { deleted: ids.length };
  },
  payload: (t) => ({
    deletedCount: t.exposeInt('deleted', { description: 'Number of deleted tickets.' }),
  }),
});

/** Deletes one ticket; what was merged into it goes with it. */
export async function deleteTicket({ tx, announce }: Work, ticket: Row): Promise<void> {
  const { id } = ticket;
  await tx.ticket.deleteMany({ where: { OR: [{ id }, { mergedIntoId: id }] } });
  announce('ticket.deleted', eventOf(ticket));
}
