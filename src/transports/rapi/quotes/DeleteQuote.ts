import { encodeId } from '#core/ids.ts';
import { graphql } from '#generated/rapi/index.ts';
import { legacy } from '#transports/rapi/legacy.ts';
import { fields } from '#transports/rapi/fields.ts';
import { id } from '#transports/rapi/params.ts';
import { keyText } from '#transports/rapi/format.ts';

export const DeleteQuote = legacy({
  params: fields({ quote_id: id }),
  operation: graphql(`
    mutation DeleteQuote($input: DeleteQuoteInput!) {
      deleteQuote(input: $input) { deletedId }
    }
  `),
  variables: (p) => ({ input: { quoteId: encodeId('Quote', p.quote_id) } }),
  present: ({ deleteQuote: { deletedId } }) => ({
    quoteid: keyText(deletedId),
    quote_id: keyText(deletedId),
  }),
  errors: { QUOTE_NOT_FOUND: 'Quote ID Not Found' },
});
