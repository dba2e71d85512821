import { builder } from '#schema/builder.ts';
import { legacyExtensions } from '#schema/legacy.ts';
import { visibleTickets } from '#modules/support/visible.ts';

/** A state a ticket can be in. */
export const TicketStatus = builder.prismaNode('TicketStatus', {
  read: 'support:read',
  description: 'A state a ticket can be in; the company may add its own.',
  id: { field: 'id' },
  select: {},
  fields: (t) => ({
    databaseId: t.exposeInt('id', { description: 'The number old programs know it by.' }),
    key: t.exposeString('key', { description: 'Its short name: open, answered, closed …' }),
    title: t.exposeString('title', { description: 'What it is called.' }),
    color: t.exposeString('color', { description: 'Hex colour for lists, e.g. #779500.' }),
    isActive: t.exposeBoolean('isActive', { description: 'Its tickets count as active.' }),
    isAwaitingReply: t.exposeBoolean('isAwaitingReply', {
      description: 'Its tickets wait for an answer of the staff.',
    }),
    isAutoClosed: t.exposeBoolean('isAutoClosed', {
      description: 'Its tickets close when nobody wrote for the hours of CloseInactiveTickets.',
    }),
    sortOrder: t.exposeInt('sortOrder', { description: 'Its place in lists, smallest first.' }),
    ticketCount: t.relationCount('tickets', {
      description: 'How many tickets are in it, as far as the actor sees them.',
      where: (_args, { actor }) => ({ AND: [visibleTickets(actor), { mergedIntoId: null }] }),
    }),
  }),
});

builder.queryField('ticketStatuses', (t) =>
  t.prismaField({
    type: [TicketStatus],
    description: 'Every state a ticket can be in, in their order.',
    authScopes: { permission: 'support:read' },
    extensions: legacyExtensions('GetSupportStatuses', 'support:read'),
    resolve: (query, _root, _args, { db }) =>
      db.ticketStatus.findMany({ ...query, orderBy: [{ sortOrder: 'asc' }, { id: 'asc' }] }),
  }),
);
