import { graphql } from '#generated/rapi/index.ts';
import { fields } from '#transports/rapi/fields.ts';
import { legacy } from '#transports/rapi/legacy.ts';
import { integer } from '#transports/rapi/params.ts';
import { actionErrors, byOf, domainParams } from './domain-fields.ts';

export const DomainRenew = legacy({
  params: fields({ ...domainParams, duration: integer(1, 10).optional() }),
  operation: graphql(`
    mutation DomainRenew($input: DomainRenewInput!) {
      domainRenew(input: $input) {
        domain {
          databaseId
        }
      }
    }
  `),
  variables: (p) => ({ input: { domain: byOf(p), years: p.duration } }),
  present: () => ({}),
  errors: actionErrors('Domain Not Found'),
});
