import { isBackOffice } from '#core/actor.ts';
import { matchNone } from '#modules/access/visible.ts';
import { settingText } from '#modules/settings/settings.ts';
import { builder } from '#schema/builder.ts';
import { place } from '#schema/list.ts';
import { TicketNote } from './ticket-note.ts';
import { TicketReply } from './ticket-reply.ts';
import { visibleTicketNotes, visibleTickets } from '#modules/support/visible.ts';

/** The most posts that are given at once, outside a page. */
const MOST_POSTS = 10_000;

const oldestFirst = [{ createdAt: 'asc' as const }, { id: 'asc' as const }];

const TicketLogEntry = builder.prismaNode('TicketLogEntry', {
  read: 'support:read',
  description: "An event in a ticket's log other than a post.",
  id: { field: 'id' },
  select: {},
  fields: (t) => ({
    action: t.exposeString('action', { description: 'Description of the action, as text.' }),
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'Time of the action.' }),
  }),
});

builder.prismaObjectFields('Ticket', (t) => ({
  replies: t.relatedConnection('replies', {
    type: TicketReply,
    cursor: place,
    description: 'Replies after the first post of the ticket, oldest first.',
    totalCount: true,
    query: { orderBy: oldestFirst },
  }),
  thread: t.relation('replies', {
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
    type: TicketNote,
    description: `What staff remarked, newest first; at most ${MOST_POSTS}. None for customers.`,
    query: (_args, { actor }) => ({
      where: visibleTicketNotes(actor),
      orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
      take: MOST_POSTS,
    }),
  }),
  log: t.relation('logEntries', {
    type: TicketLogEntry,
    description: "Log of the ticket's events other than posts, newest first. Empty for customers.",
    query: (_args, { actor }) => ({
      where: isBackOffice(actor) ? {} : matchNone,
      orderBy: [{ id: 'desc' }],
      take: 200,
    }),
  }),
}));

builder.prismaObjectField('Client', 'tickets', (t) =>
  t.relatedConnection('tickets', {
    cursor: place,
    description: 'Support tickets of the client, latest first.',
    totalCount: true,
    authScopes: { permission: 'support:read' },
    nullable: true,
    query: (_args, { actor }) => ({
      where: { AND: [visibleTickets(actor), { mergedIntoId: null }] },
      orderBy: [{ lastReplyAt: 'desc' }, { id: 'desc' }],
    }),
  }),
);
