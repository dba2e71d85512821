import { keyOf } from '#core/ids.ts';
import { builder } from '#schema/builder.ts';
import { legacyExtensions } from '#schema/legacy.ts';
import { listDescriptions, place, skipping } from '#schema/list.ts';
import { publishedHtml } from '#modules/support/html.ts';
import { visibleAnnouncements } from '#modules/support/visible.ts';

/** News for clients. */
export const Announcement = builder.prismaNode('Announcement', {
  read: 'support:read',
  description: 'An announcement for clients.',
  id: { field: 'id' },
  select: {},
  fields: (t) => ({
    databaseId: t.exposeInt('id', {
      description: 'Numeric ID of the announcement, used by the legacy APIs.',
    }),
    title: t.exposeString('title', { description: 'Headline of the announcement.' }),
    html: t.string({
      description: 'Text of the announcement as HTML that is safe to display.',
      select: { body: true },
      resolve: ({ body }) => publishedHtml(body),
    }),
    announcedAt: t.expose('announcedAt', {
      type: 'DateTime',
      description: 'Date of the announcement.',
    }),
    isPublished: t.exposeBoolean('isPublished', {
      description: 'Whether the announcement is published to clients.',
    }),
    language: t.exposeString('language', {
      description: 'Language of the translation. Empty for the original.',
    }),
    parentId: t.exposeInt('parentId', {
      nullable: true,
      description: '`databaseId` of the original announcement that this announcement translates.',
    }),
    createdAt: t.expose('createdAt', {
      type: 'DateTime',
      description: 'Time at which the announcement was created.',
    }),
    updatedAt: t.expose('updatedAt', {
      type: 'DateTime',
      description: 'Time of the last change of the announcement.',
    }),
  }),
});

builder.queryField('announcement', (t) =>
  t.prismaField({
    type: Announcement,
    nullable: true,
    description:
      'A single announcement. Null if no such announcement exists or the actor may not read the announcement.',
    authScopes: { permission: 'support:read' },
    extensions: legacyExtensions('GetAnnouncement', 'support:read'),
    args: {
      id: t.arg.globalID({
        for: Announcement,
        required: true,
        description: 'ID of the announcement to read.',
      }),
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
    description: 'Announcements for clients, latest first. Staff also see drafts.',
    authScopes: { permission: 'support:read' },
    extensions: legacyExtensions('GetAnnouncements', 'support:read'),
    args: {
      isPublished: t.arg.boolean({
        description: 'Only published announcements (true) or only drafts (false).',
      }),
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
