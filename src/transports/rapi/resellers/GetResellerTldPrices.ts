import { encodeId } from '#core/ids.ts';
import { graphql } from '#generated/rapi/index.ts';
import { tldPricingFields } from '#transports/rapi/domains/tld-pricing-fields.ts';
import { clientFields } from '#transports/rapi/fields.ts';
import { legacy } from '#transports/rapi/legacy.ts';
import { id } from '#transports/rapi/params.ts';
import { found } from '#transports/rapi/reply.ts';
import { idText } from '#transports/rapi/format.ts';

export const GetResellerTldPrices = legacy({
  params: clientFields({ user_id: id }),
  operation: graphql(`
    query GetResellerTldPrices($clientId: ID!) {
      resellerTldPricing(clientId: $clientId) {
        ...PricedTlds
      }
    }
  `),
  variables: (p) => ({ clientId: encodeId('Client', p.user_id) }),
  present: ({ resellerTldPricing }, p) => ({
    user_id: idText(p.user_id),
    ...tldPricingFields(found(resellerTldPricing, 'CLIENT_NOT_FOUND')),
  }),
  errors: { CLIENT_NOT_FOUND: 'Client ID Not Found' },
});
