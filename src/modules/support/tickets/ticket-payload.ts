import type { builder } from '#schema/builder.ts';
import { Ticket } from './ticket.ts';

type Types = (typeof builder)['$inferSchemaTypes'];

/** The ticket as a change left it. */
export const ticketPayload = <Answer extends { ticketId: number }>(
  t: PothosSchemaTypes.ObjectFieldBuilder<Types, Answer>,
  description = 'The ticket as it is now.',
) => ({
  ticket: t.prismaField({
    type: Ticket,
    description,
    resolve: (query, { ticketId }, _args, { db }) =>
      db.ticket.findUniqueOrThrow({ ...query, where: { id: ticketId } }),
  }),
});
