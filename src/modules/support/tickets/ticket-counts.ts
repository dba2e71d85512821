import type { Prisma } from '#generated/prisma/client.ts';
import { builder } from '#schema/builder.ts';
import { legacyExtensions } from '#schema/legacy.ts';
import { TicketStatus } from '#modules/support/desk/ticket-status.ts';
import { selections } from './tickets.ts';
import { visibleTickets } from '#modules/support/visible.ts';

interface Counts {
  active: number;
  awaitingReply: number;
  flagged: number;
}

const TicketCounts = builder.objectRef<Counts>('TicketCounts').implement({
  read: 'support:read',
  description: 'How many tickets there are, as far as the actor sees them.',
  fields: (t) => ({
    active: t.exposeInt('active', { description: 'All that are not done with.' }),
    awaitingReply: t.exposeInt('awaitingReply', {
      description: 'Those that wait for an answer of the staff.',
    }),
    flagged: t.exposeInt('flagged', {
      description: 'Active ones assigned to the staff member the actor.',
    }),
    statuses: t.prismaField({
      type: [TicketStatus],
      description: 'Every status; ask each for its `ticketCount`.',
      resolve: (query, _counts, _args, { db }) =>
        db.ticketStatus.findMany({ ...query, orderBy: [{ sortOrder: 'asc' }, { id: 'asc' }] }),
    }),
  }),
});

builder.queryField('ticketCounts', (t) =>
  t.field({
    type: TicketCounts,
    description: 'How many tickets there are in the usual views.',
    authScopes: { permission: 'support:read' },
    extensions: legacyExtensions('GetTicketCounts', 'support:read'),
    resolve: async (_root, _args, { db, actor }) => {
      const views = selections(actor);
      const count = (view: Prisma.TicketWhereInput) =>
        db.ticket.count({ where: { AND: [visibleTickets(actor), { mergedIntoId: null }, view] } });
      const [active, awaitingReply, flagged] = await Promise.all([
        count(views.ACTIVE),
        count(views.AWAITING_REPLY),
        count(views.FLAGGED_BY_ME),
      ]);
      return { active, awaitingReply, flagged };
    },
  }),
);
