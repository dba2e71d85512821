import { z } from 'zod';
import { keyOf } from '#core/ids.ts';
import { command } from '#schema/command.ts';
import { complete, definedFields } from '#schema/defined-fields.ts';
import type { Work } from '#schema/work.ts';
import { bodyRule } from './add-announcement.ts';
import { safeHtml } from '#platform/safe-html.ts';
import { KnowledgeBaseArticle, KnowledgeBaseCategory } from './knowledge-base.ts';
import { subjectRule } from '#modules/support/tickets/rules.ts';
import type { GlobalId } from '#modules/support/desk/staff-member.ts';
import { articleFolderFor, articleFor } from './published-for.ts';

/** Words as the search looks for them: lower case, none twice. */
const tagsRule = z
  .array(z.string().max(50))
  .max(50)
  .transform((tags) => [...new Set(tags.map((tag) => tag.trim().toLowerCase()).filter(Boolean))]);

/** What an article cannot do without, by the names of its inputs. */
const NEEDED = ['categoryId', 'title', 'html'] as const;

command('saveKnowledgeBaseArticle', {
  description:
    'Create a knowledge base article, or change the article given by `articleId`. Omitted fields stay unchanged. A new article requires a category, a title and a text.',
  permission: 'support:publish',
  input: (t) => ({
    articleId: t.globalID({
      for: KnowledgeBaseArticle,
      description: 'ID of the knowledge base article to change. Omit to create an article.',
    }),
    categoryId: t.globalID({
      for: KnowledgeBaseCategory,
      description: 'ID of the category of the article.',
    }),
    title: t.string({ description: 'Title of the article.', validate: subjectRule }),
    html: t.string({ description: 'Text of the article as HTML.', validate: bodyRule }),
    isPrivate: t.boolean({
      description: 'Whether the article is visible to signed-in clients only.',
    }),
    tags: t.stringList({
      description: 'All tags by which the article can be found. Replaces the previous list.',
      validate: tagsRule,
    }),
    language: t.string({
      description: 'Language of the translation. Used together with `parentId`.',
      validate: z.string().trim().toLowerCase().max(42),
    }),
    parentId: t.globalID({
      for: KnowledgeBaseArticle,
      description: 'ID of the original article that a new article translates.',
    }),
    sortOrder: t.int({ description: 'Position of the article in its category.' }),
  }),
  errors: ['ARTICLE_NOT_FOUND'],
  nulls: { articleId: null, language: '', parentId: null, tags: [] },
  run: async (work, { articleId, categoryId, html, parentId, ...fields }) => {
    const { knowledgeBaseArticle } = work.tx;
    const folder = categoryId ? await articleFolderFor(work, keyOf(categoryId)) : null;
    const before = articleId ? await articleFor(work, keyOf(articleId)) : null;
    if (before && parentId) work.fail('BAD_INPUT', 'parentId: is for good.', { field: 'parentId' });
    if (!before) complete(definedFields({ categoryId, title: fields.title, html }), ...NEEDED);
    const data = definedFields({
      ...fields,
      categoryId: folder,
      body: html && safeHtml(html),
    });
    const select = { id: true } as const;
    const { id } = before
      ? await knowledgeBaseArticle.update({ where: { id: before.id }, data, select })
      : await knowledgeBaseArticle.create({
          data: {
            ...complete(data, 'categoryId', 'title', 'body'),
            parentId: await originalOf(work, parentId),
          },
          select,
        });
    const ids = { articleId: id };
    work.announce(before ? 'knowledgeBaseArticle.changed' : 'knowledgeBaseArticle.added', ids);
    return ids;
  },
  payload: (t) => ({
    article: t.prismaField({
      type: KnowledgeBaseArticle,
      description: 'The knowledge base article after the change.',
      resolve: (query, { articleId }, _args, { db }) =>
        db.knowledgeBaseArticle.findUniqueOrThrow({ ...query, where: { id: articleId } }),
    }),
  }),
});

/** The article a new one translates, itself no translation. @throws DomainError ARTICLE_NOT_FOUND */
async function originalOf({ tx, fail }: Work, provided: GlobalId | null | undefined) {
  if (!provided) return null;
  const id = keyOf(provided);
  const original = await tx.knowledgeBaseArticle.findFirst({ where: { id, parentId: null } });
  if (!original) fail('ARTICLE_NOT_FOUND', undefined, { field: 'parentId' });
  return id;
}
