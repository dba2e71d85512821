import { isBackOffice } from '#core/actor.ts';
import { keyOf } from '#core/ids.ts';
import { matchNone, backOfficeRows } from '#modules/access/visible.ts';
import { builder } from '#schema/builder.ts';
import { legacyExtensions } from '#schema/legacy.ts';
import { rowId } from '#schema/id-field.ts';

/** A prepared answer. */
export const PredefinedReply = builder.prismaNode('PredefinedReply', {
  read: 'support:write',
  visible: backOfficeRows,
  description: 'A predefined reply that staff can use in tickets.',
  id: { field: 'id' },
  select: {},
  fields: (t) => ({
    databaseId: t.exposeInt('id', {
      description: 'Numeric ID of the predefined reply, used by the legacy APIs.',
    }),
    name: t.exposeString('name', { description: 'Name of the predefined reply.' }),
    message: t.exposeString('reply', {
      description: 'Text of the predefined reply, in Markdown or plain text.',
    }),
  }),
});

/** A folder of prepared answers. */
export const PredefinedReplyCategory = builder.prismaNode('PredefinedReplyCategory', {
  read: 'support:write',
  visible: backOfficeRows,
  description: 'A category of predefined replies.',
  id: { field: 'id' },
  select: {},
  fields: (t) => ({
    databaseId: t.exposeInt('id', {
      description: 'Numeric ID of the predefined reply category, used by the legacy APIs.',
    }),
    parentId: t.id(
      rowId(
        'PredefinedReplyCategory',
        'parentId',
        'ID of the parent category. Null at the top level.',
      ),
    ),
    parent: t.relation('parent', {
      nullable: true,
      description: 'Parent category; null at the top level.',
    }),
    name: t.exposeString('name', { description: 'Name of the predefined reply category.' }),
    replyCount: t.relationCount('replies', {
      description: 'Number of predefined replies in the category.',
    }),
    replies: t.relation('replies', {
      listSize: 100,
      type: PredefinedReply,
      description: 'Predefined replies of the category, sorted by name. At most 1,000.',
      query: { orderBy: [{ name: 'asc' }, { id: 'asc' }], take: 10_000 },
    }),
  }),
});

builder.prismaObjectField(PredefinedReply, 'category', (t) =>
  t.relation('category', {
    type: PredefinedReplyCategory,
    description: 'Category of the predefined reply.',
  }),
);

builder.queryField('predefinedReplyCategories', (t) =>
  t.prismaField({
    type: [PredefinedReplyCategory],
    listSize: 100,
    description: 'Categories of predefined replies. Empty for everybody but staff and resellers.',
    authScopes: { permission: 'support:write' },
    extensions: legacyExtensions('GetTicketPredefinedCats', 'support:write'),
    resolve: (query, _root, _args, { db, actor }) =>
      db.predefinedReplyCategory.findMany({
        ...query,
        where: isBackOffice(actor) ? {} : matchNone,
        orderBy: [{ name: 'asc' }, { id: 'asc' }],
        take: 10_000,
      }),
  }),
);

builder.queryField('predefinedReplies', (t) =>
  t.prismaField({
    type: [PredefinedReply],
    listSize: 100,
    description:
      'Predefined replies of a category, sorted by name. Empty for everybody but staff and resellers.',
    authScopes: { permission: 'support:write' },
    extensions: legacyExtensions('GetTicketPredefinedReplies', 'support:write'),
    args: {
      categoryId: t.arg.globalID({
        for: PredefinedReplyCategory,
        required: true,
        description: 'ID of the predefined reply category.',
      }),
    },
    resolve: (query, _root, { categoryId }, { db, actor }) =>
      db.predefinedReply.findMany({
        ...query,
        where: isBackOffice(actor) ? { categoryId: keyOf(categoryId) } : matchNone,
        orderBy: [{ name: 'asc' }, { id: 'asc' }],
        take: 10_000,
      }),
  }),
);
