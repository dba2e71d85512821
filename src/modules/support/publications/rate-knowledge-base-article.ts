import { keyOf } from '#core/ids.ts';
import { command } from '#schema/command.ts';
import type { KnowledgeBaseArticle as Row } from '#generated/prisma/client.ts';
import type { Work } from '#schema/work.ts';
import { KnowledgeBaseArticle } from './knowledge-base.ts';
import { articleFor } from './published-for.ts';

command('rateKnowledgeBaseArticle', {
  description:
    'Rate whether a knowledge base article is useful. For customers. Each customer has a single vote and can change the vote.',
  permission: 'support:reply',
  input: (t) => ({
    articleId: t.globalID({
      for: KnowledgeBaseArticle,
      required: true,
      description: 'ID of the knowledge base article to rate.',
    }),
    isUseful: t.boolean({ required: true, description: 'Whether the article was useful.' }),
  }),
  errors: ['ARTICLE_NOT_FOUND', 'FORBIDDEN'],
  run: async (work, { articleId, isUseful }) => {
    const { actor, fail } = work;
    // Praise of oneself is worth nothing.
    if (actor.kind !== 'customer') fail('FORBIDDEN');
    const article = await articleFor(work, keyOf(articleId));
    await vote(work, article, isUseful);
    work.announce('knowledgeBaseArticle.rated', { articleId: article.id, isUseful });
    return { articleId: article.id };
  },
  payload: (t) => ({
    article: t.prismaField({
      type: KnowledgeBaseArticle,
      description: 'The article with the updated votes.',
      resolve: (query, { articleId }, _args, { db }) =>
        db.knowledgeBaseArticle.findUniqueOrThrow({ ...query, where: { id: articleId } }),
    }),
  }),
});

/** Takes a vote: a user's own, else that of the client. */
async function vote({ tx, actor, fail }: Work, article: Row, isUseful: boolean): Promise<void> {
  const articleId = article.id;
  const { userId } = actor;
  const [clientId = null] = actor.clientIds;
  if (userId === null && clientId === null) fail('FORBIDDEN');
  const ballot = { articleId, ...(userId === null ? { clientId } : { userId }) };
  const before = await tx.knowledgeBaseVote.findFirst({ where: ballot });
  if (before?.isUseful === isUseful) return;
  if (before) await tx.knowledgeBaseVote.update({ where: { id: before.id }, data: { isUseful } });
  else await tx.knowledgeBaseVote.create({ data: { ...ballot, isUseful } });
  await tx.knowledgeBaseArticle.update({
    where: { id: articleId },
    data: {
      votes: { increment: before ? 0 : 1 },
      usefulVotes: { increment: isUseful ? 1 : before ? -1 : 0 },
      // The article itself did not change.
      updatedAt: article.updatedAt,
    },
  });
}
