import { before, countdown, pick } from '#providers/registrars/answers.ts';
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
import {
  callNamecheap,
  ensureDone,
  type NamecheapAccount,
  type NamecheapParams,
} from './client.ts';

/** What Namecheap calls the roles, in elements and before the names of parameters. */
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

const fieldsOf = (contact: ContactData): NamecheapParams => ({
  FirstName: contact.firstName,
  LastName: contact.lastName,
  OrganizationName: contact.company || undefined,
  Address1: contact.address1,
  Address2: contact.address2 || undefined,
  City: contact.city,
  StateProvince: contact.state || contact.city,
  PostalCode: contact.postcode,
  Country: contact.country,
  Phone: phoneOf(contact.phone),
  Fax: contact.fax ? phoneOf(contact.fax) : undefined,
  EmailAddress: contact.email,
});

/** The parameters of all four contacts, which every command that has contacts demands. */
export const contactParams = (contacts: Contacts): NamecheapParams =>
  Object.fromEntries(
    contactRoles.flatMap((role) =>
      Object.entries(fieldsOf(roleOf(contacts, role))).map(([name, value]) => [
        `${prefixes[role]}${name}`,
        value,
      ]),
    ),
  );

function contactOf(element: unknown): ContactData | null {
  const read = (name: string) => textIn(pick(element, name)) ?? '';
  if (!read('LastName') && !read('EmailAddress')) return null;
  const state = stateShown(read('StateProvince'), read('City'));
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
    ...(read('Fax') && { fax: read('Fax') }),
  };
}

export async function readContacts(
  account: NamecheapAccount,
  domain: string,
  left: () => number,
): Promise<Contacts> {
  const response = await callNamecheap(
    account,
    'domains.getContacts',
    { DomainName: domain },
    left,
  );
  const result = pick(response, 'DomainContactsResult');
  const shown = contactRoles.map((role) => [role, contactOf(pick(result, prefixes[role]))]);
  return namedContacts(Object.fromEntries(shown) as Record<ContactRole, ContactData | null>);
}

export const getContacts = (account: NamecheapAccount, domain: string, limit?: Limit) =>
  readContacts(account, domain, countdown(limit?.timeoutMs));

/** All four are sent: those that are not named as the registrar has them now. */
export async function setContacts(
  account: NamecheapAccount,
  domain: string,
  contacts: Partial<Contacts>,
  { timeoutMs }: KeyedCall,
): Promise<ChangeReceipt> {
  const left = countdown(timeoutMs);
  const current = await before(readContacts(account, domain, left));
  const params = { DomainName: domain, ...contactParams({ ...current, ...contacts }) };
  const response = await callNamecheap(account, 'domains.setContacts', params, left);
  ensureDone(pick(response, 'DomainSetContactResult'), 'IsSuccess');
  return { state: 'done' };
}
