import { encodeId } from '#core/ids.ts';
import { graphql } from '#generated/rapi/index.ts';
import { clientFields } from '#transports/rapi/fields.ts';
import { legacy } from '#transports/rapi/legacy.ts';
import { choice, id } from '#transports/rapi/params.ts';
import { found } from '#transports/rapi/reply.ts';
import { idText } from '#transports/rapi/format.ts';
import { contactsByRole } from './contact-fields.ts';
import { domainRow } from './format-domain.ts';

export const GetClientDomain = legacy({
  params: clientFields({
    user_id: id,
    domain_id: id,
    page_name: choice(['di', 'dc', 'dpns', 'dmns']),
  }),
  operation: graphql(`
    query GetClientDomain(
      $by: DomainBy!
      $clientId: ID!
      $contacts: Boolean!
      $hosts: Boolean!
      $nameservers: Boolean!
    ) {
      domain(by: $by, clientId: $clientId) {
        ...DomainRow
        nameservers @include(if: $nameservers)
        privateNameservers @include(if: $hosts) {
          hostname
          ipAddress
        }
        contacts @include(if: $contacts) {
          role
          firstName
          lastName
          organizationName
          jobTitle
          email
          address1
          address2
          city
          state
          postcode
          country
          phoneNumber
          faxNumber
        }
      }
    }
  `),
  variables: (p) => ({
    by: { id: encodeId('Domain', p.domain_id) },
    clientId: encodeId('Client', p.user_id),
    contacts: p.page_name === 'dc',
    hosts: p.page_name === 'dpns',
    nameservers: p.page_name === 'dmns',
  }),
  present: (data, p) => {
    const domain = found(data.domain, 'DOMAIN_NOT_FOUND');
    const { nameservers, privateNameservers, contacts, ...row } = domain;
    return {
      user_id: idText(p.user_id),
      clientid: idText(p.user_id),
      domainid: idText(p.domain_id),
      domain_id: idText(p.domain_id),
      page_name: p.page_name,
      domain: domainRow(row),
      ...(nameservers && {
        nameservers: Object.fromEntries(
          [0, 1, 2, 3, 4].map((place) => [`ns${place + 1}`, nameservers[place] ?? '']),
        ),
      }),
      ...(privateNameservers && {
        private_nameservers: {
          nameserver: privateNameservers.map(({ hostname, ipAddress }) => ({
            hostname,
            ip: ipAddress,
            ip_address: ipAddress,
          })),
        },
      }),
      ...(contacts && { contacts: contactsByRole(contacts) }),
    };
  },
  errors: { DOMAIN_NOT_FOUND: 'Domain ID Not Found' },
});
