import { keyOf } from '#core/ids.ts';
import { type Actor, isBackOffice } from '#core/actor.ts';
import type { Prisma } from '#generated/prisma/client.ts';
import { builder } from '#schema/builder.ts';
import { legacyExtensions } from '#schema/legacy.ts';
import {
  anyOf,
  oneOf,
  whether,
  rows,
  withText,
  texts,
  timeSpans,
  nothing,
} from '#schema/lists/conditions.ts';
import { declareList } from '#schema/lists/list.ts';
import { emailKey, includes, isText, wordsWithin } from '#schema/text-filter.ts';
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

/** The condition of each usual view, for those who ask. */
export const selections = (actor: Actor) =>
  ({
    AWAITING_REPLY: { status: { isAwaitingReply: true } },
    ACTIVE: { status: { isActive: true } },
    FLAGGED_BY_ME: { status: { isActive: true }, flaggedAdminId: actor.adminId ?? -1 },
  }) satisfies Record<string, Prisma.TicketWhereInput>;

/** A status by the title or key that people know, in any letter case. */
const isTitled = (name: string): Prisma.TicketStatusWhereInput => ({
  OR: [{ title: isText(name.trim()) }, { key: isText(name.trim()) }],
});

/** Lists of tickets. */
export const ticketList = declareList({
  type: Ticket,
  noun: 'Ticket',
  model: 'Ticket',
  visible: visibleTickets,
  filter: {
    selection: oneOf(
      TicketSelection,
      (selection: keyof ReturnType<typeof selections>, actor) => selections(actor)[selection],
      'Tickets in this standard view.',
    ),
    status: texts(
      (titles) => ({ status: { OR: [nothing, ...titles.map(isTitled)] } }),
      'Tickets in the statuses of these titles or keys.',
    ),
    isActive: whether(() => ({ status: { isActive: true } }), 'Whether they are not finished.'),
    department: rows('Department', 'departmentId', 'Tickets addressed to these departments.'),
    client: rows('Client', 'clientId', 'Tickets of these clients; null for prospects.'),
    assignee: rows('Admin', 'flaggedAdminId', 'Tickets of these staff members; null for nobody.'),
    service: rows('Service', 'serviceId', 'Tickets about these services.'),
    domain: rows('Domain', 'domainId', 'Tickets about these domains.'),
    priority: anyOf(TicketPriority, 'priority', 'Tickets of these priorities.'),
    tag: texts(
      (names) => ({ tags: { some: { tag: { in: [...names] } } } }),
      'Tickets with one of these tags. Only for staff.',
      isBackOffice,
    ),
    createdAt: timeSpans('createdAt', 'Time at which they were opened.'),
    lastReplyAt: timeSpans('lastReplyAt', 'Time of the latest post.'),
    isClientUnread: whether('isClientUnread', 'Whether the client has not read the latest reply.'),
    isStaffUnread: whether(
      'isStaffUnread',
      'Whether no staff member has read the latest post. Only for staff.',
      isBackOffice,
    ),
    email: withText(
      (email) => ({ email: emailKey(email) }),
      'Tickets opened from this email address by a person who is not a client.',
    ),
    subject: withText(
      (words) => ({ AND: wordsWithin(words).map((subject) => ({ subject })) }),
      'Tickets whose subject contains every word of this text.',
    ),
    isMerged: whether(
      () => ({ mergedIntoId: { not: null } }),
      'Whether they are merged into another ticket. Default: false.',
    ),
  },
  defaults: { isMerged: { mergedIntoId: null } },
  order: {
    ID: ['id', 'By ID, the order in which tickets were opened.'],
    NUMBER: ['number', 'By ticket number.'],
    SUBJECT: ['subject', 'By subject, alphabetically.'],
    PRIORITY: ['priority', 'By priority.'],
    STATUS: ['statusId', 'By status.'],
    DEPARTMENT: ['departmentId', 'By department.'],
    CLIENT: ['clientId', 'By client.'],
    CREATED_AT: ['createdAt', 'By the time at which the ticket was opened.'],
    LAST_REPLY_AT: ['lastReplyAt', 'By the time of the latest post.'],
  },
  usual: [{ lastReplyAt: 'desc' }, { id: 'desc' }],
  search: (word) => ({
    OR: [
      { number: includes(word) },
      { subject: includes(word) },
      { message: includes(word) },
      { replies: { some: { message: includes(word) } } },
    ],
  }),
});

ticketList.root('tickets', {
  description: 'Tickets the actor may see; latest post first where no order is asked for.',
  permission: 'support:read',
  legacy: 'GetTickets',
});

ticketList.under('Client', 'tickets', 'tickets', {
  description: 'Tickets of the client; latest post first where no order is asked for.',
  column: 'clientId',
});
