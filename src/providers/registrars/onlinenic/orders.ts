import { fullNameOf } from '#core/names.ts';
import { ProviderError } from '#core/provider-error.ts';
import {
  before,
  countdown,
  dateOf,
  expiryFrom,
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
import {
  sendCommand,
  dnsParams,
  extension,
  type OnlineNicAccount,
  type OnlineNicParams,
  type Answer,
} from './client.ts';

async function createContact(
  account: OnlineNicAccount,
  domain: string,
  contact: ContactData,
  own: OnlineNicParams,
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
    ...own,
  };
  const { data } = await before(sendCommand(account, 'createContact', params, left()));
  const id = textOf(pick(data, 'contactid'));
  if (!id) throw new ProviderError('NOT_SENT', 'The registrar made no contact.');
  return id;
}

/** Registries' questions that `createContact` takes, by our neutral names. */
const questions: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  us: { purpose: 'apppurpose', category: 'nexuscategory' },
  uk: { legalType: 'orgtype', companyNumber: 'license' },
};

/** The registrant's answers as the command spells them; those in its own words as they stand. */
function answersOf(
  domain: string,
  answers: Readonly<Record<string, string>> = {},
): OnlineNicParams {
  const names = questions[domain.split('.').at(-1) ?? ''] ?? {};
  const known = Object.values(names);
  const pairs = Object.entries(answers).flatMap(([name, value]) => {
    const normalized = names[name] ?? known.find((each) => each === name);
    return normalized ? [[normalized, value]] : [];
  });
  return Object.fromEntries(pairs) as OnlineNicParams;
}

async function contactParams(
  account: OnlineNicAccount,
  { domain, contacts, answers }: Pick<RegisterOrder, 'domain' | 'contacts' | 'answers'>,
  left: () => number,
) {
  const own = answersOf(domain, answers);
  const ids = await idsByRole(contacts, (contact) =>
    createContact(account, domain, contact, own, left),
  );
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
  const contacts = await contactParams(account, order, left);
  const params = {
    domain: order.domain,
    period: String(order.years),
    fee: order.premiumFee?.amount,
    ...dnsParams(order.nameservers),
    ...contacts,
  };
  return orderReceipt(await sendCommand(account, 'registerDomain', params, left()));
}

/** Starts a transfer; it takes days, so a good answer is never the end of it. */
export async function transfer(
  account: OnlineNicAccount,
  order: TransferOrder,
  change: KeyedCall,
): Promise<OrderReceipt> {
  const left = countdown(change.timeoutMs);
  const { domain, contacts, authCode } = order;
  const own = answersOf(domain, order.answers);
  const contactid = await createContact(account, domain, contacts.registrant, own, left);
  const params = { domain, password: authCode, contactid, fee: order.premiumFee?.amount };
  const { receipt } = await sendCommand(account, 'transferDomain', params, left());
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
  const current = await before(sendCommand(account, 'infoDomain', { domain }, left()));
  const done = earlierRenewal(order, dateOf(pick(current.data, 'expdate')));
  if (done) return done;
  const params = { domain, period: String(order.years), fee: order.premiumFee?.amount };
  return orderReceipt(await sendCommand(account, 'renewDomain', params, left()));
}

/** Only the expiry of a domain is publicly documented; that there is one means that we hold it. */
export async function state(
  account: OnlineNicAccount,
  domain: string,
  limit: Limit = {},
): Promise<DomainState> {
  try {
    const { data } = await sendCommand(
      account,
      'infoDomain',
      { domain },
      countdown(limit.timeoutMs)(),
    );
    const expiry = expiryFrom(pick(data, 'expdate'));
    return { status: expiry.expiresOn ? 'active' : 'pending', ...expiry, nameservers: null };
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

/**
 * Makes new contacts and gives them to the domain; a new registrant has to agree by e-mail. Who is
 * on the domain now cannot be read, so all four have to be named.
 */
export async function setContacts(
  account: OnlineNicAccount,
  domain: string,
  contacts: Partial<Contacts>,
  change: KeyedCall,
): Promise<ChangeReceipt> {
  const { registrant } = contacts;
  if (!registrant) throw new ProviderError('NOT_SENT', 'There is no registrant.');
  const left = countdown(change.timeoutMs);
  const named = { domain, contacts: { ...contacts, registrant } };
  const ids = await contactParams(account, named, left);
  const { receipt } = await sendCommand(account, 'domainChangeContact', { domain, ...ids }, left());
  return receipt;
}
