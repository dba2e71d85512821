import { fullNameOf } from '#core/names.ts';
import { ProviderError } from '#core/provider-error.ts';
import { before, countdown, pick, textOf } from '#providers/registrars/answers.ts';
import { idsByRole, namedContacts, splitPhone } from '#providers/registrars/contact-names.ts';
import {
  type ChangeReceipt,
  type ContactData,
  type ContactRole,
  contactRoles,
  type Contacts,
} from '#providers/registrars/domain-data.ts';
import type { KeyedCall, Limit } from '#providers/registrars/registrar.ts';
import { ofOwner } from './answers-of.ts';
import { callOpenprovider, type OpenproviderAccount } from './client.ts';
import { changeDomain, heldDomain } from './domains.ts';

const handleFields = {
  registrant: 'owner_handle',
  admin: 'admin_handle',
  technical: 'tech_handle',
  billing: 'billing_handle',
} as const;

type Answers = Readonly<Record<string, string>> | undefined;

/** Makes the contacts of the named roles; gives their handles as a domain carries them. */
export async function createHandles(
  account: OpenproviderAccount,
  { domain, contacts, answers }: { domain: string; contacts: Partial<Contacts>; answers?: Answers },
  roles: readonly ContactRole[],
  left: () => number,
): Promise<Record<string, string>> {
  const extra = ofOwner(domain, answers);
  const create = (contact: ContactData) => createHandle(account, contact, extra, left);
  const ids = await before(idsByRole(contacts, create, roles));
  return Object.fromEntries(roles.map((role) => [handleFields[role], ids[role]]));
}

async function createHandle(
  account: OpenproviderAccount,
  contact: ContactData,
  extra: object,
  left: () => number,
): Promise<string> {
  const body = { ...format(contact), ...extra };
  const data = await callOpenprovider(account, { path: 'customers', method: 'POST', body }, left);
  const handle = textOf(pick(data, 'handle'));
  if (!handle) throw new ProviderError('NOT_SENT', 'The registrar made no contact.');
  return handle;
}

/** A street with its number before or after it; `number` is mandatory and a field of its own. */
function streetOf({ address1, address2 }: ContactData) {
  const first = /^(\d+\w{0,3})[\s,]+(.+)$/.exec(address1);
  const last = /^(.+?)[\s,]+(\d+\s?\w?)$/.exec(address1);
  const [street, number] = first ? [first[2], first[1]] : last ? [last[1], last[2]] : [address1];
  return { street: [street, address2].filter(Boolean).join(', '), ...(number && { number }) };
}

/** The area code is the first three digits, as the official module has it. */
function phoneOf(phone: string) {
  const { code, number } = splitPhone(phone);
  const [area_code, subscriber_number] = [number.slice(0, 3), number.slice(3)];
  return { country_code: `+${code}`, area_code, subscriber_number };
}

const format = (contact: ContactData) => ({
  ...(contact.company && { company_name: contact.company }),
  name: {
    first_name: contact.firstName,
    last_name: contact.lastName,
    full_name: fullNameOf(contact),
    initials: `${contact.firstName.slice(0, 1)}${contact.lastName.slice(0, 1)}`,
  },
  address: {
    ...streetOf(contact),
    city: contact.city,
    ...(contact.state && { state: contact.state }),
    zipcode: contact.postcode,
    country: contact.country,
  },
  phone: phoneOf(contact.phone),
  ...(contact.fax && { fax: phoneOf(contact.fax) }),
  email: contact.email,
});

function contactOf(data: unknown): ContactData {
  const read = (from: string, name: string) => textOf(pick(pick(data, from), name)) ?? '';
  const top = (name: string) => textOf(pick(data, name)) ?? '';
  const number = `${read('address', 'number')}${read('address', 'suffix')}`;
  const digits = (from: string) => `${read(from, 'area_code')}${read(from, 'subscriber_number')}`;
  const phone = (from: string) => `${read(from, 'country_code')}.${digits(from)}`;
  return {
    firstName: read('name', 'first_name'),
    lastName: [read('name', 'prefix'), read('name', 'last_name')].filter(Boolean).join(' '),
    ...(top('company_name') && { company: top('company_name') }),
    email: top('email'),
    address1: [read('address', 'street'), number].filter(Boolean).join(' '),
    city: read('address', 'city'),
    ...(read('address', 'state') && { state: read('address', 'state') }),
    postcode: read('address', 'zipcode'),
    country: read('address', 'country'),
    phone: phone('phone'),
    ...(digits('fax') && { fax: phone('fax') }),
  };
}

/** The contacts by the handles that the domain carries. */
export async function readContacts(
  account: OpenproviderAccount,
  domain: string,
  limit: Limit = {},
): Promise<Contacts> {
  const left = countdown(limit.timeoutMs);
  const found = await heldDomain(account, domain, left);
  const known = new Map<string, Promise<ContactData>>();
  const shown: Partial<Record<ContactRole, ContactData>> = {};
  for (const role of contactRoles) {
    const handle = textOf(pick(found, handleFields[role]));
    if (!handle) continue;
    const path = `customers/${encodeURIComponent(handle)}`;
    const read = known.get(handle) ?? callOpenprovider(account, { path }, left).then(contactOf);
    known.set(handle, read);
    shown[role] = await read;
  }
  return namedContacts(shown);
}

/** New contacts for the named roles; the others keep the handles that they have. */
export async function setContacts(
  account: OpenproviderAccount,
  domain: string,
  contacts: Partial<Contacts>,
  { timeoutMs }: KeyedCall,
): Promise<ChangeReceipt> {
  const left = countdown(timeoutMs);
  await before(heldDomain(account, domain, left));
  const roles = contactRoles.filter((role) => contacts[role]);
  const handles = await createHandles(account, { domain, contacts }, roles, left);
  return changeDomain(account, domain, handles, left);
}
