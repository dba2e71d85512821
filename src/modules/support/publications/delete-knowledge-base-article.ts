import { KnowledgeBaseCategory } from './knowledge-base.ts';
import { rowField } from '#schema/payload-rows.ts';
import { keyOf } from '#core/ids.ts';
import { command } from '#schema/command.ts';
import { KnowledgeBaseArticle } from './knowledge-base.ts';
import { articleFor } from './published-for.ts';

command('deleteKnowledgeBaseArticle', {
  description: 'Delete a knowledge base article together with its translations.',
  permission: 'support:publish',
  input: (t) => ({
    articleId: t.globalID({
      for: KnowledgeBaseArticle,
      required: true,
      description: 'ID of the knowledge base article to delete.',
    }),
  }),
  errors: ['ARTICLE_NOT_FOUND'],
  run: async (work, { articleId }) => {
    const { id, categoryId } = await articleFor(work, keyOf(articleId));
    await work.tx.knowledgeBaseArticle.delete({ where: { id } });
    work.announce('knowledgeBaseArticle.deleted', { articleId: id });
    return { articleId: id, categoryId };
  },
  deletes: { type: 'KnowledgeBaseArticle', key: 'articleId' },
  payload: (t) => ({
    category: rowField(
      t,
      KnowledgeBaseCategory,
      'categoryId',
      'The category, without the article; null where it was in none.',
    ),
  }),
});
