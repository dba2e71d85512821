import { encodeId } from '#core/ids.ts';
import { graphql } from '#generated/rapi/index.ts';
import { fields } from '#transports/rapi/fields.ts';
import { found } from '#transports/rapi/reply.ts';
import { legacy } from '#transports/rapi/legacy.ts';
import { id } from '#transports/rapi/params.ts';

export const GetSupportKbArticle = legacy({
  params: fields({ id }),
  operation: graphql(`
    query GetSupportKbArticle($id: ID!) {
      knowledgeBaseArticle(id: $id) {
        databaseId
        category {
          databaseId
        }
        title
        html
        viewCount
        usefulCount
        voteCount
        isPrivate
        tags
        language
      }
    }
  `),
  variables: (p) => ({ id: encodeId('KnowledgeBaseArticle', p.id) }),
  present: ({ knowledgeBaseArticle }) => {
    const article = found(knowledgeBaseArticle, 'ARTICLE_NOT_FOUND');
    return {
      article: {
        id: article.databaseId,
        catid: article.category.databaseId,
        title: article.title,
        article: article.html,
        views: article.viewCount,
        useful: article.usefulCount,
        votes: article.voteCount,
        private: article.isPrivate,
        tags: article.tags,
        language: article.language,
      },
    };
  },
  errors: { ARTICLE_NOT_FOUND: 'Article ID Not Found' },
});
