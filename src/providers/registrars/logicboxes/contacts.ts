import { fullNameOf } from '#core/names.ts';
import { before, countdown, pick, textOf, unreadable } from '#providers/registrars/answers.ts';
import {
  isPlaceholder,
  namedContacts,
  roleOf,
  splitPersonName,
  splitPhone,
  stateShown,
} from '#providers/registrars/contact-names.ts';
import {
  type ChangeReceipt,
  type ContactData,
  type ContactRole as Role,
  contactRoles,
  type Contacts,
  type RegisterOrder,
} from '#providers/registrars/domain-data.ts';
import type { KeyedCall, Limit } from '#providers/registrars/registrar.ts';
import { registrantAttributes } from './attributes.ts';
import { change, receiptOf, type LogicBoxesAccount, type LogicBoxesParams } from './client.ts';
import { details, orderId } from './details.ts';

/** Registries with contact types of their own (kb 790); every other TLD takes `Contact`. */
const contactTypes: Readonly<Record<string, string>> = {
  at: 'AtContact',
  br: 'BrContact',
  ca: 'CaContact',
  cl: 'ClContact',
  cn: 'CnContact',
  co: 'CoContact',
  coop: 'CoopContact',
  de: 'DeContact',
  es: 'EsContact',
  eu: 'EuContact',
  fr: 'FrContact',
  nl: 'NlContact',
  nyc: 'NycContact',
  ru: 'RuContact',
  uk: 'UkContact',
};

/** Roles that a registry does not keep; the API wants -1 for them (kb 752 and its mirrors). */
const withoutRole: Readonly<Record<Role, ReadonlySet<string>>> = {
  registrant: new Set(),
  admin: new Set('eu nz ru uk'.split(' ')),
  technical: new Set('eu fr nz ru uk'.split(' ')),
  billing: new Set('at berlin ca eu fr nl nz ru uk london'.split(' ')),
};

const parameters: Readonly<Record<Role, string>> = {
  registrant: 'reg-contact-id',
  admin: 'admin-contact-id',
  technical: 'tech-contact-id',
  billing: 'billing-contact-id',
};

/** Where the details of a domain show who it is now (kb 1755). */
const shownAs: Readonly<Record<Role, string>> = {
  registrant: 'registrantcontact',
  admin: 'admincontact',
  technical: 'techcontact',
  billing: 'billingcontact',
};

const contactSections = [
  'RegistrantContactDetails',
  'AdminContactDetails',
  'TechContactDetails',
  'BillingContactDetails',
] as const;

const zoneOf = (domain: string): string => domain.split('.').at(-1) ?? '';

const typeOf = (zone: string, role: Role): string =>
  zone === 'br' && role === 'registrant' ? 'BrOrgContact' : (contactTypes[zone] ?? 'Contact');

/** Registers the contacts under the account's customer and names them the way orders do. */
export async function contactParams(
  account: LogicBoxesAccount,
  {
    domain,
    contacts,
    answers = {},
  }: { domain: string; contacts: Partial<Contacts>; answers?: RegisterOrder['answers'] },
  left: () => number,
  requested: readonly Role[] = contactRoles,
): Promise<LogicBoxesParams> {
  const zone = zoneOf(domain);
  const isPerson = !contacts.registrant?.company;
  const own = await registrantAttributes(account, { domain, answers, isPerson }, left);
  const known = new Map<string, Promise<string>>();
  const params: LogicBoxesParams = {};
  for (const role of requested) {
    const contact = {
      ...format(roleOf(contacts, role), zone, role),
      ...(role === 'registrant' && own),
      'customer-id': account.customerId,
      type: typeOf(zone, role),
    };
    const isMissing = withoutRole[role].has(zone);
    params[parameters[role]] = isMissing ? '-1' : await before(once(account, contact, known, left));
  }
  return params;
}

/** Each different contact is made once; the registrant's own answers hinder nobody to share it. */
function once(
  account: LogicBoxesAccount,
  requested: LogicBoxesParams,
  known: Map<string, Promise<string>>,
  left: () => number,
): Promise<string> {
  const person = Object.entries(requested).filter(([name]) => !name.startsWith('attr-'));
  const same = JSON.stringify(person);
  const id = known.get(same) ?? add(account, requested, left());
  known.set(same, id);
  return id;
}

/** The company is required except of a Spanish person, who must name none (kb 790). */
function companyOf({ company }: ContactData, zone: string, role: Role): string | undefined {
  if (zone !== 'es') return company || 'N A';
  return role === 'registrant' ? company || undefined : undefined;
}

function format(contact: ContactData, zone: string, role: Role): LogicBoxesParams {
  const phone = splitPhone(contact.phone);
  const fax = contact.fax ? splitPhone(contact.fax) : undefined;
  return {
    name: fullNameOf(contact),
    company: companyOf(contact, zone, role),
    email: contact.email,
    'address-line-1': contact.address1,
    'address-line-2': contact.address2 || undefined,
    city: contact.city,
    state: contact.state || contact.city,
    country: contact.country,
    zipcode: contact.postcode,
    'phone-cc': phone.code,
    phone: phone.number,
    'fax-cc': fax?.code,
    fax: fax?.number,
  };
}

async function add(account: LogicBoxesAccount, params: LogicBoxesParams, timeoutMs: number) {
  const answer = await change(account, 'contacts/add', params, timeoutMs);
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
  const order = await details(account, domain, contactSections, countdown(limit.timeoutMs)());
  return namedContacts({
    registrant: contactOf(pick(order, shownAs.registrant)),
    admin: contactOf(pick(order, shownAs.admin)),
    technical: contactOf(pick(order, shownAs.technical)),
    billing: contactOf(pick(order, shownAs.billing)),
  });
}

function contactOf(value: unknown): ContactData | null {
  const read = (name: string) => textOf(pick(value, name)) ?? '';
  if (!read('name')) return null;
  const company = isPlaceholder(read('company')) ? '' : read('company');
  const state = stateShown(read('state'), read('city'));
  const optional = { company, address2: read('address2'), state };
  const present = Object.entries(optional).filter(([, text]) => text !== '');
  return {
    ...splitPersonName(read('name')),
    ...Object.fromEntries(present),
    email: read('emailaddr'),
    address1: read('address1'),
    city: read('city'),
    postcode: read('zip'),
    country: read('country'),
    phone: `+${read('telnocc')}.${read('telno')}`,
  };
}

/**
 * Gives the domain new contacts; the old ones stay, other domains may use them. A role that is not
 * named keeps the contact it has.
 */
export async function setContacts(
  account: LogicBoxesAccount,
  domain: string,
  contacts: Partial<Contacts>,
  call: KeyedCall,
): Promise<ChangeReceipt> {
  const left = countdown(call.timeoutMs);
  const id = await orderId(account, domain, left());
  const current = await before(details(account, domain, contactSections, left()));
  const named = contactRoles.filter((role) => contacts[role]);
  const made = await contactParams(account, { domain, contacts }, left, named);
  const shown = (role: Role) => textOf(pick(pick(current, shownAs[role]), 'contactid'));
  // A role that the registrar does not show stands with the registrant.
  const registrant = made[parameters.registrant] ?? shown('registrant') ?? undefined;
  const stored = contactRoles.map((role) => [parameters[role], shown(role) ?? registrant]);
  const params = { 'order-id': id, ...Object.fromEntries(stored), ...made };
  return receiptOf(await change(account, 'domains/modify-contact', params, left()));
}
