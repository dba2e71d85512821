import { encodeId } from '#core/ids.ts';
import { graphql } from '#generated/rapi/index.ts';
import { fields } from '#transports/rapi/fields.ts';
import { legacy } from '#transports/rapi/legacy.ts';
import { id } from '#transports/rapi/params.ts';
import { actionErrors } from './domain-fields.ts';

export const DomainRequestEPP = legacy({
  params: fields({ domain_id: id }),
  operation: graphql(`
    mutation DomainRequestEPP($input: DomainRequestEppInput!) {
      domainRequestEpp(input: $input) {
        eppCode
      }
    }
  `),
  variables: (p) => ({ input: { domainId: encodeId('Domain', p.domain_id) } }),
  present: ({ domainRequestEpp: { eppCode } }) => (eppCode ? { eppcode: eppCode } : {}),
  errors: actionErrors('Domain ID Not Found'),
});
