import { keyOf } from '#core/ids.ts';
import type { Actor } from '#core/actor.ts';
import type { Prisma } from '#generated/prisma/client.ts';
import { Client } from '#modules/clients/client.ts';
import { builder } from '#schema/builder.ts';
import { legacyExtensions } from '#schema/legacy.ts';
import { listDescriptions, place, skipping, SortDirection } from '#schema/list.ts';
import { emailKey, isText, messageOf } from '#schema/text-filter.ts';
import { Department } from '#modules/support/desk/department.ts';
import { TicketPriority } from '#modules/support/enums.ts';
import { Ticket } from './ticket.ts';
import { visibleTickets } from '#modules/support/visible.ts';

const TicketBy = builder.inputType('TicketBy', {
  description: 'Which ticket: exactly one of these.',
  isOneOf: true,
  fields: (t) => ({
    id: t.globalID({ for: Ticket, description: 'Its id, `Ticket:7`.' }),
    number: t.string({ description: 'The ticket number people quote.' }),
  }),
});

builder.queryField('ticket', (t) =>
  t.prismaField({
    type: Ticket,
    nullable: true,
    description: 'One ticket; null where there is none that the actor may see.',
    authScopes: { permission: 'support:read' },
    extensions: legacyExtensions(['GetTicket', 'GetTicketNotes'], 'support:read'),
    args: { by: t.arg({ type: TicketBy, required: true, description: 'Which one.' }) },
    resolve: (query, _root, { by }, { db, actor }) =>
      db.ticket.findFirst({
        ...query,
        where: {
          AND: [
            by.id ? { id: keyOf(by.id) } : { number: by.number?.trim() ?? '' },
            visibleTickets(actor),
          ],
        },
      }),
  }),
);

const TicketSelection = builder.enumType('TicketSelection', {
  description: 'A usual view of the tickets.',
  values: {
    AWAITING_REPLY: { description: 'Those that wait for an answer of the staff.' },
    ACTIVE: { description: 'All that are not done with.' },
    FLAGGED_BY_ME: { description: 'Active ones assigned to the staff member the actor.' },
  } as const,
});

const TicketFilter = builder.inputType('TicketFilter', {
  description: 'Narrows tickets down; what is given must all hold.',
  fields: (t) => ({
    selection: t.field({ type: TicketSelection, description: 'A usual view.' }),
    status: t.string({ description: 'The title or key of a status, in any case.' }),
    departmentId: t.globalID({ for: Department, description: 'Addressed to this department.' }),
    clientId: t.globalID({ for: Client, description: 'Of this client.' }),
    priority: t.field({ type: TicketPriority, description: 'How pressing.' }),
    email: t.string({ description: 'Opened from this address, by somebody who is no client.' }),
    subject: t.string({ description: 'Every word of it occurs in the subject, in any case.' }),
    isMerged: t.boolean({
      defaultValue: false,
      description: 'Those merged into another ticket, instead of those that stand on their own.',
    }),
  }),
});

const TicketOrderField = builder.enumType('TicketOrderField', {
  description: 'What tickets can be sorted by.',
  values: {
    ID: { value: 'id', description: 'Order of opening.' },
    NUMBER: { value: 'number', description: 'Ticket number.' },
    SUBJECT: { value: 'subject', description: 'Subject.' },
    PRIORITY: { value: 'priority', description: 'How pressing.' },
    STATUS: { value: 'statusId', description: 'Status.' },
    DEPARTMENT: { value: 'departmentId', description: 'Department.' },
    CLIENT: { value: 'clientId', description: 'Client.' },
    CREATED_AT: { value: 'createdAt', description: 'When it was opened.' },
    LAST_REPLY_AT: { value: 'lastReplyAt', description: 'When somebody last wrote.' },
  } as const,
});

const TicketOrder = builder.inputType('TicketOrder', {
  description: 'How tickets are sorted.',
  fields: (t) => ({
    field: t.field({ type: TicketOrderField, required: true, description: 'By what.' }),
    direction: t.field({
      type: SortDirection,
      defaultValue: 'asc',
      description: 'Which end first.',
    }),
  }),
});

builder.queryField('tickets', (t) =>
  t.prismaConnection({
    type: Ticket,
    cursor: place,
    description: 'The tickets the actor may see.',
    authScopes: { permission: 'support:read' },
    extensions: legacyExtensions('GetTickets', 'support:read'),
    args: {
      filter: t.arg({ type: TicketFilter, description: 'Which ones.' }),
      orderBy: t.arg({ type: TicketOrder, description: 'In which order (default: latest post).' }),
      offset: t.arg.int({ description: listDescriptions.offset }),
    },
    totalCount: (_root, { filter }, { db, actor }) =>
      db.ticket.count({ where: ticketsWhere(filter, actor) }),
    resolve: (query, _root, { filter, orderBy, offset }, { db, actor }) =>
      db.ticket.findMany({
        ...skipping(query, offset),
        where: ticketsWhere(filter, actor),
        orderBy: [
          {
            [orderBy?.field ?? 'lastReplyAt']: orderBy ? (orderBy.direction ?? 'asc') : 'desc',
          } as Prisma.TicketOrderByWithRelationInput,
          { id: orderBy?.direction ?? 'desc' },
        ],
      }),
  }),
);

type Filter = typeof TicketFilter.$inferInput;

/** The condition of each usual view, for those who ask. */
export const selections = (actor: Actor) =>
  ({
    AWAITING_REPLY: { status: { isAwaitingReply: true } },
    ACTIVE: { status: { isActive: true } },
    FLAGGED_BY_ME: { status: { isActive: true }, flaggedAdminId: actor.adminId ?? -1 },
  }) satisfies Record<string, Prisma.TicketWhereInput>;

function ticketsWhere(filter: Filter | null | undefined, actor: Actor): Prisma.TicketWhereInput {
  const { selection, status, departmentId, clientId, priority, email, subject } = filter ?? {};
  return {
    AND: [
      visibleTickets(actor),
      { mergedIntoId: filter?.isMerged ? { not: null } : null },
      selection ? selections(actor)[selection] : {},
      status
        ? { status: { OR: [{ title: isText(status.trim()) }, { key: isText(status.trim()) }] } }
        : {},
      departmentId ? { departmentId: keyOf(departmentId) } : {},
      clientId ? { clientId: keyOf(clientId) } : {},
      priority ? { priority } : {},
      email ? { email: emailKey(email) } : {},
      ...messageOf(subject).map((param) => ({ subject: param })),
    ],
  };
}
