import { builder } from '#schema/builder.ts';
import { legacyExtensions } from '#schema/legacy.ts';
import {
  visibleDepartments,
  visibleTickets,
  reachableDepartments,
} from '#modules/support/visible.ts';

/** A part of the support staff that tickets are addressed to. */
export const Department = builder.prismaNode('Department', {
  read: 'support:read',
  visible: reachableDepartments,
  description: 'A support department that tickets are addressed to.',
  id: { field: 'id' },
  select: {},
  fields: (t) => ({
    databaseId: t.exposeInt('id', {
      description: 'Numeric ID of the department, used by the legacy APIs.',
    }),
    name: t.exposeString('name', { description: 'Name of the department.' }),
    description: t.exposeString('description', {
      description: 'Description of what the department helps with.',
    }),
    email: t.exposeString('email', {
      description: 'Email address of the department, in lower case. May be empty.',
    }),
    isHidden: t.exposeBoolean('isHidden', {
      description: 'Whether the department is hidden from customers.',
    }),
    isClientsOnly: t.exposeBoolean('isClientsOnly', {
      description: 'Whether only registered clients can open tickets in the department.',
    }),
    isFeedbackRequested: t.exposeBoolean('feedbackRequested', {
      description:
        'Whether clients are asked for a rating when a ticket of the department is closed.',
    }),
    sortOrder: t.exposeInt('sortOrder', {
      description: 'Position of the department in lists, smallest first.',
    }),
    awaitingReplyCount: t.relationCount('tickets', {
      description:
        'Number of tickets of the department awaiting a reply, among those the actor may see.',
      where: (_args, { actor }) => ({
        AND: [visibleTickets(actor), { mergedIntoId: null, status: { isAwaitingReply: true } }],
      }),
    }),
    openTicketCount: t.relationCount('tickets', {
      description: 'Number of active tickets of the department, among those the actor may see.',
      where: (_args, { actor }) => ({
        AND: [visibleTickets(actor), { mergedIntoId: null, status: { isActive: true } }],
      }),
    }),
  }),
});

builder.queryField('departments', (t) =>
  t.prismaField({
    type: [Department],
    listSize: 50,
    description: 'Departments to which tickets can be addressed, in their sort order.',
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
