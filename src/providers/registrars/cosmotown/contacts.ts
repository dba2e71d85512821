import { ProviderError } from '#core/provider-error.ts';
import { countdown, pick, textOf } from '#providers/registrars/answers.ts';
import { roleOf } from '#providers/registrars/contact-names.ts';
import {
  contactRoles,
  type ChangeReceipt,
  type ContactData,
  type Contacts,
} from '#providers/registrars/domain-data.ts';
import type { KeyedCall, Limit } from '#providers/registrars/registrar.ts';
import { call, type CosmotownAccount } from './client.ts';

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

/** The contacts of a domain; roles the registrar does not show are left out. */
export async function getContacts(
  account: CosmotownAccount,
  domain: string,
  limit: Limit = {},
): Promise<Contacts> {
  const path = `domain/contacts/${encodeURIComponent(domain)}`;
  const answer = await call(account, path, countdown(limit.timeoutMs)());
  const shown = pick(pick(answer, 'data'), 'contacts');
  const found = contactRoles.flatMap((role) => {
    const contact = contactOf(pick(shown, roleKeys[role]));
    return contact ? [[role, contact] as const] : [];
  });
  const contacts = Object.fromEntries(found) as Partial<Contacts>;
  if (!contacts.registrant)
    throw new ProviderError('REFUSED', 'The registrar shows no registrant.');
  return { ...contacts, registrant: contacts.registrant };
}

function contactOf(value: unknown): ContactData | null {
  const read = (name: string) => textOf(pick(value, name)) ?? '';
  if (!read('firstName') && !read('lastName') && !read('company')) return null;
  const optional = ['company', 'address2', 'state', 'fax'] as const;
  const present = optional.map((name) => [name, read(name)]).filter(([, text]) => text);
  return {
    firstName: read('firstName'),
    lastName: read('lastName'),
    ...Object.fromEntries(present),
    email: read('email'),
    address1: read('address1'),
    city: read('city'),
    postcode: read('zip'),
    country: read('country'),
    phone: read('phone'),
  };
}

/** Saves all four roles. */
export async function setContacts(
  account: CosmotownAccount,
  domain: string,
  contacts: Contacts,
  change: KeyedCall,
): Promise<ChangeReceipt> {
  const body = { domain, contact_info: formatContacts(contacts) };
  await call(account, 'domain/contacts/save', countdown(change.timeoutMs)(), body);
  return { state: 'done' };
}
