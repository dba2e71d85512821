import { fullNameOf } from '#core/names.ts';
import { ProviderError } from '#core/provider-error.ts';
import { before, countdown, pick, textOf, unreadable } from '#providers/registrars/answers.ts';
import { idsByRole, splitName, splitPhone } from '#providers/registrars/contact-names.ts';
import type { ChangeReceipt, ContactData, Contacts } from '#providers/registrars/domain-data.ts';
import type { KeyedCall, Limit } from '#providers/registrars/registrar.ts';
import { change, receiptOf, type LogicBoxesAccount, type LogicBoxesParams } from './client.ts';
import { details, orderId } from './details.ts';

/** Registries with contact types of their own; every other TLD takes `Contact`. */
const contactTypes: Record<string, string> = {
  eu: 'EuContact',
  uk: 'UkContact',
  cn: 'CnContact',
  co: 'CoContact',
  ca: 'CaContact',
  de: 'DeContact',
  es: 'EsContact',
  coop: 'CoopContact',
  ru: 'RuContact',
};

/** Registries that keep no administrative and technical contact, or no billing contact. */
const withoutAdminAndTech = new Set(['eu', 'nz', 'ru', 'uk']);
const withoutBilling = new Set('at berlin ca eu nl nz ru uk london'.split(' '));

/** Registers the contacts under the account's customer and names them the way orders do. */
export async function contactParams(
  account: LogicBoxesAccount,
  domain: string,
  contacts: Contacts,
  left: () => number,
): Promise<LogicBoxesParams> {
  const tld = domain.split('.').at(-1) ?? '';
  const ids = await before(
    idsByRole(contacts, (contact) => add(account, contact, contactTypes[tld] ?? 'Contact', left())),
  );
  return {
    'reg-contact-id': ids.registrant,
    'admin-contact-id': withoutAdminAndTech.has(tld) ? '-1' : ids.admin,
    'tech-contact-id': withoutAdminAndTech.has(tld) ? '-1' : ids.technical,
    'billing-contact-id': withoutBilling.has(tld) ? '-1' : ids.billing,
  };
}

async function add(
  account: LogicBoxesAccount,
  contact: ContactData,
  type: string,
  timeoutMs: number,
) {
  const phone = splitPhone(contact.phone);
  const fax = contact.fax ? splitPhone(contact.fax) : undefined;
  const answer = await change(
    account,
    'contacts/add',
    {
      name: fullNameOf(contact),
      // The API wants a company even of a person.
      company: contact.company || 'N A',
      email: contact.email,
      'address-line-1': contact.address1,
      'address-line-2': contact.address2 || undefined,
      city: contact.city,
      state: contact.state || undefined,
      country: contact.country,
      zipcode: contact.postcode,
      'phone-cc': phone.code,
      phone: phone.number,
      'fax-cc': fax?.code,
      fax: fax?.number,
      'customer-id': account.customerId,
      type,
    },
    timeoutMs,
  );
  const id = textOf(answer);
  if (!id || !/^\d+$/.test(id)) throw unreadable(new URL(account.baseUrl).host, 200);
  return id;
}

/** The four contacts of a domain as the registrar has them. */
export async function getContacts(
  account: LogicBoxesAccount,
  domain: string,
  limit: Limit = {},
): Promise<Contacts> {
  const order = await details(
    account,
    domain,
    [
      'RegistrantContactDetails',
      'AdminContactDetails',
      'TechContactDetails',
      'BillingContactDetails',
    ],
    countdown(limit.timeoutMs)(),
  );
  const registrant = contactOf(pick(order, 'registrantcontact'));
  if (!registrant) throw new ProviderError('REFUSED', 'The registrar shows no registrant.');
  const admin = contactOf(pick(order, 'admincontact'));
  const technical = contactOf(pick(order, 'techcontact'));
  const billing = contactOf(pick(order, 'billingcontact'));
  return {
    registrant,
    ...(admin && { admin }),
    ...(technical && { technical }),
    ...(billing && { billing }),
  };
}

function contactOf(value: unknown): ContactData | null {
  const read = (name: string) => textOf(pick(value, name)) ?? '';
  if (!read('name')) return null;
  const optional = { company: read('company'), address2: read('address2'), state: read('state') };
  const present = Object.entries(optional).filter(([, text]) => text !== '');
  return {
    ...splitName(read('name')),
    ...Object.fromEntries(present),
    email: read('emailaddr'),
    address1: read('address1'),
    city: read('city'),
    postcode: read('zip'),
    country: read('country'),
    phone: `+${read('telnocc')}.${read('telno')}`,
  };
}

/** Gives the domain new contacts; the old ones stay, other domains may use them. */
export async function setContacts(
  account: LogicBoxesAccount,
  domain: string,
  contacts: Contacts,
  call: KeyedCall,
): Promise<ChangeReceipt> {
  const left = countdown(call.timeoutMs);
  const id = await orderId(account, domain, left());
  const ids = await contactParams(account, domain, contacts, left);
  const params = { 'order-id': id, ...ids };
  return receiptOf(await change(account, 'domains/modify-contact', params, left()));
}
