import { encodeId } from '#core/ids.ts';
import { graphql } from '#generated/rapi/index.ts';
import { clientFields, fields } from '#transports/rapi/fields.ts';
import { legacy } from '#transports/rapi/legacy.ts';
import { flag, id, line, text } from '#transports/rapi/params.ts';
import { base64Json } from '#transports/rapi/params-data.ts';
import { idText, enumWords } from '#transports/rapi/format.ts';

export const DoAffiliateRequest = legacy({
  params: fields({
    FormData: base64Json(
      clientFields({
        user_id: id,
        website: line(500),
        promotion: text(5_000),
        payout: line(20).default('credit'),
        terms: flag,
      }),
    ),
  }),
  operation: graphql(`
    mutation DoAffiliateRequest($input: RequestAffiliateInput!) {
      requestAffiliate(input: $input) {
        application {
          databaseId
          status
        }
      }
    }
  `),
  variables: ({ FormData: { user_id, ...answers } }) => ({
    input: { clientId: encodeId('Client', user_id), ...answers },
  }),
  present: ({ requestAffiliate: { application } }) => ({
    // Who applies is no affiliate yet, and another affiliate may have the application's number.
    affiliateid: idText(null),
    affiliate_id: idText(null),
    application_id: idText(application.databaseId),
    status: enumWords(application.status),
  }),
  errors: { CLIENT_NOT_FOUND: 'Client ID not found' },
});
