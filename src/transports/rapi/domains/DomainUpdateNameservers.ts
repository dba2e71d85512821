import { encodeId } from '#core/ids.ts';
import { graphql } from '#generated/rapi/index.ts';
import { fields } from '#transports/rapi/fields.ts';
import { legacy } from '#transports/rapi/legacy.ts';
import { id, line } from '#transports/rapi/params.ts';
import { actionErrors } from './domain-fields.ts';

const more = line(253).optional();

export const DomainUpdateNameservers = legacy({
  params: fields({
    domain_id: id,
    ns1: line(253),
    ns2: line(253),
    ns3: more,
    ns4: more,
    ns5: more,
  }),
  operation: graphql(`
    mutation DomainUpdateNameservers($input: DomainUpdateNameserversInput!) {
      domainUpdateNameservers(input: $input) {
        domain {
          databaseId
        }
      }
    }
  `),
  variables: (p) => ({
    input: {
      domainId: encodeId('Domain', p.domain_id),
      nameservers: [p.ns1, p.ns2, p.ns3, p.ns4, p.ns5].map((name) => name ?? ''),
    },
  }),
  present: () => ({}),
  errors: actionErrors('Domain ID Not Found'),
  missing: { ns1: 'ns1 and ns2 required', ns2: 'ns1 and ns2 required' },
});
