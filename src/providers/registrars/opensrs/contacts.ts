import { fullNameOf } from '#core/names.ts';
import { countdown, pick, textOf } from '#providers/registrars/answers.ts';
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
import { callOpenSrs, type OpenSrsAccount } from './client.ts';
import { heldInfo } from './domains.ts';
import type { OpsValue } from './ops.ts';

/** What OpenSRS calls the roles. */
const types = {
  registrant: 'owner',
  admin: 'admin',
  technical: 'tech',
  billing: 'billing',
} as const;

const phoneOf = (phone: string): string => {
  const { code, number } = splitPhone(phone);
  return `+${code}.${number}`;
};

const format = (contact: ContactData): OpsValue => ({
  first_name: contact.firstName,
  last_name: contact.lastName,
  org_name: contact.company || fullNameOf(contact),
  address1: contact.address1,
  address2: contact.address2 ?? '',
  city: contact.city,
  state: contact.state || contact.city,
  postal_code: contact.postcode,
  country: contact.country,
  phone: phoneOf(contact.phone),
  fax: contact.fax ? phoneOf(contact.fax) : '',
  email: contact.email,
  lang_pref: 'EN',
});

/** The contacts of roles, as `contact_set` has them. */
export const contactSet = (
  contacts: Partial<Contacts>,
  roles: readonly ContactRole[] = contactRoles,
): { [type: string]: OpsValue } =>
  Object.fromEntries(roles.map((role) => [types[role], format(roleOf(contacts, role))]));

function contactOf(value: unknown): ContactData | null {
  const read = (name: string) => textOf(pick(value, name)) ?? '';
  if (!read('last_name') && !read('org_name')) return null;
  const name = { firstName: read('first_name'), lastName: read('last_name') };
  // The name stands in for a company that there is not.
  const company = read('org_name') === fullNameOf(name) ? '' : read('org_name');
  const state = stateShown(read('state'), read('city'));
  return {
    ...name,
    ...(company && { company }),
    email: read('email'),
    address1: read('address1'),
    ...(read('address2') && { address2: read('address2') }),
    city: read('city'),
    ...(state && { state }),
    postcode: read('postal_code'),
    country: read('country'),
    phone: read('phone'),
    ...(read('fax') && { fax: read('fax') }),
  };
}

export async function readContacts(
  account: OpenSrsAccount,
  domain: string,
  limit: Limit = {},
): Promise<Contacts> {
  const set = pick(await heldInfo(account, domain, countdown(limit.timeoutMs)), 'contact_set');
  const shown = contactRoles.map((role) => [role, contactOf(pick(set, types[role]))]);
  return namedContacts(Object.fromEntries(shown) as Record<ContactRole, ContactData | null>);
}

/** Sets the roles that are named, and no others (`types`). */
export async function setContacts(
  account: OpenSrsAccount,
  domain: string,
  contacts: Partial<Contacts>,
  { timeoutMs }: KeyedCall,
): Promise<ChangeReceipt> {
  const roles = contactRoles.filter((role) => contacts[role]);
  const attributes = {
    domain,
    types: roles.map((role) => types[role]),
    contact_set: contactSet(contacts, roles),
  };
  const command = { action: 'UPDATE_CONTACTS', domain, attributes };
  return (await callOpenSrs(account, command, countdown(timeoutMs)())).receipt;
}
