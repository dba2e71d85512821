import { encodeId, keyOf } from '#core/ids.ts';
import { builder } from '#schema/builder.ts';
import { edgeToNode } from '#schema/node.ts';
import { legacyExtensions } from '#schema/legacy.ts';
import { safeHtml } from '#platform/safe-html.ts';
import { visibleAnnouncements } from '#modules/support/visible.ts';
import { texts, timeSpans, whether } from '#schema/lists/conditions.ts';
import { declareList } from '#schema/lists/list.ts';
import { includes } from '#schema/text-filter.ts';
import { rowId } from '#schema/id-field.ts';

/** News for clients. */
export const Announcement = builder.prismaNode('Announcement', {
  read: 'support:read',
  visible: visibleAnnouncements,
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
      resolve: ({ body }) => safeHtml(body),
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
    parentId: t.id(
      rowId(
        'Announcement',
        'parentId',
        'ID of the original announcement that this announcement translates.',
      ),
    ),
    parent: t.field(
      edgeToNode<{ parentId: number | null }>({
        type: 'Announcement',
        description: 'Original announcement that this announcement translates.',
        select: { parentId: true },
        idOf: ({ parentId }) => (parentId ? encodeId('Announcement', parentId) : null),
      }),
    ),
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

/** Lists of announcements. */
const announcementList = declareList({
  type: Announcement,
  noun: 'Announcement',
  model: 'Announcement',
  visible: visibleAnnouncements,
  filter: {
    isPublished: whether('isPublished', 'Whether they are published; others are drafts.'),
    language: texts(
      (languages) => ({ language: { in: [...languages] } }),
      'Announcements in these languages; empty for originals.',
    ),
    announcedAt: timeSpans('announcedAt', 'Date of the announcement.'),
  },
  order: {
    ID: ['id', 'By the order of creation.'],
    TITLE: ['title', 'By the headline.'],
    ANNOUNCED_AT: ['announcedAt', 'By the date of the announcement.'],
  },
  usual: [{ announcedAt: 'desc' }, { id: 'desc' }],
  search: (word) => ({ OR: [{ title: includes(word) }, { body: includes(word) }] }),
});

announcementList.root('announcements', {
  description: 'Announcements for clients, latest first. Staff also see drafts.',
  permission: 'support:read',
  legacy: 'GetAnnouncements',
});
