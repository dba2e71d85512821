import { isBackOffice } from '#core/actor.ts';
import { matchNone, backOfficeRows } from '#modules/access/visible.ts';
import { settingText } from '#modules/settings/settings.ts';
import { builder } from '#schema/builder.ts';
import { timeSpans, whether } from '#schema/lists/conditions.ts';
import { declareList } from '#schema/lists/list.ts';
import { includes } from '#schema/text-filter.ts';
import { TicketNote } from './ticket-note.ts';
import { TicketReply } from './ticket-reply.ts';
import { visibleReplies, visibleTicketNotes, visibleTickets } from '#modules/support/visible.ts';

/** The most posts that are given at once, outside a page. */
const MOST_POSTS = 10_000;

const oldestFirst = [{ createdAt: 'asc' as const }, { id: 'asc' as const }];

const TicketLogEntry = builder.prismaNode('TicketLogEntry', {
  read: 'support:read',
  visible: (actor) => ({ AND: [backOfficeRows(actor), { ticket: visibleTickets(actor) }] }),
  description: "An event in a ticket's log other than a post.",
  id: { field: 'id' },
  select: {},
  fields: (t) => ({
    action: t.exposeString('action', { description: 'Description of the action, as text.' }),
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'Time of the action.' }),
  }),
});

declareList({
  type: TicketReply,
  noun: 'TicketReply',
  model: 'TicketReply',
  visible: visibleReplies,
  filter: {
    isByStaff: whether(() => ({ adminName: { not: '' } }), 'Whether staff wrote them.'),
    createdAt: timeSpans('createdAt', 'Time of the reply.'),
  },
  order: {
    ID: ['id', 'By the order of writing.'],
    CREATED_AT: ['createdAt', 'By the time of the reply.'],
  },
  usual: oldestFirst,
  search: (word) => ({ message: includes(word) }),
}).under('Ticket', 'replies', 'replies', {
  description: 'Replies after the first post of the ticket, oldest first.',
});

builder.prismaObjectFields('Ticket', (t) => ({
  thread: t.relation('replies', {
    listSize: 100,
    type: TicketReply,
    description: `Everything written after the first post at once, oldest first; at most ${MOST_POSTS}.`,
    query: { orderBy: oldestFirst, take: MOST_POSTS },
  }),
  isNewestFirst: t.boolean({
    description:
      'Whether the setting SupportTicketOrder is DESC, so that pages show the posts of a ticket from newest to oldest. The order of lists in this API is not affected.',
    resolve: async (_ticket, _args, { db }) =>
      (await settingText(db, 'SupportTicketOrder')) === 'DESC',
  }),
  notes: t.relation('notes', {
    listSize: 100,
    type: TicketNote,
    description: `What staff remarked, newest first; at most ${MOST_POSTS}. None for customers.`,
    query: (_args, { actor }) => ({
      where: visibleTicketNotes(actor),
      orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
      take: MOST_POSTS,
    }),
  }),
  log: t.relation('logEntries', {
    listSize: 50,
    type: TicketLogEntry,
    description: "Log of the ticket's events other than posts, newest first. Empty for customers.",
    query: (_args, { actor }) => ({
      where: isBackOffice(actor) ? {} : matchNone,
      orderBy: [{ id: 'desc' }],
      take: 200,
    }),
  }),
}));
