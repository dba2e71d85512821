import { graphql } from '#generated/rapi/index.ts';
import { fields } from '#transports/rapi/fields.ts';
import { cycleWord } from '#transports/rapi/catalog/cycles.ts';
import { legacy } from '#transports/rapi/legacy.ts';
import { id, line } from '#transports/rapi/params.ts';
import { globalId } from '#transports/rapi/global-id.ts';
import { byYears } from './format-tld.ts';
import { searchErrors } from './search-fields.ts';

export const DomainSearch = legacy({
  params: fields({ domain: line(300), hosting: id.optional() }),
  operation: graphql(`
    query DomainSearch($name: String!, $productId: ID) {
      domainSearch(name: $name, productId: $productId) {
        name
        unicodeName
        status
        isPremium
        isFreeWithProduct
        freeCycles
        whois
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
  variables: (p) => ({ name: p.domain, productId: globalId('Product', p.hosting) }),
  present: ({ domainSearch: [offer] }, p) => ({
    domain: offer?.name ?? p.domain,
    unicode_name: offer?.unicodeName ?? p.domain,
    status: (offer?.status ?? 'UNKNOWN').toLowerCase(),
    ...(offer?.whois && { whois: offer.whois }),
    ...(offer?.status === 'AVAILABLE' && {
      pricing: {
        register: byYears(offer.prices, 'REGISTER'),
        renew: byYears(offer.prices, 'RENEW'),
        transfer: byYears(offer.prices, 'TRANSFER'),
      },
    }),
    premium: offer?.isPremium ?? false,
    ...(p.hosting !== undefined && {
      free_with_hosting: offer?.isFreeWithProduct ?? false,
      free_cycles: (offer?.freeCycles ?? []).map(cycleWord).join(','),
    }),
  }),
  errors: searchErrors,
  missing: { domain: 'Domain not valid' },
});
