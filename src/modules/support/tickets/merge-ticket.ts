import { now } from '#core/clock.ts';
import { keyOf } from '#core/ids.ts';
import { fullNameOf } from '#core/names.ts';
import { DomainError } from '#core/errors.ts';
import { z } from 'zod';
import type { Ticket as Row } from '#generated/prisma/client.ts';
import { command } from '#schema/command.ts';
import type { Work } from '#schema/work.ts';
import { inStatus, statusFor } from './status-for.ts';
import { Ticket } from './ticket.ts';
import { ticketPayload } from './ticket-payload.ts';
import { logTicket } from './log-ticket.ts';
import { eventOf, ticketFor, visibleTickets } from '#modules/support/visible.ts';

command('mergeTicket', {
  legacy: 'MergeTicket',
  description:
    "Merge tickets of the same client (or a guest's ticket into a client's ticket) into another ticket. Posts, notes and files are moved to the target; the merged tickets are closed and refer to the target. Cannot be undone.",
  permission: 'support:write',
  input: (t) => ({
    ticketId: t.globalID({
      for: Ticket,
      required: true,
      description: 'ID of the target ticket that remains.',
    }),
    mergeTicketIds: t.globalIDList({
      for: Ticket,
      required: true,
      description: 'IDs of the tickets to merge into the target, at most 50.',
      validate: z.array(z.unknown()).min(1, 'is required').max(50),
    }),
  }),
  errors: ['TICKET_NOT_FOUND', 'TICKET_NOT_MERGEABLE'],
  run: async (work, { ticketId, mergeTicketIds }) => {
    const id = keyOf(ticketId);
    const merged = [...new Set(mergeTicketIds.map(keyOf))];
    await lockInOrder(work, [id, ...merged]);
    const target = await ticketFor(work, id);
    const rows = await work.tx.ticket.findMany({
      where: { AND: [{ id: { in: merged }, mergedIntoId: null }, visibleTickets(work.actor)] },
      orderBy: { id: 'asc' },
    });
    const fits = (row: Row) =>
      row.id !== id && (row.clientId === target.clientId || row.clientId === null);
    const odd = merged.filter((each) => !rows.some((row) => row.id === each && fits(row)));
    if (target.mergedIntoId !== null || odd.length > 0)
      throw new DomainError('TICKET_NOT_MERGEABLE', undefined, {
        ticketIds: odd.length ? odd : [id],
      });
    for (const row of rows) await mergeInto(work, target, row);
    const lastReplyAt = [target, ...rows].reduce(
      (latest, row) => (row.lastReplyAt > latest ? row.lastReplyAt : latest),
      target.lastReplyAt,
    );
    await work.tx.ticket.update({ where: { id }, data: { lastReplyAt } });
    work.announce('ticket.merged', { ...eventOf(target), mergedTicketIds: merged });
    return { ticketId: id, mergedIds: merged };
  },
  payload: (t) => ({
    ...ticketPayload(t, 'The one that stays, with all the posts.'),
    mergedTickets: t.prismaField({
      type: [Ticket],
      listSize: 50,
      description: 'The tickets that were merged into it, closed.',
      resolve: (query, { mergedIds }, _args, { db }) =>
        db.ticket.findMany({ ...query, where: { id: { in: mergedIds } }, orderBy: { id: 'asc' } }),
    }),
  }),
});

/** Locks in one order for everybody, so that two merges the other way round do not deadlock. */
async function lockInOrder({ tx }: Work, ids: readonly number[]): Promise<void> {
  const inOrder = ids.toSorted((one, other) => one - other);
  await tx.$queryRaw`select id from tickets where id = any(${inOrder}::int[]) order by id for update`;
}

/** The first post becomes a reply of the target, with its files; the rest moves as it is. */
async function mergeInto(work: Work, target: Row, row: Row): Promise<void> {
  const { tx } = work;
  const client =
    row.clientId === null
      ? null
      : await tx.client.findUnique({
          where: { id: row.clientId },
          select: { firstName: true, lastName: true, email: true },
        });
  const first = await tx.ticketReply.create({
    data: {
      ticketId: target.id,
      clientId: row.clientId,
      userId: row.userId,
      contactId: row.contactId,
      requestorType: row.requestorType,
      name: row.name || (client ? fullNameOf(client) : ''),
      email: row.email || (client?.email ?? ''),
      message: row.message,
      ip: row.ip,
      createdAt: row.createdAt,
    },
    select: { id: true },
  });
  await tx.attachment.updateMany({
    where: { ticketId: row.id },
    data: { ticketId: null, replyId: first.id },
  });
  const [from, to] = [{ ticketId: row.id }, { ticketId: target.id }];
  await tx.ticketReply.updateMany({ where: from, data: to });
  await tx.ticketNote.updateMany({ where: from, data: to });
  const closed = await statusFor(tx, 'closed');
  await tx.ticket.update({
    where: { id: row.id },
    data: { ...inStatus(closed, now()), mergedIntoId: target.id },
  });
  // What had been merged into it before follows it.
  await tx.ticket.updateMany({
    where: { mergedIntoId: row.id },
    data: { mergedIntoId: target.id },
  });
  await logTicket(work, target.id, `Ticket ${row.number} merged into this one`);
}
