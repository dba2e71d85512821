import { graphql } from '#generated/rapi/index.ts';
import { fields } from '#transports/rapi/fields.ts';
import { legacy } from '#transports/rapi/legacy.ts';
import { line } from '#transports/rapi/params.ts';
import { money, wrapped } from '#transports/rapi/format.ts';
import { searchErrors } from './search-fields.ts';
import { labelText } from './format-tld.ts';

export const DomainSpotlights = legacy({
  params: fields({ domain: line(300) }),
  operation: graphql(`
    query DomainSpotlights($name: String!) {
      domainSpotlights(name: $name) {
        name
        extension
        label
        defaultYears
        status
        isPremium
        prices {
          action
          years
          price {
            amount
            currency
          }
        }
      }
    }
  `),
  variables: (p) => ({ name: p.domain }),
  present: ({ domainSpotlights }, p) => ({
    domain: p.domain,
    totalresults: domainSpotlights.length,
    ...wrapped(
      'results',
      'result',
      domainSpotlights.map(({ name, extension, label, defaultYears, status, ...offer }) => {
        const offered = offer.prices.filter(({ action }) => action === 'REGISTER');
        const usual = offered.find(({ years }) => years === defaultYears) ?? offered[0];
        return {
          domain: name,
          tld: `.${extension}`,
          status: status.toLowerCase(),
          group: labelText(label),
          price: money(usual?.price),
          years: usual?.years ?? defaultYears,
          premium: offer.isPremium,
        };
      }),
    ),
  }),
  errors: searchErrors,
  missing: { domain: 'Domain not valid' },
});
