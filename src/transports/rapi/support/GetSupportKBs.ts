import { keyIn } from '#core/ids.ts';
import { graphql } from '#generated/rapi/index.ts';
import { fields } from '#transports/rapi/fields.ts';
import { legacy } from '#transports/rapi/legacy.ts';
import { int, wrapped } from '#transports/rapi/format.ts';

export const GetSupportKBs = legacy({
  params: fields({}),
  operation: graphql(`
    query GetSupportKBs {
      knowledgeBaseCategories {
        databaseId
        parentId
        name
        description
        articles {
          databaseId
          title
          viewCount
          usefulCount
          voteCount
        }
      }
    }
  `),
  variables: () => ({}),
  present: ({ knowledgeBaseCategories }) => ({
    totalresults: knowledgeBaseCategories.length,
    ...wrapped(
      'categories',
      'category',
      knowledgeBaseCategories.map(({ databaseId, parentId, name, description, articles }) => ({
        id: databaseId,
        parentid: int(keyIn(parentId)),
        name,
        description,
        articlecount: articles.length,
      })),
    ),
    ...wrapped(
      'articles',
      'article',
      knowledgeBaseCategories.flatMap(({ databaseId: catid, articles }) =>
        articles.map(({ databaseId, title, viewCount, usefulCount, voteCount }) => ({
          id: databaseId,
          catid,
          title,
          views: viewCount,
          useful: usefulCount,
          votes: voteCount,
        })),
      ),
    ),
  }),
});
