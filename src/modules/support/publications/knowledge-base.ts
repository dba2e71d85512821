import { keyOf } from '#core/ids.ts';
import { builder } from '#schema/builder.ts';
import { place } from '#schema/list.ts';
import { legacyExtensions } from '#schema/legacy.ts';
import { includes } from '#schema/text-filter.ts';
import { countView } from '#modules/support/article-views.ts';
import { publishedHtml } from '#modules/support/html.ts';
import { visibleArticles, visibleCategories } from '#modules/support/visible.ts';

/** An article of the knowledge base. */
export const KnowledgeBaseArticle = builder.prismaNode('KnowledgeBaseArticle', {
  read: 'support:read',
  description: 'An article of the knowledge base.',
  id: { field: 'id' },
  select: {},
  fields: (t) => ({
    databaseId: t.exposeInt('id', { description: 'The number old programs know it by.' }),
    title: t.exposeString('title', { description: 'What it is about.' }),
    html: t.string({
      description: 'What it says, as HTML that is safe to show.',
      select: { body: true },
      resolve: ({ body }) => publishedHtml(body),
    }),
    viewCount: t.exposeInt('views', { description: 'How often it was opened.' }),
    usefulCount: t.exposeInt('usefulVotes', { description: 'How many found it useful.' }),
    voteCount: t.exposeInt('votes', { description: 'How many said whether it is useful.' }),
    isPrivate: t.exposeBoolean('isPrivate', { description: 'Only for signed-in clients.' }),
    tags: t.exposeStringList('tags', { description: 'Words to find it by.' }),
    language: t.exposeString('language', {
      description: 'Empty for the original, else the language of a translation.',
    }),
    parentId: t.exposeInt('parentId', {
      nullable: true,
      description: 'The original it translates (`databaseId`).',
    }),
    sortOrder: t.exposeInt('sortOrder', { description: 'Its place in its folder.' }),
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'When it was added.' }),
    updatedAt: t.expose('updatedAt', { type: 'DateTime', description: 'When it last changed.' }),
  }),
});

/** A folder of the knowledge base. */
export const KnowledgeBaseCategory = builder.prismaNode('KnowledgeBaseCategory', {
  read: 'support:read',
  description: 'A folder of the knowledge base.',
  id: { field: 'id' },
  select: {},
  fields: (t) => ({
    databaseId: t.exposeInt('id', { description: 'The number old programs know it by.' }),
    parentId: t.exposeInt('parentId', {
      nullable: true,
      description: 'The folder it is in (`databaseId`); null at the top.',
    }),
    name: t.exposeString('name', { description: 'What it is called.' }),
    description: t.exposeString('description', { description: 'What it holds, plain text.' }),
    isHidden: t.exposeBoolean('isHidden', { description: 'Customers do not see it.' }),
    sortOrder: t.exposeInt('sortOrder', { description: 'Its place in lists, smallest first.' }),
    articles: t.relation('articles', {
      type: KnowledgeBaseArticle,
      description: 'What it holds, in its order; at most 10,000.',
      query: { orderBy: [{ sortOrder: 'asc' }, { id: 'asc' }], take: 10_000 },
    }),
  }),
});

builder.prismaObjectField(KnowledgeBaseArticle, 'category', (t) =>
  t.relation('category', { type: KnowledgeBaseCategory, description: 'The folder it is in.' }),
);

builder.queryField('knowledgeBaseCategories', (t) =>
  t.prismaField({
    type: [KnowledgeBaseCategory],
    description: 'The folders of the knowledge base, in their order.',
    authScopes: { permission: 'support:read' },
    extensions: legacyExtensions('GetSupportKBs', 'support:read'),
    resolve: (query, _root, _args, { db, actor }) =>
      db.knowledgeBaseCategory.findMany({
        ...query,
        where: visibleCategories(actor),
        orderBy: [{ sortOrder: 'asc' }, { id: 'asc' }],
        take: 10_000,
      }),
  }),
);

builder.queryField('knowledgeBaseArticle', (t) =>
  t.prismaField({
    type: KnowledgeBaseArticle,
    nullable: true,
    description: 'One article; null where there is none that the actor may read.',
    authScopes: { permission: 'support:read' },
    extensions: legacyExtensions('GetSupportKbArticle', 'support:read'),
    args: {
      id: t.arg.globalID({ for: KnowledgeBaseArticle, required: true, description: 'Which one.' }),
    },
    resolve: async (query, _root, { id }, { app, db, actor, requestInfo }) => {
      // What waits for something first is not remembered, and so each view comes by here.
      await Promise.resolve();
      const article = await db.knowledgeBaseArticle.findFirst({
        ...query,
        where: { AND: [{ id: keyOf(id) }, visibleArticles(actor)] },
      });
      if (article) countView(app, keyOf(id), requestInfo.requestId);
      return article;
    },
  }),
);

builder.queryField('knowledgeBaseSearch', (t) =>
  t.prismaConnection({
    type: KnowledgeBaseArticle,
    cursor: place,
    description: 'Articles in which every word occurs, the most read first.',
    authScopes: { permission: 'support:read' },
    args: { words: t.arg.string({ required: true, description: 'What to look for.' }) },
    totalCount: (_root, { words }, { db, actor }) =>
      db.knowledgeBaseArticle.count({
        where: { AND: [...holding(words), visibleArticles(actor)] },
      }),
    resolve: (query, _root, { words }, { db, actor }) =>
      db.knowledgeBaseArticle.findMany({
        ...query,
        where: { AND: [...holding(words), visibleArticles(actor)] },
        orderBy: [{ views: 'desc' }, { id: 'asc' }],
      }),
  }),
);

const holding = (words: string) =>
  words
    .split(/\s+/)
    .filter(Boolean)
    .slice(0, 10)
    .map((param) => {
      const inside = includes(param);
      return { OR: [{ title: inside }, { body: inside }, { tags: { has: param.toLowerCase() } }] };
    });
