import type { InputShapeFromFields } from '@pothos/core';
import { z } from 'zod';
import { keyOf } from '#core/ids.ts';
import type { builder } from '#schema/builder.ts';
import { command } from '#schema/command.ts';
import { complete, definedFields, unlessGiven } from '#schema/defined-fields.ts';
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

type Types = (typeof builder)['$inferSchemaTypes'];
type Inputs = PothosSchemaTypes.InputFieldBuilder<Types, 'InputObject'>;
type Fields = InputShapeFromFields<ReturnType<typeof articleFields>>;

const articleFields = (t: Inputs, isNew: boolean) => ({
  categoryId: t.globalID({
    for: KnowledgeBaseCategory,
    required: isNew,
    description: 'ID of the category of the article.',
  }),
  title: t.string({
    required: isNew,
    description: 'Title of the article.',
    validate: subjectRule,
  }),
  html: t.string({
    required: isNew,
    description: 'Text of the article as HTML.',
    validate: bodyRule,
  }),
  isPrivate: t.boolean({
    description: `Whether the article is visible to signed-in clients only.${unlessGiven(isNew, 'false')}`,
  }),
  tags: t.stringList({
    description: 'All tags by which the article can be found. Replaces the previous list.',
    validate: tagsRule,
  }),
  language: t.string({
    description: 'Language of a translation, in lower case.',
    validate: z.string().trim().toLowerCase().max(42),
  }),
  sortOrder: t.int({
    description: `Position of the article in its category.${unlessGiven(isNew, '0')}`,
  }),
});

const articlePayload = (t: PothosSchemaTypes.ObjectFieldBuilder<Types, { articleId: number }>) => ({
  article: t.prismaField({
    type: KnowledgeBaseArticle,
    description: 'The knowledge base article after the change.',
    resolve: (query, { articleId }, _args, { db }) =>
      db.knowledgeBaseArticle.findUniqueOrThrow({ ...query, where: { id: articleId } }),
  }),
});

command('createKnowledgeBaseArticle', {
  description: 'Create an article of the knowledge base, or the translation of one.',
  permission: 'support:publish',
  input: (t) => ({
    ...articleFields(t, true),
    parentId: t.globalID({
      for: KnowledgeBaseArticle,
      description:
        'ID of the original article that the new one translates. It cannot change later. Default: it is an original.',
    }),
  }),
  errors: ['ARTICLE_NOT_FOUND'],
  run: async (work, { parentId, ...fields }) => {
    const data = complete(await columnsOf(work, fields), 'categoryId', 'title', 'body');
    const { id: articleId } = await work.tx.knowledgeBaseArticle.create({
      data: { ...data, parentId: await originalOf(work, parentId) },
      select: { id: true },
    });
    work.announce('knowledgeBaseArticle.added', { articleId });
    return { articleId };
  },
  payload: articlePayload,
});

command('updateKnowledgeBaseArticle', {
  description: 'Change an article of the knowledge base. Omitted fields stay unchanged.',
  permission: 'support:publish',
  input: (t) => ({
    articleId: t.globalID({
      for: KnowledgeBaseArticle,
      required: true,
      description: 'ID of the knowledge base article to change.',
    }),
    ...articleFields(t, false),
  }),
  errors: ['ARTICLE_NOT_FOUND'],
  nulls: { language: '', tags: [] },
  run: async (work, { articleId: asked, ...fields }) => {
    const data = await columnsOf(work, fields);
    const { id: articleId } = await articleFor(work, keyOf(asked));
    await work.tx.knowledgeBaseArticle.update({ where: { id: articleId }, data });
    work.announce('knowledgeBaseArticle.changed', { articleId });
    return { articleId };
  },
  payload: articlePayload,
});

async function columnsOf(work: Work, { categoryId, html, ...fields }: Fields) {
  const folder = categoryId ? await articleFolderFor(work, keyOf(categoryId)) : null;
  return definedFields({ ...fields, categoryId: folder, body: html && safeHtml(html) });
}

/** The article a new one translates, itself no translation. @throws DomainError ARTICLE_NOT_FOUND */
async function originalOf({ tx, fail }: Work, provided: GlobalId | null | undefined) {
  if (!provided) return null;
  const id = keyOf(provided);
  const original = await tx.knowledgeBaseArticle.findFirst({ where: { id, parentId: null } });
  if (!original) fail('ARTICLE_NOT_FOUND', undefined, { field: 'parentId' });
  return id;
}
