import { graphql } from '#generated/rapi/index.ts';
import { fields } from '#transports/rapi/fields.ts';
import { legacy } from '#transports/rapi/legacy.ts';
import { tldPricingFields } from './tld-pricing-fields.ts';
import { writtenTld } from './written-tld.ts';

export const GetTLDPricing = legacy({
  params: fields({}),
  operation: graphql(`
    query GetTLDPricing {
      tldPricing {
        ...PricedTlds
        tlds {
          extension
          tld {
            ...WrittenTld
          }
        }
      }
    }
  `),
  variables: () => ({}),
  present: ({ tldPricing }) => {
    const { currency, pricing } = tldPricingFields(tldPricing);
    const shown = tldPricing.tlds.map(({ extension, tld }) => [
      extension,
      { ...pricing[extension], ...writtenTld(tld) },
    ]);
    return { currency, pricing: Object.fromEntries(shown) as Record<string, unknown> };
  },
});
