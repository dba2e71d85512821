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
  description: 'Numbers of tickets, among those the actor may see.',
  fields: (t) => ({
    active: t.exposeInt('active', {
      description: 'Number of active tickets, i.e. all tickets that are not finished.',
    }),
    awaitingReply: t.exposeInt('awaitingReply', {
      description: 'Number of tickets awaiting a reply by staff.',
    }),
    flagged: t.exposeInt('flagged', {
      description: 'Number of active tickets assigned to the acting staff member.',
    }),
    statuses: t.prismaField({
      type: [TicketStatus],
      description: 'All ticket statuses. Each provides its number of tickets as `ticketCount`.',
      resolve: (query, _counts, _args, { db }) =>
        db.ticketStatus.findMany({ ...query, orderBy: [{ sortOrder: 'asc' }, { id: 'asc' }] }),
    }),
  }),
});

builder.queryField('ticketCounts', (t) =>
  t.field({
    type: TicketCounts,
    description: 'Numbers of tickets in the standard views.',
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
