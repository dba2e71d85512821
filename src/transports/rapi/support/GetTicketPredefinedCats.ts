import { keyIn } from '#core/ids.ts';
import { graphql } from '#generated/rapi/index.ts';
import { fields } from '#transports/rapi/fields.ts';
import { legacy } from '#transports/rapi/legacy.ts';
import { idText, wrapped } from '#transports/rapi/format.ts';

export const GetTicketPredefinedCats = legacy({
  params: fields({}),
  operation: graphql(`
    query GetTicketPredefinedCats {
      predefinedReplyCategories {
        databaseId
        parentId
        name
        replyCount
      }
    }
  `),
  variables: () => ({}),
  present: ({ predefinedReplyCategories }) => ({
    totalresults: String(predefinedReplyCategories.length),
    ...wrapped(
      'categories',
      'category',
      predefinedReplyCategories.map(({ databaseId, parentId, name, replyCount }) => ({
        id: idText(databaseId),
        category_id: idText(databaseId),
        parentid: idText(keyIn(parentId)),
        name,
        replycount: String(replyCount),
      })),
    ),
  }),
});
