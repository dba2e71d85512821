import { fullNameOf } from '#core/names.ts';
import { randomBytes } from 'node:crypto';
import { ProviderError } from '#core/provider-error.ts';
import { before, countdown, pick, textOf, unreadable } from '#providers/registrars/answers.ts';
import { idsByRole, splitName, splitPhone } from '#providers/registrars/contact-names.ts';
import type { ChangeReceipt, ContactData, Contacts } from '#providers/registrars/domain-data.ts';
import type { KeyedCall, Limit } from '#providers/registrars/registrar.ts';
import {
  call,
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
    call(
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

/** The contacts, each looked up by the number that the domain carries. */
export async function getContacts(
  account: ConnectResellerAccount,
  domain: string,
  limit: Limit = {},
): Promise<Contacts> {
  const left = countdown(limit.timeoutMs);
  const data = await view(account, domain, left());
  const read = async (role: keyof typeof roleKeys) => {
    // The domain shows the number with the letters of its registry account in front.
    const id = textOf(pick(data, roleKeys[role]))?.replace(/^\w+_/, '');
    if (!id) return undefined;
    const params = { RegistrantContactId: id };
    const body = await call(account, 'ViewRegistrant', params, left());
    return contactOf(pick(body, 'responseData'));
  };
  const [registrant, admin, technical, billing] = await Promise.all([
    read('registrant'),
    read('admin'),
    read('technical'),
    read('billing'),
  ]);
  if (!registrant) throw new ProviderError('REFUSED', 'The registrar shows no registrant.');
  return {
    registrant,
    ...(admin && { admin }),
    ...(technical && { technical }),
    ...(billing && { billing }),
  };
}

function contactOf(value: unknown): ContactData {
  const read = (...names: string[]) => textOf(pick(value, ...names)) ?? '';
  return {
    ...splitName(read('name')),
    ...(read('companyName') && { company: read('companyName') }),
    email: read('emailAddress'),
    address1: read('address', 'address1'),
    city: read('city'),
    ...(read('stateName') && { state: read('stateName') }),
    postcode: read('zip', 'zipCode'),
    country: read('countryName'),
    phone: `+${read('phoneNo_cc', 'phoneCode')}.${read('phoneNo')}`,
  };
}

/** Makes the contacts under the domain's client and gives them to the domain. */
export async function setContacts(
  account: ConnectResellerAccount,
  domain: string,
  contacts: Contacts,
  change: KeyedCall,
): Promise<ChangeReceipt> {
  const left = countdown(change.timeoutMs);
  const { domainNameId, data } = await numbersOf(account, domain, left());
  const owner = textOf(pick(data, 'customerId')) ?? undefined;
  const ids = await before(
    idsByRole(contacts, async (contact) => {
      const params = { ...format(contact), Id: owner };
      const body = await call(account, 'AddRegistrantContact', params, left());
      const id = textOf(pick(pick(body, 'responseMsg'), 'id'));
      if (!id || id === '0') throw unreadable(new URL(account.baseUrl).host, 200);
      return id;
    }),
  );
  const roles = Object.entries(roleKeys).map(([role, key]) => [key, ids[role as keyof typeof ids]]);
  const params = { domainNameId, websiteName: domain, ...Object.fromEntries(roles) };
  return receiptOf(await call(account, 'updatecontact', params, left()), account.apiKey);
}
