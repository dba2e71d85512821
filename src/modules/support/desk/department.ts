import { builder } from '#schema/builder.ts';
import { legacyExtensions } from '#schema/legacy.ts';
import { visibleDepartments, visibleTickets } from '#modules/support/visible.ts';

/** A part of the support staff that tickets are addressed to. */
export const Department = builder.prismaNode('Department', {
  read: 'support:read',
  description: 'A part of the support staff that tickets are addressed to.',
  id: { field: 'id' },
  select: {},
  fields: (t) => ({
    databaseId: t.exposeInt('id', { description: 'The number old programs know it by.' }),
    name: t.exposeString('name', { description: 'What it is called.' }),
    description: t.exposeString('description', { description: 'What it helps with.' }),
    email: t.exposeString('email', { description: 'Its address, in lower case; may be empty.' }),
    isHidden: t.exposeBoolean('isHidden', { description: 'Customers do not see it.' }),
    isClientsOnly: t.exposeBoolean('isClientsOnly', {
      description: 'Only registered clients may open tickets here.',
    }),
    isFeedbackRequested: t.exposeBoolean('feedbackRequested', {
      description: 'Clients are asked for a rating when a ticket closes.',
    }),
    sortOrder: t.exposeInt('sortOrder', { description: 'Its place in lists, smallest first.' }),
    awaitingReplyCount: t.relationCount('tickets', {
      description: 'Tickets here that wait for an answer, as far as the actor sees them.',
      where: (_args, { actor }) => ({
        AND: [visibleTickets(actor), { mergedIntoId: null, status: { isAwaitingReply: true } }],
      }),
    }),
    openTicketCount: t.relationCount('tickets', {
      description: 'Active tickets here, as far as the actor sees them.',
      where: (_args, { actor }) => ({
        AND: [visibleTickets(actor), { mergedIntoId: null, status: { isActive: true } }],
      }),
    }),
  }),
});

builder.queryField('departments', (t) =>
  t.prismaField({
    type: [Department],
    description: 'The departments one can write to, in their order.',
    authScopes: { permission: 'support:read' },
    extensions: legacyExtensions('GetSupportDepartments', 'support:read'),
    resolve: (query, _root, _args, { db, actor }) =>
      db.department.findMany({
        ...query,
        where: visibleDepartments(actor),
        orderBy: [{ sortOrder: 'asc' }, { id: 'asc' }],
      }),
  }),
);
