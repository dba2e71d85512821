import { after, countdown, pick } from '#providers/registrars/answers.ts';
import {
  namedContacts,
  roleOf,
  splitPhone,
  stateShown,
} from '#providers/registrars/contact-names.ts';
import {
  type ChangeReceipt,
  type ContactData,
  type ContactRole,
  contactRoles,
  type Contacts,
} from '#providers/registrars/domain-data.ts';
import type { KeyedCall, Limit } from '#providers/registrars/registrar.ts';
import { textIn } from '#providers/registrars/xml.ts';
import { callEnom, type EnomAccount, type EnomParams, parted } from './client.ts';

/** What Enom calls the roles, before the names of parameters and elements. */
const prefixes = {
  registrant: 'Registrant',
  admin: 'Admin',
  technical: 'Tech',
  billing: 'AuxBilling',
} as const;

const phoneOf = (phone: string): string => {
  const { code, number } = splitPhone(phone);
  return `+${code}.${number}`;
};

function fieldsOf(contact: ContactData): EnomParams {
  const phone = phoneOf(contact.phone);
  return {
    FirstName: contact.firstName,
    LastName: contact.lastName,
    OrganizationName: contact.company || undefined,
    // Both are required with an organisation.
    JobTitle: contact.company ? 'N/A' : undefined,
    Fax: contact.fax ? phoneOf(contact.fax) : contact.company && phone,
    Address1: contact.address1,
    Address2: contact.address2 || undefined,
    City: contact.city,
    StateProvince: contact.state || contact.city,
    PostalCode: contact.postcode,
    Country: contact.country,
    EmailAddress: contact.email,
    Phone: phone,
  };
}

function prefixed(contacts: Partial<Contacts>, role: ContactRole): EnomParams {
  const fields = Object.entries(fieldsOf(roleOf(contacts, role)));
  return Object.fromEntries(fields.map(([name, value]) => [`${prefixes[role]}${name}`, value]));
}

/** The parameters of all four contacts of a registration. */
export const contactParams = (contacts: Contacts): EnomParams =>
  Object.assign({}, ...contactRoles.map((role) => prefixed(contacts, role)));

/** A contact as shown; null for one that was never set ("None"). */
function contactOf(shown: unknown, prefix: string): ContactData | null {
  const read = (field: string) => textIn(pick(shown, `${prefix}${field}`)) ?? '';
  if (!read('EmailAddress')) return null;
  const state = stateShown(read('StateProvince'), read('City'));
  const fax = read('Fax') === read('Phone') ? '' : read('Fax');
  return {
    firstName: read('FirstName'),
    lastName: read('LastName'),
    ...(read('OrganizationName') && { company: read('OrganizationName') }),
    email: read('EmailAddress'),
    address1: read('Address1'),
    ...(read('Address2') && { address2: read('Address2') }),
    city: read('City'),
    ...(state && { state }),
    postcode: read('PostalCode'),
    country: read('Country'),
    phone: read('Phone'),
    ...(fax && { fax }),
  };
}

export async function getContacts(
  account: EnomAccount,
  domain: string,
  limit?: Limit,
): Promise<Contacts> {
  const left = countdown(limit?.timeoutMs);
  const answer = await callEnom(account, 'GetContacts', parted(domain), left);
  const all = pick(answer, 'GetContacts');
  const shown = contactRoles.map((role) => {
    const prefix = prefixes[role];
    return [role, contactOf(pick(all, prefix), prefix)];
  });
  return namedContacts(Object.fromEntries(shown) as Record<ContactRole, ContactData | null>);
}

/** A command for each contact that is named; the others stay as they are. */
export async function setContacts(
  account: EnomAccount,
  domain: string,
  contacts: Partial<Contacts>,
  { timeoutMs }: KeyedCall,
): Promise<ChangeReceipt> {
  const left = countdown(timeoutMs);
  const named = contactRoles.filter((role) => contacts[role]);
  for (const [index, role] of named.entries()) {
    const ContactType = prefixes[role].toUpperCase();
    const params = { ...parted(domain), ContactType, ...prefixed(contacts, role) };
    const step = callEnom(account, 'Contacts', params, left);
    await (index ? after(step) : step);
  }
  return { state: 'done' };
}
