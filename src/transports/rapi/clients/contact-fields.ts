import type { GetContactQuery } from '#generated/rapi/graphql.ts';
import { dateTime, text } from '#transports/rapi/format.ts';
import { phoneWords } from './phone-words.ts';

type Contact = NonNullable<GetContactQuery['contact']>;

/** A contact as GetContact and GetContacts spell it. */
export const contactFields = (contact: Contact) => ({
  id: contact.databaseId,
  user_id: contact.client.databaseId,
  first_name: contact.firstName,
  last_name: contact.lastName,
  company_name: contact.companyName,
  email: contact.email,
  address1: contact.address1,
  address2: contact.address2,
  city: contact.city,
  state: contact.state,
  postcode: contact.postcode,
  country: text(contact.country),
  ...phoneWords(contact),
  tax_id: contact.taxId,
  domain_emails: contact.emailPreferences.domain,
  general_emails: contact.emailPreferences.general,
  invoice_emails: contact.emailPreferences.invoice,
  product_emails: contact.emailPreferences.product,
  support_emails: contact.emailPreferences.support,
  affiliate_emails: contact.emailPreferences.affiliate,
  permissions: contact.permissions.join(','),
  created_at: dateTime(contact.createdAt),
  updated_at: dateTime(contact.updatedAt),
});
