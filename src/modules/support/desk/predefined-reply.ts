import { isBackOffice } from '#core/actor.ts';
import { keyOf } from '#core/ids.ts';
import { matchNone } from '#modules/access/visible.ts';
import { builder } from '#schema/builder.ts';
import { legacyExtensions } from '#schema/legacy.ts';

/** A prepared answer. */
export const PredefinedReply = builder.prismaNode('PredefinedReply', {
  read: 'support:write',
  description: 'A prepared answer of the staff.',
  id: { field: 'id' },
  select: {},
  fields: (t) => ({
    databaseId: t.exposeInt('id', { description: 'The number old programs know it by.' }),
    name: t.exposeString('name', { description: 'What it is called.' }),
    message: t.exposeString('reply', { description: 'The answer, Markdown or plain text.' }),
  }),
});

/** A folder of prepared answers. */
export const PredefinedReplyCategory = builder.prismaNode('PredefinedReplyCategory', {
  read: 'support:write',
  description: 'A folder of prepared answers.',
  id: { field: 'id' },
  select: {},
  fields: (t) => ({
    databaseId: t.exposeInt('id', { description: 'The number old programs know it by.' }),
    parentId: t.exposeInt('parentId', {
      nullable: true,
      description: 'The folder it is in (`databaseId`); null at the top.',
    }),
    name: t.exposeString('name', { description: 'What it is called.' }),
    replyCount: t.relationCount('replies', { description: 'How many answers it holds.' }),
    replies: t.relation('replies', {
      type: PredefinedReply,
      description: 'Its answers by name; at most 1,000.',
      query: { orderBy: [{ name: 'asc' }, { id: 'asc' }], take: 10_000 },
    }),
  }),
});

builder.prismaObjectField(PredefinedReply, 'category', (t) =>
  t.relation('category', { type: PredefinedReplyCategory, description: 'The folder it is in.' }),
);

builder.queryField('predefinedReplyCategories', (t) =>
  t.prismaField({
    type: [PredefinedReplyCategory],
    description: 'The folders of prepared answers. For the back office.',
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
    description: 'The prepared answers of a folder, by name. For the back office.',
    authScopes: { permission: 'support:write' },
    extensions: legacyExtensions('GetTicketPredefinedReplies', 'support:write'),
    args: {
      categoryId: t.arg.globalID({
        for: PredefinedReplyCategory,
        required: true,
        description: 'Which folder.',
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
