import { encodeId, keyOf } from '#core/ids.ts';
import { builder } from '#schema/builder.ts';
import { edgeToNode } from '#schema/node.ts';
import { legacyExtensions } from '#schema/legacy.ts';
import { countView } from '#modules/support/article-views.ts';
import { safeHtml } from '#platform/safe-html.ts';
import { visibleArticles, visibleCategories } from '#modules/support/visible.ts';
import { rows, texts, whether } from '#schema/lists/conditions.ts';
import { declareList } from '#schema/lists/list.ts';
import { includes } from '#schema/text-filter.ts';
import { rowId } from '#schema/id-field.ts';

/** An article of the knowledge base. */
export const KnowledgeBaseArticle = builder.prismaNode('KnowledgeBaseArticle', {
  read: 'support:read',
  visible: visibleArticles,
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
      resolve: ({ body }) => safeHtml(body),
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
    parentId: t.id(
      rowId(
        'KnowledgeBaseArticle',
        'parentId',
        'ID of the original article that this article translates.',
      ),
    ),
    parent: t.field(
      edgeToNode<{ parentId: number | null }>({
        type: 'KnowledgeBaseArticle',
        description: 'Original article that this article translates.',
        select: { parentId: true },
        idOf: ({ parentId }) => (parentId ? encodeId('KnowledgeBaseArticle', parentId) : null),
      }),
    ),
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
  visible: visibleCategories,
  description: 'A category of the knowledge base.',
  id: { field: 'id' },
  select: {},
  fields: (t) => ({
    databaseId: t.exposeInt('id', {
      description: 'Numeric ID of the knowledge base category, used by the legacy APIs.',
    }),
    parentId: t.id(
      rowId(
        'KnowledgeBaseCategory',
        'parentId',
        'ID of the parent category. Null at the top level.',
      ),
    ),
    parent: t.field(
      edgeToNode<{ parentId: number | null }>({
        type: 'KnowledgeBaseCategory',
        description: 'Parent category; null at the top level.',
        select: { parentId: true },
        idOf: ({ parentId }) => (parentId ? encodeId('KnowledgeBaseCategory', parentId) : null),
      }),
    ),
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
      listSize: 100,
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
    listSize: 100,
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

/** Lists of articles. */
const articleList = declareList({
  type: KnowledgeBaseArticle,
  noun: 'KnowledgeBaseArticle',
  model: 'KnowledgeBaseArticle',
  visible: visibleArticles,
  filter: {
    category: rows('KnowledgeBaseCategory', 'categoryId', 'Articles of these categories.'),
    isPrivate: whether('isPrivate', 'Whether they are visible to signed-in clients only.'),
    language: texts(
      (languages) => ({ language: { in: [...languages] } }),
      'Articles in these languages; empty for originals.',
    ),
    tag: texts((tags) => ({ tags: { hasSome: [...tags] } }), 'Articles with one of these tags.'),
  },
  order: {
    ID: ['id', 'By the order of creation.'],
    TITLE: ['title', 'By the title.'],
    VIEW_COUNT: ['views', 'By the number of times they were opened.'],
    SORT_ORDER: ['sortOrder', 'By the position in the category.'],
  },
  usual: [{ views: 'desc' }, { id: 'asc' }],
  search: (word) => ({
    OR: [
      { title: includes(word) },
      { body: includes(word) },
      { tags: { has: word.toLowerCase() } },
    ],
  }),
});

articleList.root('knowledgeBaseArticles', {
  description: 'Articles of the knowledge base, most viewed first.',
  permission: 'support:read',
});
