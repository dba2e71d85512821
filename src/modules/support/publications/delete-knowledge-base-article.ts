import { keyOf } from '#core/ids.ts';
import { command } from '#schema/command.ts';
import { KnowledgeBaseArticle } from './knowledge-base.ts';
import { articleFor } from './published-for.ts';

command('deleteKnowledgeBaseArticle', {
  description: 'Delete an article of the knowledge base, with its translations.',
  permission: 'support:publish',
  input: (t) => ({
    articleId: t.globalID({
      for: KnowledgeBaseArticle,
      required: true,
      description: 'Which one.',
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
    databaseId: t.exposeInt('articleId', { description: 'The number it had.' }),
  }),
});
