import { encodeId } from '#core/ids.ts';
import { graphql } from '#generated/rapi/index.ts';
import { fields } from '#transports/rapi/fields.ts';
import { legacy } from '#transports/rapi/legacy.ts';
import { id } from '#transports/rapi/params.ts';
import { actionErrors } from './domain-fields.ts';
import { formContacts, whoisForm } from './whois-form.ts';

export const DomainUpdateWhoisInfo = legacy({
  params: fields({ domain_id: id, whois_info: whoisForm }),
  operation: graphql(`
    mutation DomainUpdateWhoisInfo($input: DomainUpdateWhoisInfoInput!) {
      domainUpdateWhoisInfo(input: $input) {
        domain {
          databaseId
        }
      }
    }
  `),
  variables: (p) => ({
    input: { domainId: encodeId('Domain', p.domain_id), contacts: formContacts(p.whois_info) },
  }),
  present: () => ({}),
  errors: actionErrors('Domain ID Not Found'),
  missing: { whois_info: 'XML Required' },
});
