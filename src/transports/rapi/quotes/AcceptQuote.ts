import { encodeId } from '#core/ids.ts';
import { graphql } from '#generated/rapi/index.ts';
import { legacy } from '#transports/rapi/legacy.ts';
import { fields } from '#transports/rapi/fields.ts';
import { id } from '#transports/rapi/params.ts';
import { idText } from '#transports/rapi/format.ts';

export const AcceptQuote = legacy({
  params: fields({ quote_id: id }),
  operation: graphql(`
    mutation AcceptQuote($input: AcceptQuoteInput!) {
      acceptQuote(input: $input) { invoice { databaseId } }
    }
  `),
  variables: (p) => ({ input: { quoteId: encodeId('Quote', p.quote_id) } }),
  present: ({ acceptQuote: { invoice } }) => ({
    invoiceid: idText(invoice.databaseId),
    invoice_id: idText(invoice.databaseId),
  }),
  errors: { QUOTE_NOT_FOUND: 'Quote ID Not Found' },
});
