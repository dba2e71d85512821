import { graphql } from '#generated/rapi/index.ts';
import { fields } from '#transports/rapi/fields.ts';
import { legacy } from '#transports/rapi/legacy.ts';
import { password } from '#transports/rapi/params.ts';
import { actionErrors, byOf, domainParams } from './domain-fields.ts';

export const DomainTransfer = legacy({
  params: fields({ ...domainParams, epp_code: password }),
  operation: graphql(`
    mutation DomainTransfer($input: DomainTransferInput!) {
      domainTransfer(input: $input) {
        domain {
          databaseId
        }
      }
    }
  `),
  variables: (p) => ({ input: { domain: byOf(p), eppCode: p.epp_code } }),
  present: () => ({}),
  errors: actionErrors('Domain Not Found'),
  missing: { epp_code: 'epp_code is required' },
});
