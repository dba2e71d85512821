import { createHmac } from 'node:crypto';
import { fullNameOf } from '#core/names.ts';
import { ProviderError } from '#core/provider-error.ts';
import {
  after,
  before,
  countdown,
  dateOf,
  listOf,
  pick,
  textOf,
} from '#providers/registrars/answers.ts';
import type {
  FoundOrder,
  OrderReceipt,
  OrderTrace,
  RegisterOrder,
  RenewOrder,
  RestoreOrder,
  TransferOrder,
} from '#providers/registrars/domain-data.ts';
import { idnCode } from '#providers/registrars/idn-languages.ts';
import type { KeyedCall, Limit } from '#providers/registrars/registrar.ts';
import { earlierRenewal, renewalByExpiry, restoring } from '#providers/registrars/renewal.ts';
import { callOpenSrs, type OpenSrsAccount, type OpenSrsAnswer } from './client.ts';
import { contactSet } from './contacts.ts';
import { expiryIn, findInfo, heldInfo, stateOf, yearIn } from './domains.ts';
import { type Extras, extrasOf } from './extras.ts';

export const register = (account: OpenSrsAccount, order: RegisterOrder, call: KeyedCall) =>
  place(account, order, { reg_type: 'new', period: String(order.years) }, call);

/** Starts a transfer; it takes days, so a good answer is never the end of it. */
export async function transfer(
  account: OpenSrsAccount,
  order: TransferOrder,
  call: KeyedCall,
): Promise<OrderReceipt> {
  const own = { reg_type: 'transfer', period: '1', auth_info: order.authCode };
  return { ...(await place(account, order, own, call)), state: 'pending' };
}

/**
 * The registrant's login, which an order has to name. Nobody uses it; the same for the same domain,
 * since a second order for it must name the profile's own.
 */
function loginFor({ apiKey }: OpenSrsAccount, domain: string): Extras {
  const mac = createHmac('sha256', apiKey).update(domain).digest('hex');
  return { reg_username: `hg${mac.slice(0, 14)}`, reg_password: `Hg1${mac.slice(20, 35)}` };
}

async function place(
  account: OpenSrsAccount,
  order: Omit<RegisterOrder, 'years'>,
  own: Extras,
  { timeoutMs }: KeyedCall,
): Promise<OrderReceipt> {
  const { domain, contacts, nameservers, idProtection, premiumFee, idnLanguage } = order;
  const servers = nameservers.map((name, index) => ({ name, sortorder: String(index + 1) }));
  const attributes = {
    domain,
    handle: 'process',
    auto_renew: '0',
    f_whois_privacy: idProtection ? '1' : '0',
    custom_tech_contact: '1',
    contact_set: contactSet(contacts),
    custom_nameservers: servers.length ? '1' : '0',
    ...(servers.length && { nameserver_list: servers }),
    ...loginFor(account, domain),
    ...(premiumFee && { premium_price_to_verify: premiumFee.amount }),
    // A tag of three letters, for every registry alike.
    ...(idnLanguage && { encoding_type: idnCode('name.com', idnLanguage) }),
    ...extrasOf(
      domain,
      order.answers,
      contacts.registrant.company || fullNameOf(contacts.registrant),
    ),
    ...own,
  };
  const command = { action: 'SW_REGISTER', attributes };
  return receiptOf(await callOpenSrs(account, command, countdown(timeoutMs)()));
}

function receiptOf({ attributes, receipt }: OpenSrsAnswer): OrderReceipt {
  const orderId = textOf(pick(attributes, 'id', 'order_id'));
  const expiresOn = dateOf(pick(attributes, 'registration expiration date'));
  // The official client: the order was taken, and held for want of funds.
  const isHeld = textOf(pick(attributes, 'forced_pending')) !== null;
  return {
    ...receipt,
    ...(isHeld && { state: 'pending', words: 'The order is held: insufficient funds.' }),
    ...(orderId && { orderId }),
    ...(expiresOn && { expiresOn }),
  };
}

/** Renews, naming the year that is to be extended: a second one is refused by it. */
export async function renew(
  account: OpenSrsAccount,
  order: RenewOrder,
  { timeoutMs }: KeyedCall,
): Promise<OrderReceipt> {
  const left = countdown(timeoutMs);
  const info = await before(heldInfo(account, order.domain, left));
  return renewInfo(account, order, info, left);
}

async function renewInfo(
  account: OpenSrsAccount,
  order: RenewOrder,
  info: unknown,
  left: () => number,
): Promise<OrderReceipt> {
  const done = earlierRenewal(order, expiryIn(info).expiresOn);
  if (done) return done;
  const currentexpirationyear = yearIn(info);
  if (!currentexpirationyear)
    throw new ProviderError('NOT_SENT', 'The registrar told no expiry date.');
  const attributes = {
    domain: order.domain,
    handle: 'process',
    auto_renew: '0',
    period: String(order.years),
    currentexpirationyear,
    ...(order.premiumFee && { premium_price_to_verify: order.premiumFee.amount }),
  };
  return receiptOf(await callOpenSrs(account, { action: 'RENEW', attributes }, left()));
}

/** Redeems a domain that was deleted, and renews where that has not moved its expiry. */
export async function restore(
  account: OpenSrsAccount,
  order: RestoreOrder,
  { timeoutMs }: KeyedCall,
): Promise<OrderReceipt> {
  const left = countdown(timeoutMs);
  const { domain } = order;
  const info = await before(findInfo(account, domain, left));
  if (info) return renewInfo(account, order, info, left);
  const { receipt } = await callOpenSrs(
    account,
    { action: 'REDEEM', attributes: { domain } },
    left(),
  );
  const redeemed =
    receipt.state === 'pending' ? null : await after(findInfo(account, domain, left));
  if (!redeemed) throw restoring(receipt.words);
  return after(renewInfo(account, order, redeemed, left));
}

const transferStates: Readonly<Record<string, FoundOrder['state']>> = {
  pending_owner: 'pending',
  pending_admin: 'pending',
  pending_registry: 'pending',
  completed: 'done',
  cancelled: 'failed',
  undef: 'absent',
};

const orderStates: Readonly<Record<string, FoundOrder['state']>> = {
  pending: 'pending',
  waiting: 'pending',
  pending_fax: 'pending',
  ca_owner_approval: 'pending',
  completed: 'pending',
  declined: 'failed',
  cancelled: 'failed',
  deleted: 'failed',
};

/** The domain itself tells, then the transfer, then the list of orders for its name. */
export async function findOrder(
  account: OpenSrsAccount,
  trace: OrderTrace,
  limit: Limit = {},
): Promise<FoundOrder> {
  const left = countdown(limit.timeoutMs);
  const { domain, kind } = trace;
  const info = await findInfo(account, domain, left);
  const { expiresOn } = expiryIn(info);
  if (kind === 'renew' || (info && kind === 'restore')) return renewalByExpiry(trace, expiresOn);
  if (kind === 'restore') {
    const { status } = await stateOf(account, domain, left);
    return { state: status === 'redemption' ? 'absent' : 'failed' };
  }
  if (info) return { state: 'done', ...(expiresOn && { expiresOn }) };
  return kind === 'transfer'
    ? findTransfer(account, domain, left())
    : findNew(account, domain, left());
}

async function findTransfer(
  account: OpenSrsAccount,
  domain: string,
  timeoutMs: number,
): Promise<FoundOrder> {
  const attributes = { domain, check_status: '1', get_request_address: '0' };
  const command = { action: 'CHECK_TRANSFER', attributes };
  const answer = await callOpenSrs(account, command, timeoutMs);
  const status = textOf(pick(answer.attributes, 'status')) ?? 'undef';
  const words = textOf(pick(answer.attributes, 'reason'));
  const state = transferStates[status];
  if (state) return { state, ...(words && { words }) };
  throw new ProviderError('UNKNOWN', `The registrar gave no known transfer status: ${status}.`);
}

async function findNew(
  account: OpenSrsAccount,
  domain: string,
  timeoutMs: number,
): Promise<FoundOrder> {
  const command = { action: 'GET_ORDERS_BY_DOMAIN', attributes: { domain, type: 'new' } };
  const { attributes } = await callOpenSrs(account, command, timeoutMs);
  const numberOf = (one: unknown) => Number(textOf(pick(one, 'id')));
  const last = listOf(pick(attributes, 'orders')).toSorted((a, b) => numberOf(b) - numberOf(a))[0];
  if (!last) return { state: 'absent' };
  const words = textOf(pick(last, 'status')) ?? '';
  const orderId = textOf(pick(last, 'id'));
  return { state: orderStates[words] ?? 'pending', words, ...(orderId && { orderId }) };
}
