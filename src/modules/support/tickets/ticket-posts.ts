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
  description: 'What happened to a ticket besides posts.',
  id: { field: 'id' },
  select: {},
  fields: (t) => ({
    action: t.exposeString('action', { description: 'What was done, in words.' }),
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'When.' }),
  }),
});

builder.prismaObjectFields('Ticket', (t) => ({
  replies: t.relatedConnection('replies', {
    type: TicketReply,
    cursor: place,
    description: 'What was written after the first post, oldest first.',
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
      'The setting SupportTicketOrder is DESC: pages show the posts of a ticket from the newest to the oldest. The lists of this API stay in their own order.',
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
    description: 'What happened to it besides posts, newest first. None for customers.',
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
    description: 'Its conversations with support, the latest first.',
    totalCount: true,
    authScopes: { permission: 'support:read' },
    nullable: true,
    query: (_args, { actor }) => ({
      where: { AND: [visibleTickets(actor), { mergedIntoId: null }] },
      orderBy: [{ lastReplyAt: 'desc' }, { id: 'desc' }],
    }),
  }),
);
