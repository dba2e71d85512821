import { fullNameOf } from '#core/names.ts';
import { randomBytes } from 'node:crypto';
import { ProviderError } from '#core/provider-error.ts';
import {
  before,
  countdown,
  listOf,
  pick,
  textOf,
  unreadable,
} from '#providers/registrars/answers.ts';
import {
  idsByRole,
  isPlaceholder,
  namedContacts,
  splitPersonName,
  splitPhone,
  stateShown,
} from '#providers/registrars/contact-names.ts';
import {
  type ChangeReceipt,
  type ContactData,
  contactRoles,
  type Contacts,
} from '#providers/registrars/domain-data.ts';
import type { KeyedCall, Limit } from '#providers/registrars/registrar.ts';
import {
  callConnectReseller,
  numbersOf,
  raw,
  receiptOf,
  view,
  type ConnectResellerAccount,
  type ConnectResellerParams,
} from './client.ts';

/**
 * The client under whom the registrar keeps this person's domains, found by e-mail address and
 * made when missing: a domain is registered to its client's own contact.
 */
export async function clientId(
  account: ConnectResellerAccount,
  person: ContactData,
  left: () => number,
): Promise<string> {
  const found = await before(raw(account, 'ViewClient', { UserName: person.email }, left()));
  const known = textOf(pick(pick(found, 'responseData'), 'clientId'));
  if (known) return known;
  const { Name, EmailAddress, Address, ...shared } = format(person);
  const made = await before(
    callConnectReseller(
      account,
      'AddClient',
      {
        ...shared,
        FirstName: Name,
        UserName: EmailAddress,
        Address1: Address,
        // Nobody uses this login; the registrar just wants one.
        Password: `${randomBytes(9).toString('base64url')}aA1!`,
      },
      left(),
    ),
  );
  const id = textOf(pick(pick(made, 'responseData'), 'clientId'));
  if (!id) throw new ProviderError('NOT_SENT', 'The registrar made no client for the registrant.');
  return id;
}

function format(contact: ContactData): ConnectResellerParams {
  const phone = splitPhone(contact.phone);
  const fax = contact.fax ? splitPhone(contact.fax) : undefined;
  return {
    Name: fullNameOf(contact),
    EmailAddress: contact.email,
    CompanyName: contact.company || 'NA',
    Address: [contact.address1, contact.address2].filter(Boolean).join(', '),
    City: contact.city,
    StateName: contact.state || contact.city,
    CountryName: contact.country,
    Zip: contact.postcode,
    PhoneNo_cc: phone.code,
    PhoneNo: phone.number,
    Faxno_cc: fax?.code,
    FaxNo: fax?.number,
  };
}

const roleKeys = {
  registrant: 'registrantContactId',
  admin: 'adminContactId',
  technical: 'technicalContactId',
  billing: 'billingContactId',
} as const;

/** The domain shows the number with the letters of its registry account in front. */
const contactNumber = (data: unknown, role: keyof typeof roleKeys): string | undefined =>
  textOf(pick(data, roleKeys[role]))?.replace(/^\w+_/, '');

/** The contacts, each looked up by the number that the domain carries. */
export async function getContacts(
  account: ConnectResellerAccount,
  domain: string,
  limit: Limit = {},
): Promise<Contacts> {
  const left = countdown(limit.timeoutMs);
  const data = await view(account, domain, left());
  const read = async (role: keyof typeof roleKeys) => {
    const id = contactNumber(data, role);
    if (!id) return undefined;
    const params = { RegistrantContactId: id };
    const body = await callConnectReseller(account, 'ViewRegistrant', params, left());
    return contactOf(pick(body, 'responseData'));
  };
  const [registrant, admin, technical, billing] = await Promise.all([
    read('registrant'),
    read('admin'),
    read('technical'),
    read('billing'),
  ]);
  return namedContacts({
    registrant: registrant ?? null,
    admin: admin ?? null,
    technical: technical ?? null,
    billing: billing ?? null,
  });
}

function contactOf(value: unknown): ContactData {
  const read = (...names: string[]) => textOf(pick(value, ...names)) ?? '';
  const company = isPlaceholder(read('companyName')) ? '' : read('companyName');
  const state = stateShown(read('stateName'), read('city'));
  return {
    ...splitPersonName(read('name')),
    ...(company && { company }),
    email: read('emailAddress'),
    address1: read('address', 'address1'),
    city: read('city'),
    ...(state && { state }),
    postcode: read('zip', 'zipCode'),
    country: read('countryName'),
    phone: `+${read('phoneNo_cc', 'phoneCode')}.${read('phoneNo')}`,
  };
}

/**
 * Makes contacts under the domain's client (B.1) and gives them to the domain (A.27). A role that
 * is not named keeps the contact it has.
 */
export async function setContacts(
  account: ConnectResellerAccount,
  domain: string,
  contacts: Partial<Contacts>,
  change: KeyedCall,
): Promise<ChangeReceipt> {
  const left = countdown(change.timeoutMs);
  const { domainNameId, data } = await numbersOf(account, domain, left());
  const owner = textOf(pick(data, 'customerId')) ?? '';
  const named = contactRoles.filter((role) => contacts[role]);
  const made = await before(
    idsByRole(contacts, (contact) => addContact(account, owner, contact, left), named),
  );
  const roles = contactRoles.map((role) => [
    roleKeys[role],
    (made as Partial<Record<typeof role, string>>)[role] ?? contactNumber(data, role),
  ]);
  const params = { domainNameId, websiteName: domain, ...Object.fromEntries(roles) };
  return receiptOf(
    await callConnectReseller(account, 'updatecontact', params, left()),
    account.apiKey,
  );
}

/** Adds a contact. The document shows no number in the answer: without one the list tells (B.4). */
async function addContact(
  account: ConnectResellerAccount,
  owner: string,
  contact: ContactData,
  left: () => number,
): Promise<string> {
  const params = { ...format(contact), Id: owner };
  const body = await callConnectReseller(account, 'AddRegistrantContact', params, left());
  const reported = textOf(pick(pick(body, 'responseMsg'), 'id'));
  if (reported && reported !== '0') return reported;
  const query = { clientId: owner, page: '1', maxIndex: '50', searchQuery: contact.email };
  const list = await raw(account, 'registrantsearchlist', query, left());
  const records = pick(list, 'records') ?? pick(pick(list, 'responseData'), 'records');
  const numbers = listOf(records).flatMap((record) => {
    const isIt = textOf(pick(record, 'Name')) === fullNameOf(contact);
    const number = Number(textOf(pick(record, 'registrantContactId')));
    return isIt && Number.isSafeInteger(number) && number > 0 ? [number] : [];
  });
  if (numbers.length > 0) return String(Math.max(...numbers));
  throw unreadable(new URL(account.baseUrl).host, 200);
}
