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
    databaseId: t.exposeInt('id', {
      description: 'Numeric ID of the knowledge base article, used by the legacy APIs.',
    }),
    title: t.exposeString('title', { description: 'Title of the article.' }),
    html: t.string({
      description: 'Text of the article as HTML that is safe to display.',
      select: { body: true },
      resolve: ({ body }) => publishedHtml(body),
    }),
    viewCount: t.exposeInt('views', { description: 'Number of times the article was opened.' }),
    usefulCount: t.exposeInt('usefulVotes', {
      description: 'Number of votes that rated the article as useful.',
    }),
    voteCount: t.exposeInt('votes', {
      description: 'Number of votes on whether the article is useful.',
    }),
    isPrivate: t.exposeBoolean('isPrivate', {
      description: 'Whether the article is visible to signed-in clients only.',
    }),
    tags: t.exposeStringList('tags', { description: 'Tags by which the article can be found.' }),
    language: t.exposeString('language', {
      description: 'Language of the translation. Empty for the original.',
    }),
    parentId: t.exposeInt('parentId', {
      nullable: true,
      description: '`databaseId` of the original article that this article translates.',
    }),
    sortOrder: t.exposeInt('sortOrder', {
      description: 'Position of the article in its category.',
    }),
    createdAt: t.expose('createdAt', {
      type: 'DateTime',
      description: 'Time at which the article was created.',
    }),
    updatedAt: t.expose('updatedAt', {
      type: 'DateTime',
      description: 'Time of the last change of the article.',
    }),
  }),
});

/** A folder of the knowledge base. */
export const KnowledgeBaseCategory = builder.prismaNode('KnowledgeBaseCategory', {
  read: 'support:read',
  description: 'A category of the knowledge base.',
  id: { field: 'id' },
  select: {},
  fields: (t) => ({
    databaseId: t.exposeInt('id', {
      description: 'Numeric ID of the knowledge base category, used by the legacy APIs.',
    }),
    parentId: t.exposeInt('parentId', {
      nullable: true,
      description: '`databaseId` of the parent category. Null at the top level.',
    }),
    name: t.exposeString('name', { description: 'Name of the knowledge base category.' }),
    description: t.exposeString('description', {
      description: 'Description of the category, in plain text.',
    }),
    isHidden: t.exposeBoolean('isHidden', {
      description: 'Whether the category is hidden from customers.',
    }),
    sortOrder: t.exposeInt('sortOrder', {
      description: 'Position of the category in lists, smallest first.',
    }),
    articles: t.relation('articles', {
      type: KnowledgeBaseArticle,
      description: 'What it holds, in its order; at most 10,000.',
      query: { orderBy: [{ sortOrder: 'asc' }, { id: 'asc' }], take: 10_000 },
    }),
  }),
});

builder.prismaObjectField(KnowledgeBaseArticle, 'category', (t) =>
  t.relation('category', { type: KnowledgeBaseCategory, description: 'Category of the article.' }),
);

builder.queryField('knowledgeBaseCategories', (t) =>
  t.prismaField({
    type: [KnowledgeBaseCategory],
    description: 'Categories of the knowledge base, in their sort order.',
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
    description:
      'A single knowledge base article. Null if no such article exists or the actor may not read the article.',
    authScopes: { permission: 'support:read' },
    extensions: legacyExtensions('GetSupportKbArticle', 'support:read'),
    args: {
      id: t.arg.globalID({
        for: KnowledgeBaseArticle,
        required: true,
        description: 'ID of the knowledge base article to read.',
      }),
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
    description: 'Knowledge base articles that contain every search word, most viewed first.',
    authScopes: { permission: 'support:read' },
    args: { words: t.arg.string({ required: true, description: 'Words to search for.' }) },
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
