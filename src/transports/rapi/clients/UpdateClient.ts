import { graphql } from '#generated/rapi/index.ts';
import { clientFields } from '#transports/rapi/fields.ts';
import { clearedId, globalId } from '#transports/rapi/global-id.ts';
import { legacy } from '#transports/rapi/legacy.ts';
import {
  choice,
  clearable,
  clearableId,
  country,
  email,
  flag,
  id,
  ipAddress,
  line,
} from '#transports/rapi/params.ts';
import { idText } from '#transports/rapi/format.ts';
import { customFieldErrors, customFields } from './new-client.ts';
import { whichClient } from './which-client.ts';

export const UpdateClient = legacy({
  params: clientFields({
    user_id: id.optional(),
    // Names the client where no id does; beside an id it is the new address.
    email: email.optional(),
    first_name: line(255).optional(),
    last_name: line(255).optional(),
    company_name: clearable(255),
    address1: line(255).optional(),
    address2: clearable(255),
    city: line(255).optional(),
    state: line(255).optional(),
    postcode: line(32).optional(),
    country: country.optional(),
    phonenumber: line(40).optional(),
    tax_id: clearable(64),
    currency: id.optional(),
    group_id: clearableId,
    custom_fields: customFields.optional(),
    language: line(42).optional(),
    user_ip: ipAddress.optional(),
    notes: clearable(20_000),
    status: choice({ Active: 'ACTIVE', Inactive: 'INACTIVE', Closed: 'CLOSED' }).optional(),
    payment_method_id: clearableId,
    general_emails: flag.optional(),
    product_emails: flag.optional(),
    domain_emails: flag.optional(),
    affiliate_emails: flag.optional(),
    invoice_emails: flag.optional(),
    support_emails: flag.optional(),
  }),
  operation: graphql(`
    mutation UpdateClient($input: UpdateClientInput!) {
      updateClient(input: $input) {
        client {
          databaseId
        }
      }
    }
  `),
  variables: (p) => ({
    input: {
      client: whichClient(p, 'Client ID Not Found'),
      firstName: p.first_name,
      lastName: p.last_name,
      companyName: p.company_name,
      email: p.user_id ? p.email : undefined,
      address1: p.address1,
      address2: p.address2,
      city: p.city,
      state: p.state,
      postcode: p.postcode,
      country: p.country,
      phoneNumber: p.phonenumber,
      taxId: p.tax_id,
      currencyId: globalId('Currency', p.currency),
      groupId: clearedId('ClientGroup', p.group_id),
      customFields: p.custom_fields,
      language: p.language,
      ipAddress: p.user_ip,
      notes: p.notes,
      status: p.status,
      defaultGatewayId: clearedId('Gateway', p.payment_method_id),
      emailPreferences: {
        general: p.general_emails,
        product: p.product_emails,
        domain: p.domain_emails,
        affiliate: p.affiliate_emails,
        invoice: p.invoice_emails,
        support: p.support_emails,
      },
    },
  }),
  present: ({ updateClient: { client } }) => ({
    clientid: idText(client.databaseId),
    user_id: idText(client.databaseId),
  }),
  errors: {
    CLIENT_NOT_FOUND: 'Client ID Not Found',
    CLIENT_EMAIL_TAKEN: 'Duplicate Email Address',
    PHONE_INVALID: 'Invalid telephone phone number',
    DOMAIN_EMAILS_NEEDED:
      'You must have at least one email address enabled to receive domain related notifications as required by ICANN. To disable domain notifications, please create an alternative contact that is set to receive them',
    ...customFieldErrors,
  },
  wrong: { email: 'The email address entered is not valid', country: 'Valid country required' },
});
