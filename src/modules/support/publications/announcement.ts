import { keyOf } from '#core/ids.ts';
import { builder } from '#schema/builder.ts';
import { legacyExtensions } from '#schema/legacy.ts';
import { listDescriptions, place, skipping } from '#schema/list.ts';
import { publishedHtml } from '#modules/support/html.ts';
import { visibleAnnouncements } from '#modules/support/visible.ts';

/** News for clients. */
export const Announcement = builder.prismaNode('Announcement', {
  read: 'support:read',
  description: 'News for clients.',
  id: { field: 'id' },
  select: {},
  fields: (t) => ({
    databaseId: t.exposeInt('id', { description: 'The number old programs know it by.' }),
    title: t.exposeString('title', { description: 'Its headline.' }),
    html: t.string({
      description: 'What it says, as HTML that is safe to show.',
      select: { body: true },
      resolve: ({ body }) => publishedHtml(body),
    }),
    announcedAt: t.expose('announcedAt', { type: 'DateTime', description: 'The date it bears.' }),
    isPublished: t.exposeBoolean('isPublished', { description: 'Clients see it.' }),
    language: t.exposeString('language', {
      description: 'Empty for the original, else the language of a translation.',
    }),
    parentId: t.exposeInt('parentId', {
      nullable: true,
      description: 'The original it translates (`databaseId`).',
    }),
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'When it was added.' }),
    updatedAt: t.expose('updatedAt', { type: 'DateTime', description: 'When it last changed.' }),
  }),
});

builder.queryField('announcement', (t) =>
  t.prismaField({
    type: Announcement,
    nullable: true,
    description: 'One announcement; null where there is none that the actor may read.',
    authScopes: { permission: 'support:read' },
    extensions: legacyExtensions('GetAnnouncement', 'support:read'),
    args: {
      id: t.arg.globalID({ for: Announcement, required: true, description: 'Which one.' }),
    },
    resolve: (query, _root, { id }, { db, actor }) =>
      db.announcement.findFirst({
        ...query,
        where: { AND: [{ id: keyOf(id) }, visibleAnnouncements(actor)] },
      }),
  }),
);

builder.queryField('announcements', (t) =>
  t.prismaConnection({
    type: Announcement,
    cursor: place,
    description: 'News for clients, the latest first; staff see drafts too.',
    authScopes: { permission: 'support:read' },
    extensions: legacyExtensions('GetAnnouncements', 'support:read'),
    args: {
      isPublished: t.arg.boolean({ description: 'Only those that are out, or only drafts.' }),
      offset: t.arg.int({ description: listDescriptions.offset }),
    },
    totalCount: (_root, { isPublished }, { db, actor }) =>
      db.announcement.count({
        where: { AND: [published(isPublished), visibleAnnouncements(actor)] },
      }),
    resolve: (query, _root, { isPublished, offset }, { db, actor }) =>
      db.announcement.findMany({
        ...skipping(query, offset),
        where: { AND: [published(isPublished), visibleAnnouncements(actor)] },
        orderBy: [{ announcedAt: 'desc' }, { id: 'desc' }],
      }),
  }),
);

const published = (requested: boolean | null | undefined) =>
  typeof requested === 'boolean' ? { isPublished: requested } : {};
