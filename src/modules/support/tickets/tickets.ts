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
  description: 'Selects a ticket. Exactly one of the fields must be given.',
  isOneOf: true,
  fields: (t) => ({
    id: t.globalID({ for: Ticket, description: 'ID of the ticket, such as `Ticket:7`.' }),
    number: t.string({ description: 'Public number of the ticket, as quoted by people.' }),
  }),
});

builder.queryField('ticket', (t) =>
  t.prismaField({
    type: Ticket,
    nullable: true,
    description:
      'A single ticket. Null if no such ticket exists or the actor may not see the ticket.',
    authScopes: { permission: 'support:read' },
    extensions: legacyExtensions(['GetTicket', 'GetTicketNotes'], 'support:read'),
    args: {
      by: t.arg({ type: TicketBy, required: true, description: 'Selects the ticket to read.' }),
    },
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
  description: 'Standard views of tickets.',
  values: {
    AWAITING_REPLY: { description: 'Tickets awaiting a reply by staff.' },
    ACTIVE: { description: 'Active tickets, i.e. all tickets that are not finished.' },
    FLAGGED_BY_ME: { description: 'Active tickets assigned to the acting staff member.' },
  } as const,
});

const TicketFilter = builder.inputType('TicketFilter', {
  description: 'Conditions for tickets. All given conditions must hold.',
  fields: (t) => ({
    selection: t.field({
      type: TicketSelection,
      description: 'Only tickets in this standard view.',
    }),
    status: t.string({
      description: 'Only tickets with the status of this title or key, ignoring case.',
    }),
    departmentId: t.globalID({
      for: Department,
      description: 'Only tickets addressed to this department.',
    }),
    clientId: t.globalID({ for: Client, description: 'Only tickets of this client.' }),
    priority: t.field({ type: TicketPriority, description: 'Only tickets with this priority.' }),
    email: t.string({
      description: 'Only tickets opened from this email address by a person who is not a client.',
    }),
    subject: t.string({
      description: 'Only tickets whose subject contains every word of this text, ignoring case.',
    }),
    isMerged: t.boolean({
      defaultValue: false,
      description:
        'True: only tickets merged into another ticket. False: only tickets that are not merged. Default: false.',
    }),
  }),
});

const TicketOrderField = builder.enumType('TicketOrderField', {
  description: 'Fields by which tickets can be sorted.',
  values: {
    ID: { value: 'id', description: 'By ID, the order in which tickets were opened.' },
    NUMBER: { value: 'number', description: 'By ticket number.' },
    SUBJECT: { value: 'subject', description: 'By subject, alphabetically.' },
    PRIORITY: { value: 'priority', description: 'By priority.' },
    STATUS: { value: 'statusId', description: 'By status.' },
    DEPARTMENT: { value: 'departmentId', description: 'By department.' },
    CLIENT: { value: 'clientId', description: 'By client.' },
    CREATED_AT: { value: 'createdAt', description: 'By the time at which the ticket was opened.' },
    LAST_REPLY_AT: { value: 'lastReplyAt', description: 'By the time of the latest post.' },
  } as const,
});

const TicketOrder = builder.inputType('TicketOrder', {
  description: 'Sort order of tickets.',
  fields: (t) => ({
    field: t.field({
      type: TicketOrderField,
      required: true,
      description: 'Field to sort tickets by.',
    }),
    direction: t.field({
      type: SortDirection,
      defaultValue: 'asc',
      description: 'Sort direction.',
    }),
  }),
});

builder.queryField('tickets', (t) =>
  t.prismaConnection({
    type: Ticket,
    cursor: place,
    description: 'Tickets the actor may see.',
    authScopes: { permission: 'support:read' },
    extensions: legacyExtensions('GetTickets', 'support:read'),
    args: {
      filter: t.arg({ type: TicketFilter, description: 'Conditions the tickets must meet.' }),
      orderBy: t.arg({
        type: TicketOrder,
        description: 'Sort order. Default: by the time of the latest post, latest first.',
      }),
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
