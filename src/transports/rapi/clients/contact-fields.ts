import type { ContactRowFragment } from '#generated/rapi/graphql.ts';
import { graphql } from '#generated/rapi/index.ts';
import { dateTimeText, textOrBlank } from '#transports/rapi/format.ts';
import { phoneWords } from './phone-words.ts';

graphql(`
  fragment ContactRow on Contact {
    databaseId
    client {
      databaseId
    }
    firstName
    lastName
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
    permissions
    emailPreferences {
      general
      invoice
      support
      product
      domain
      affiliate
    }
    createdAt
    updatedAt
  }
`);

/** A contact as GetContact and GetContacts spell it. */
export const contactFields = (contact: ContactRowFragment) => ({
  id: contact.databaseId,
  user_id: contact.client?.databaseId ?? 0,
  first_name: contact.firstName,
  last_name: contact.lastName,
  company_name: contact.companyName,
  email: contact.email,
  address1: contact.address1,
  address2: contact.address2,
  city: contact.city,
  state: contact.state,
  postcode: contact.postcode,
  country: textOrBlank(contact.country),
  ...phoneWords(contact),
  tax_id: contact.taxId,
  domain_emails: contact.emailPreferences.domain,
  general_emails: contact.emailPreferences.general,
  invoice_emails: contact.emailPreferences.invoice,
  product_emails: contact.emailPreferences.product,
  support_emails: contact.emailPreferences.support,
  affiliate_emails: contact.emailPreferences.affiliate,
  permissions: contact.permissions.join(','),
  created_at: dateTimeText(contact.createdAt),
  updated_at: dateTimeText(contact.updatedAt),
});
