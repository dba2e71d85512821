import { graphql } from '#generated/rapi/index.ts';
import { fields } from '#transports/rapi/fields.ts';
import { legacy } from '#transports/rapi/legacy.ts';
import { line } from '#transports/rapi/params.ts';
import { actionErrors, byOf, domainParams } from './domain-fields.ts';

const host = line(253).optional();

export const DomainRegister = legacy({
  params: fields({ ...domainParams, ns1: host, ns2: host, ns3: host, ns4: host, ns5: host }),
  operation: graphql(`
    mutation DomainRegister($input: DomainRegisterInput!) {
      domainRegister(input: $input) {
        domain {
          databaseId
        }
      }
    }
  `),
  variables: (p) => ({
    input: {
      domain: byOf(p),
      nameservers: [p.ns1, p.ns2, p.ns3, p.ns4, p.ns5].map((name) => name ?? ''),
    },
  }),
  present: () => ({}),
  errors: actionErrors('Domain Not Found'),
});
