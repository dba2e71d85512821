import { encodeId } from '#core/ids.ts';
import { graphql } from '#generated/rapi/index.ts';
import { legacy } from '#transports/rapi/legacy.ts';
import { fields } from '#transports/rapi/fields.ts';
import { id } from '#transports/rapi/params.ts';
import { idText } from '#transports/rapi/format.ts';

export const SendQuote = legacy({
  params: fields({ quote_id: id }),
  operation: graphql(`
    mutation SendQuote($input: SendQuoteInput!) {
      sendQuote(input: $input) { quote { databaseId } }
    }
  `),
  variables: (p) => ({ input: { quoteId: encodeId('Quote', p.quote_id) } }),
  present: ({ sendQuote: { quote } }) => ({
    quoteid: idText(quote.databaseId),
    quote_id: idText(quote.databaseId),
  }),
  errors: { QUOTE_NOT_FOUND: 'Quote ID Not Found' },
});
