import { encodeId, keyOf } from '#core/ids.ts';
import { z } from 'zod';
import type { Ticket as Row } from '#generated/prisma/client.ts';
import { command } from '#schema/command.ts';
import type { Work } from '#schema/work.ts';
import { Ticket } from './ticket.ts';
import { eventOf, ticketFor } from '#modules/support/visible.ts';
import { Client } from '#modules/clients/client.ts';
import { Department } from '#modules/support/desk/department.ts';

command('deleteTicket', {
  legacy: 'DeleteTicket',
  description:
    'Delete tickets with all their posts and files, and the tickets that were merged into them. Cannot be undone. Either all given tickets are deleted or none.',
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
    const tickets: Row[] = [];
    for (const id of ids) tickets.push(await ticketFor(work, id));
    const gone = await deleteTickets(work, tickets);
    return {
      ids: gone.map(({ id }) => id),
      firstId: ids[0]!,
      deleted: ids.length,
      clientIds: gone.flatMap(({ clientId }) => clientId ?? []),
      departmentIds: gone.map(({ departmentId }) => departmentId),
    };
  },
  deletes: { type: 'Ticket', key: 'firstId' },
  payload: (t) => ({
    deletedIds: t.idList({
      description:
        'Global IDs of the deleted tickets, in the order of their numbers, then of those that had been merged into them.',
      resolve: ({ ids }) => ids.map((id) => encodeId('Ticket', id)),
    }),
    deletedCount: t.exposeInt('deleted', {
      description: 'Number of tickets that were named and deleted, without those merged into them.',
    }),
    clients: t.prismaField({
      type: [Client],
      description: 'The clients, without the tickets.',
      resolve: (query, { clientIds }, _args, { db }) =>
        db.client.findMany({
          ...query,
          where: { id: { in: clientIds } },
          orderBy: [{ id: 'asc' }],
        }),
    }),
    departments: t.prismaField({
      type: [Department],
      description: 'The support departments, without the tickets.',
      resolve: (query, { departmentIds }, _args, { db }) =>
        db.department.findMany({
          ...query,
          where: { id: { in: departmentIds } },
          orderBy: [{ id: 'asc' }],
        }),
    }),
  }),
});

/** Deletes tickets; what was merged into them goes with them, and is told of as well. */
export async function deleteTickets(work: Work, tickets: readonly Row[]): Promise<Row[]> {
  const { tx, announce } = work;
  const ids = tickets.map(({ id }) => id);
  const merged = await tx.ticket.findMany({
    where: { mergedIntoId: { in: ids }, id: { notIn: ids } },
    orderBy: { id: 'asc' },
  });
  const gone = [...tickets, ...merged];
  await tx.ticket.deleteMany({ where: { id: { in: gone.map(({ id }) => id) } } });
  for (const ticket of gone) announce('ticket.deleted', eventOf(ticket));
  return gone;
}
