import { z } from 'zod';
import { keyOf } from '#core/ids.ts';
import { command } from '#schema/command.ts';
import { complete, definedFields } from '#schema/defined-fields.ts';
import type { Work } from '#schema/work.ts';
import { bodyRule } from './add-announcement.ts';
import { publishedHtml } from '#modules/support/html.ts';
import { KnowledgeBaseArticle, KnowledgeBaseCategory } from './knowledge-base.ts';
import { subjectRule } from '#modules/support/tickets/rules.ts';
import type { GlobalId } from '#modules/support/desk/staff-member.ts';
import { articleFolderFor, articleFor } from './published-for.ts';

/** Words as the search looks for them: lower case, none twice. */
const tagsRule = z
  .array(z.string().max(50))
  .max(50)
  .transform((tags) => [...new Set(tags.map((tag) => tag.trim().toLowerCase()).filter(Boolean))]);

/** What an article cannot do without, by the names it is told by. */
const NEEDED = ['categoryId', 'title', 'html'] as const;

command('saveKnowledgeBaseArticle', {
  description:
    'Add an article to the knowledge base, or change the one that is named; what is left out stays. A new one needs a folder, a title and a text.',
  permission: 'support:publish',
  input: (t) => ({
    articleId: t.globalID({
      for: KnowledgeBaseArticle,
      description: 'The one to change; else one is added.',
    }),
    categoryId: t.globalID({ for: KnowledgeBaseCategory, description: 'The folder it is in.' }),
    title: t.string({ description: 'What it is about.', validate: subjectRule }),
    html: t.string({ description: 'What it says, HTML.', validate: bodyRule }),
    isPrivate: t.boolean({ description: 'Only for signed-in clients.' }),
    tags: t.stringList({ description: 'Words to find it by, all of them.', validate: tagsRule }),
    language: t.string({
      description: 'With `parentId`: the language of the translation.',
      validate: z.string().trim().toLowerCase().max(42),
    }),
    parentId: t.globalID({
      for: KnowledgeBaseArticle,
      description: 'For a new one: the original it translates.',
    }),
    sortOrder: t.int({ description: 'Its place in its folder.' }),
  }),
  errors: ['ARTICLE_NOT_FOUND'],
  run: async (work, { articleId, categoryId, html, parentId, ...fields }) => {
    const { knowledgeBaseArticle } = work.tx;
    const folder = categoryId ? await articleFolderFor(work, keyOf(categoryId)) : null;
    const before = articleId ? await articleFor(work, keyOf(articleId)) : null;
    if (before && parentId) work.fail('BAD_INPUT', 'parentId: is for good.', { field: 'parentId' });
    if (!before) complete(definedFields({ categoryId, title: fields.title, html }), ...NEEDED);
    const data = definedFields({
      ...fields,
      categoryId: folder,
      body: html && publishedHtml(html),
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
      description: 'The article as it is now.',
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
