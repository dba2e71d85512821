import { roleOf } from '#providers/registrars/contact-names.ts';
import {
  contactRoles,
  type ContactData,
  type Contacts,
} from '#providers/registrars/domain-data.ts';

const roleKeys = {
  registrant: 'registrant',
  admin: 'administrative',
  technical: 'technical',
  billing: 'billing',
} as const;

/** All four roles in the registrar's words. */
export function formatContacts(contacts: Contacts): Record<string, Record<string, string>> {
  return Object.fromEntries(
    contactRoles.map((role) => [roleKeys[role], format(roleOf(contacts, role))]),
  );
}

function format(contact: ContactData): Record<string, string> {
  const all = {
    firstName: contact.firstName,
    lastName: contact.lastName,
    company: contact.company,
    email: contact.email,
    phone: contact.phone,
    fax: contact.fax,
    address1: contact.address1,
    address2: contact.address2,
    city: contact.city,
    state: contact.state,
    zip: contact.postcode,
    country: contact.country,
  };
  const present = Object.entries(all).filter(([, value]) => value);
  return Object.fromEntries(present) as Record<string, string>;
}
