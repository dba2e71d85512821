import { encodeId } from '#core/ids.ts';
import { graphql } from '#generated/rapi/index.ts';
import { fields } from '#transports/rapi/fields.ts';
import { legacy } from '#transports/rapi/legacy.ts';
import { id } from '#transports/rapi/params.ts';
import { actionErrors } from './domain-fields.ts';

export const DomainGetNameservers = legacy({
  params: fields({ domain_id: id }),
  operation: graphql(`
    query DomainGetNameservers($by: DomainBy!) {
      domainAtRegistrar(by: $by) {
        nameservers
      }
    }
  `),
  variables: (p) => ({ by: { id: encodeId('Domain', p.domain_id) } }),
  present: ({ domainAtRegistrar }) => {
    const names = domainAtRegistrar?.nameservers ?? [];
    return Object.fromEntries(names.slice(0, 5).map((name, index) => [`ns${index + 1}`, name]));
  },
  errors: actionErrors('Domain ID Not Found'),
});
