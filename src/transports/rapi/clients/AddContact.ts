import { encodeId } from '#core/ids.ts';
import { graphql } from '#generated/rapi/index.ts';
import { clientFields } from '#transports/rapi/fields.ts';
import { legacy } from '#transports/rapi/legacy.ts';
import { country, email, flag, id, line, password } from '#transports/rapi/params.ts';
import { textList } from '#transports/rapi/params-data.ts';
import { idText } from '#transports/rapi/format.ts';

export const AddContact = legacy({
  params: clientFields({
    user_id: id,
    first_name: line(255).optional(),
    last_name: line(255).optional(),
    company_name: line(255).optional(),
    email: email.optional(),
    address1: line(255).optional(),
    address2: line(255).optional(),
    city: line(255).optional(),
    state: line(255).optional(),
    postcode: line(32).optional(),
    country: country.optional(),
    phonenumber: line(40).optional(),
    tax_id: line(64).optional(),
    password: password.optional(),
    permissions: textList(50, 40).optional(),
    general_emails: flag.optional(),
    product_emails: flag.optional(),
    domain_emails: flag.optional(),
    invoice_emails: flag.optional(),
    support_emails: flag.optional(),
    affiliate_emails: flag.optional(),
  }),
  operation: graphql(`
    mutation AddContact($input: AddContactInput!) {
      addContact(input: $input) {
        contact {
          databaseId
        }
      }
    }
  `),
  variables: (p) => ({
    input: {
      clientId: encodeId('Client', p.user_id),
      firstName: p.first_name,
      lastName: p.last_name,
      companyName: p.company_name,
      email: p.email,
      address1: p.address1,
      address2: p.address2,
      city: p.city,
      state: p.state,
      postcode: p.postcode,
      country: p.country,
      phoneNumber: p.phonenumber,
      taxId: p.tax_id,
      password: p.password,
      permissions: p.permissions,
      emailPreferences: {
        general: p.general_emails,
        product: p.product_emails,
        domain: p.domain_emails,
        invoice: p.invoice_emails,
        support: p.support_emails,
        affiliate: p.affiliate_emails,
      },
    },
  }),
  present: ({ addContact: { contact } }) => ({
    contactid: idText(contact.databaseId),
    contact_id: idText(contact.databaseId),
  }),
  errors: {
    CLIENT_NOT_FOUND: 'Client ID Not Found',
    CONTACT_EMAIL_TAKEN: 'Duplicate Email Address',
    PHONE_INVALID: 'Invalid telephone phone number',
  },
});
