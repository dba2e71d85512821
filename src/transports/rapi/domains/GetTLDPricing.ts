import { graphql } from '#generated/rapi/index.ts';
import { fields } from '#transports/rapi/fields.ts';
import { legacy } from '#transports/rapi/legacy.ts';
import { tldPricingFields } from './tld-pricing-fields.ts';

export const GetTLDPricing = legacy({
  params: fields({}),
  operation: graphql(`
    query GetTLDPricing {
      tldPricing {
        ...PricedTlds
      }
    }
  `),
  variables: () => ({}),
  present: ({ tldPricing }) => tldPricingFields(tldPricing),
});
