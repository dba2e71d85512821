import { encodeId } from '#core/ids.ts';
import { graphql } from '#generated/whmcs/index.ts';
import { fields } from '#transports/rapi/fields.ts';
import { idText } from '#transports/rapi/format.ts';
import { legacy } from '#transports/rapi/legacy.ts';
import { clearable, country, email, flag, id, line } from '#transports/rapi/params.ts';

export const UpdateContact = legacy({
  params: fields({
    contactid: id,
    firstname: line(255).optional(),
    lastname: line(255).optional(),
    companyname: clearable(255),
    email: email.optional(),
    address1: line(255).optional(),
    address2: clearable(255),
    city: line(255).optional(),
    state: line(255).optional(),
    postcode: line(32).optional(),
    country: country.optional(),
    phonenumber: line(40).optional(),
    tax_id: clearable(64),
    general_emails: flag.optional(),
    product_emails: flag.optional(),
    domain_emails: flag.optional(),
    invoice_emails: flag.optional(),
    support_emails: flag.optional(),
    affiliate_emails: flag.optional(),
  }),
  operation: graphql(`
    mutation UpdateContact($input: UpdateContactInput!) {
      updateContact(input: $input) {
        contact {
          databaseId
        }
      }
    }
  `),
  variables: (p) => ({
    input: {
      contactId: encodeId('Contact', p.contactid),
      firstName: p.firstname,
      lastName: p.lastname,
      companyName: p.companyname,
      email: p.email,
      address1: p.address1,
      address2: p.address2,
      city: p.city,
      state: p.state,
      postcode: p.postcode,
      country: p.country,
      phoneNumber: p.phonenumber,
      taxId: p.tax_id,
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
  present: ({ updateContact: { contact } }) => ({ contactid: idText(contact.databaseId) }),
  errors: {
    CONTACT_NOT_FOUND: 'Contact ID Not Found',
    CONTACT_EMAIL_TAKEN: 'Duplicate Email Address',
    PHONE_INVALID: 'Invalid telephone phone number',
  },
  missing: { contactid: 'Contact ID Not Found' },
});
