import { everyRow } from '#modules/access/visible.ts';
import { builder } from '#schema/builder.ts';
import { legacyExtensions } from '#schema/legacy.ts';
import { visibleTickets } from '#modules/support/visible.ts';

/** A state a ticket can be in. */
export const TicketStatus = builder.prismaNode('TicketStatus', {
  read: 'support:read',
  visible: everyRow,
  description: 'A status that a ticket can have. The company can add custom statuses.',
  id: { field: 'id' },
  select: {},
  fields: (t) => ({
    databaseId: t.exposeInt('id', {
      description: 'Numeric ID of the ticket status, used by the legacy APIs.',
    }),
    key: t.exposeString('key', {
      description: 'Key of the ticket status, such as `open`, `answered` or `closed`.',
    }),
    title: t.exposeString('title', { description: 'Title of the ticket status.' }),
    color: t.exposeString('color', {
      description: 'Color of the status in lists as a hexadecimal value, such as `#779500`.',
    }),
    isActive: t.exposeBoolean('isActive', {
      description: 'Whether tickets with the status count as active.',
    }),
    isAwaitingReply: t.exposeBoolean('isAwaitingReply', {
      description: 'Whether tickets with the status await a reply by staff.',
    }),
    isAutoClosed: t.exposeBoolean('isAutoClosed', {
      description:
        'Whether tickets with the status are closed automatically after the number of hours of the setting CloseInactiveTickets without a new post.',
    }),
    sortOrder: t.exposeInt('sortOrder', {
      description: 'Position of the status in lists, smallest first.',
    }),
    ticketCount: t.relationCount('tickets', {
      description: 'Number of tickets with the status, among those the actor may see.',
      where: (_args, { actor }) => ({ AND: [visibleTickets(actor), { mergedIntoId: null }] }),
    }),
  }),
});

builder.queryField('ticketStatuses', (t) =>
  t.prismaField({
    type: [TicketStatus],
    description: 'All ticket statuses, in their sort order.',
    authScopes: { permission: 'support:read' },
    extensions: legacyExtensions('GetSupportStatuses', 'support:read'),
    resolve: (query, _root, _args, { db }) =>
      db.ticketStatus.findMany({ ...query, orderBy: [{ sortOrder: 'asc' }, { id: 'asc' }] }),
  }),
);
