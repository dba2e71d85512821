import { encodeId } from '#core/ids.ts';
import { graphql } from '#generated/rapi/index.ts';
import { fields } from '#transports/rapi/fields.ts';
import { legacy } from '#transports/rapi/legacy.ts';
import { id } from '#transports/rapi/params.ts';
import { wrapped } from '#transports/rapi/format.ts';

export const GetTicketPredefinedReplies = legacy({
  params: fields({ category_id: id }),
  operation: graphql(`
    query GetTicketPredefinedReplies($categoryId: ID!) {
      predefinedReplies(categoryId: $categoryId) {
        name
        message
      }
    }
  `),
  variables: (p) => ({ categoryId: encodeId('PredefinedReplyCategory', p.category_id) }),
  present: ({ predefinedReplies }) => ({
    totalresults: String(predefinedReplies.length),
    ...wrapped(
      'predefinedreplies',
      'predefinedreply',
      predefinedReplies.map(({ name, message }) => ({ name, reply: message })),
    ),
  }),
});
