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
    const { id } = await articleFor(work, keyOf(articleId));
    await work.tx.knowledgeBaseArticle.delete({ where: { id } });
    work.announce('knowledgeBaseArticle.deleted', { articleId: id });
    return { articleId: id };
  },
  payload: (t) => ({
    databaseId: t.exposeInt('articleId', {
      description: 'Numeric ID the deleted knowledge base article had.',
    }),
  }),
});
