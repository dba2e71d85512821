import { fullNameOf } from '#core/names.ts';
import { ProviderError } from '#core/provider-error.ts';
import {
  before,
  countdown,
  dateOf,
  pick,
  saysAbsent,
  textOf,
} from '#providers/registrars/answers.ts';
import { idsByRole, splitPhone } from '#providers/registrars/contact-names.ts';
import type {
  ChangeReceipt,
  ContactData,
  Contacts,
  DomainState,
  FoundOrder,
  OrderReceipt,
  OrderTrace,
  RegisterOrder,
  RenewOrder,
  TransferOrder,
} from '#providers/registrars/domain-data.ts';
import type { KeyedCall, Limit } from '#providers/registrars/registrar.ts';
import { earlierRenewal, renewalByExpiry } from '#providers/registrars/renewal.ts';
import { command, dnsParams, extension, type OnlineNicAccount, type Answer } from './client.ts';

async function createContact(
  account: OnlineNicAccount,
  domain: string,
  contact: ContactData,
  left: () => number,
): Promise<string> {
  const phone = splitPhone(contact.phone);
  const fax = splitPhone(contact.fax ?? contact.phone);
  const params = {
    ext: extension(domain),
    name: fullNameOf(contact),
    org: contact.company || fullNameOf(contact),
    country: contact.country,
    province: contact.state || contact.city,
    city: contact.city,
    street: [contact.address1, contact.address2].filter(Boolean).join(', '),
    postalcode: contact.postcode,
    voice: `+${phone.code}.${phone.number}`,
    fax: `+${fax.code}.${fax.number}`,
    email: contact.email,
  };
  const { data } = await before(command(account, 'createContact', params, left()));
  const id = textOf(pick(data, 'contactid'));
  if (!id) throw new ProviderError('NOT_SENT', 'The registrar made no contact.');
  return id;
}

async function contactParams(
  account: OnlineNicAccount,
  domain: string,
  contacts: Contacts,
  left: () => number,
) {
  const ids = await idsByRole(contacts, (contact) => createContact(account, domain, contact, left));
  return {
    registrant: ids.registrant,
    admin: ids.admin,
    tech: ids.technical,
    billing: ids.billing,
  };
}

function orderReceipt({ data, receipt }: Answer): OrderReceipt {
  const expiresOn = dateOf(pick(data, 'expdate'));
  return { ...receipt, ...(expiresOn && { expiresOn }) };
}

/** Registers; the contacts come first. */
export async function register(
  account: OnlineNicAccount,
  order: RegisterOrder,
  change: KeyedCall,
): Promise<OrderReceipt> {
  const left = countdown(change.timeoutMs);
  const contacts = await contactParams(account, order.domain, order.contacts, left);
  const params = {
    domain: order.domain,
    period: String(order.years),
    fee: order.premiumFee?.amount,
    ...dnsParams(order.nameservers),
    ...contacts,
    ...order.extra,
  };
  return orderReceipt(await command(account, 'registerDomain', params, left()));
}

/** Starts a transfer; it takes days, so a good answer is never the end of it. */
export async function transfer(
  account: OnlineNicAccount,
  order: TransferOrder,
  change: KeyedCall,
): Promise<OrderReceipt> {
  const left = countdown(change.timeoutMs);
  const { domain, contacts, authCode } = order;
  const contactid = await createContact(account, domain, contacts.registrant, left);
  const params = { domain, password: authCode, contactid, fee: order.premiumFee?.amount };
  const { receipt } = await command(account, 'transferDomain', params, left());
  return { ...receipt, state: 'pending' };
}

/** Renews, unless the domain runs longer already. */
export async function renew(
  account: OnlineNicAccount,
  order: RenewOrder,
  change: KeyedCall,
): Promise<OrderReceipt> {
  const left = countdown(change.timeoutMs);
  const { domain } = order;
  const current = await before(command(account, 'infoDomain', { domain }, left()));
  const done = earlierRenewal(order, dateOf(pick(current.data, 'expdate')));
  if (done) return done;
  const params = { domain, period: String(order.years), fee: order.premiumFee?.amount };
  return orderReceipt(await command(account, 'renewDomain', params, left()));
}

/** Only the expiry of a domain is publicly documented; that there is one means that we hold it. */
export async function state(
  account: OnlineNicAccount,
  domain: string,
  limit: Limit = {},
): Promise<DomainState> {
  try {
    const { data } = await command(account, 'infoDomain', { domain }, countdown(limit.timeoutMs)());
    const expiresOn = dateOf(pick(data, 'expdate'));
    return { status: expiresOn ? 'active' : 'pending', expiresOn, nameservers: null };
  } catch (error) {
    if (saysAbsent(error)) return { status: 'absent', expiresOn: null, nameservers: null };
    throw error;
  }
}

/** There is no look-up of orders; the domain itself tells. */
export async function findOrder(
  account: OnlineNicAccount,
  trace: OrderTrace,
  limit: Limit = {},
): Promise<FoundOrder> {
  const { status, expiresOn } = await state(account, trace.domain, limit);
  if (status === 'absent') return { state: 'absent' };
  if (trace.kind === 'renew') return renewalByExpiry(trace, expiresOn);
  return { state: status === 'active' ? 'done' : 'pending', ...(expiresOn && { expiresOn }) };
}

/** Makes new contacts and gives them to the domain; a new registrant has to agree by e-mail. */
export async function setContacts(
  account: OnlineNicAccount,
  domain: string,
  contacts: Contacts,
  change: KeyedCall,
): Promise<ChangeReceipt> {
  const left = countdown(change.timeoutMs);
  const ids = await contactParams(account, domain, contacts, left);
  const { receipt } = await command(account, 'domainChangeContact', { domain, ...ids }, left());
  return receipt;
}
