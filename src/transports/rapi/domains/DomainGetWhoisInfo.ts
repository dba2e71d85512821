import { graphql } from '#generated/rapi/index.ts';
import { fields } from '#transports/rapi/fields.ts';
import { legacy } from '#transports/rapi/legacy.ts';
import { contactsByRole } from './contact-fields.ts';
import { actionErrors, byOf, domainParams } from './domain-fields.ts';

export const DomainGetWhoisInfo = legacy({
  params: fields(domainParams),
  operation: graphql(`
    query DomainGetWhoisInfo($by: DomainBy!) {
      domainAtRegistrar(by: $by) {
        contacts {
          role
          firstName
          lastName
          organizationName
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
  variables: (p) => ({ by: byOf(p) }),
  present: ({ domainAtRegistrar }) => contactsByRole(domainAtRegistrar?.contacts ?? []),
  errors: actionErrors('Domain ID Not Found'),
});
