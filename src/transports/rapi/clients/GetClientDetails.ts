import { graphql } from '#generated/rapi/index.ts';
import { clientFields } from '#transports/rapi/fields.ts';
import { legacy } from '#transports/rapi/legacy.ts';
import { email, flag, id } from '#transports/rapi/params.ts';
import { found } from '#transports/rapi/reply.ts';
import { clientReply } from './client-fields.ts';
import { statsFields } from './stats-fields.ts';
import { whichClient } from './which-client.ts';

export const GetClientDetails = legacy({
  params: clientFields({
    user_id: id.optional(),
    email: email.optional(),
    stats: flag.default(false),
  }),
  operation: graphql(`
    query GetClientDetails($by: ClientBy!, $stats: Boolean!) {
      client(by: $by) {
        databaseId
        uuid
        firstName
        lastName
        fullName
        companyName
        email
        address1
        address2
        city
        state
        postcode
        country
        phoneNumber
        phoneCountryCode
        taxId
        emailPreferences {
          general
          invoice
          support
          product
          domain
          affiliate
        }
        billingContact {
          databaseId
        }
        notes
        defaultGatewayModule
        group {
          databaseId
        }
        status
        isTaxExempt
        isLateFeeExempt
        hasOverdueNotices
        hasSeparateInvoices
        isCardChargedUnasked
        isOptedOutOfMarketing
        isOptedInToMarketing
        isNeverClosedWhenIdle
        allowsSingleSignOn
        language
        lastLoginAt
        lastLoginIp
        lastLoginHost
        signupIp
        createdAt
        customFieldValues {
          field {
            databaseId
          }
          value
        }
        users {
          userId
          name
          email
          isOwner
          isEmailVerified
        }
        ...StatsOwner
        stats @include(if: $stats) {
          ...CountedRecords
        }
      }
    }
  `),
  variables: (p) => ({
    by: whichClient(p, 'Either clientid Or email Is Required'),
    stats: p.stats,
  }),
  present: (data) => {
    const client = found(data.client, 'CLIENT_NOT_FOUND');
    return {
      client: clientReply(client),
      ...(client.stats && { stats: statsFields(client, client.stats) }),
    };
  },
  errors: { CLIENT_NOT_FOUND: 'Client Not Found' },
});
