import { ProviderError } from '#core/provider-error.ts';
import { after, before, countdown, pick, textOf } from '#providers/registrars/answers.ts';
import {
  contactRoles,
  type FoundOrder,
  type OrderReceipt,
  type OrderTrace,
  type RegisterOrder,
  type RenewOrder,
  type RestoreOrder,
  type TransferOrder,
} from '#providers/registrars/domain-data.ts';
import type { KeyedCall, Limit } from '#providers/registrars/registrar.ts';
import {
  earlierRenewal,
  hasMoved,
  renewalByExpiry,
  restoring,
} from '#providers/registrars/renewal.ts';
import { ofDomain } from './answers-of.ts';
import { callOpenprovider, type OpenproviderAccount } from './client.ts';
import { createHandles } from './contacts.ts';
import {
  expiryIn,
  findDomain,
  heldDomain,
  isInSoftQuarantine,
  numberOf,
  parted,
  receiptOf,
  spellNameservers,
  statusIn,
} from './domains.ts';

/** Registers; the contacts come first, so a loss before the order itself ordered nothing. */
export function register(
  account: OpenproviderAccount,
  order: RegisterOrder,
  call: KeyedCall,
): Promise<OrderReceipt> {
  return place(account, 'domains', order, { period: order.years, unit: 'y' }, call);
}

/** Starts a transfer; the registry adds its year by itself. */
export function transfer(
  account: OpenproviderAccount,
  order: TransferOrder,
  call: KeyedCall,
): Promise<OrderReceipt> {
  return place(account, 'domains/transfer', order, { auth_code: order.authCode }, call);
}

async function place(
  account: OpenproviderAccount,
  path: string,
  order: Omit<RegisterOrder, 'years'>,
  own: object,
  { timeoutMs }: KeyedCall,
): Promise<OrderReceipt> {
  const left = countdown(timeoutMs);
  const { domain, nameservers, idProtection = false, premiumFee, answers, idnLanguage } = order;
  const body = {
    domain: parted(domain),
    ...(await createHandles(account, order, contactRoles, left)),
    ...(nameservers.length && { name_servers: spellNameservers(nameservers) }),
    is_private_whois_enabled: idProtection,
    // We renew what is paid for; the registrar's own renewal would do it a second time.
    autorenew: 'off',
    ...(premiumFee && { accept_premium_fee: Number(premiumFee.amount) }),
    ...ofDomain(domain, answers, idnLanguage),
    ...own,
  };
  const data = await callOpenprovider(account, { path, method: 'POST', body }, left);
  const orderId = textOf(pick(data, 'id'));
  const { expiresOn } = expiryIn(data);
  return {
    ...receiptOf(data),
    ...(orderId && { orderId }),
    ...(expiresOn && { expiresOn }),
  };
}

/** Renews; in soft quarantine a restore is the renewal, at the same price. */
export async function renew(
  account: OpenproviderAccount,
  order: RenewOrder,
  { timeoutMs }: KeyedCall,
): Promise<OrderReceipt> {
  const left = countdown(timeoutMs);
  const found = await before(heldDomain(account, order.domain, left));
  if (isInSoftQuarantine(found)) return restoreThenRenew(account, order, found, left);
  if (statusIn(found) === 'DEL')
    throw new ProviderError('REFUSED', 'The domain was deleted: it has to be restored first.');
  return renewFound(account, order, found, left);
}

/** Restores, where the domain is deleted, and renews where that has not moved the expiry. */
export async function restore(
  account: OpenproviderAccount,
  order: RestoreOrder,
  { timeoutMs }: KeyedCall,
): Promise<OrderReceipt> {
  const left = countdown(timeoutMs);
  const found = await before(heldDomain(account, order.domain, left));
  if (statusIn(found) === 'RRQ') throw restoring();
  if (statusIn(found) === 'DEL') return restoreThenRenew(account, order, found, left);
  return renewFound(account, order, found, left);
}

async function restoreThenRenew(
  account: OpenproviderAccount,
  order: RenewOrder,
  found: unknown,
  left: () => number,
): Promise<OrderReceipt> {
  const id = numberOf(found);
  const body = { id: Number(id), domain: parted(order.domain) };
  const call = { path: `domains/${id}/restore`, method: 'POST', body } as const;
  const receipt = receiptOf(await callOpenprovider(account, call, left));
  if (receipt.state === 'pending') throw restoring();
  const restored = await after(heldDomain(account, order.domain, left));
  if (/^(DEL|RRQ)$/.test(statusIn(restored))) throw restoring();
  return after(renewFound(account, order, restored, left));
}

/** The answer tells no date, so it is looked up. */
async function renewFound(
  account: OpenproviderAccount,
  order: RenewOrder,
  found: unknown,
  left: () => number,
): Promise<OrderReceipt> {
  const done = earlierRenewal(order, expiryIn(found).expiresOn);
  if (done) return done;
  const id = numberOf(found);
  const body = { id: Number(id), domain: parted(order.domain), period: order.years };
  const call = { path: `domains/${id}/renew`, method: 'POST', body } as const;
  const receipt = receiptOf(await callOpenprovider(account, call, left));
  const renewed = await findDomain(account, order.domain, left).catch(() => null);
  const { expiresOn } = expiryIn(renewed);
  const isTold = hasMoved(expiresOn, order.expiresOn);
  return { ...receipt, orderId: id, ...(isTold && expiresOn && { expiresOn }) };
}

/** There is one order for a name, and the domain tells what became of it. */
export async function findOrder(
  account: OpenproviderAccount,
  trace: OrderTrace,
  limit: Limit = {},
): Promise<FoundOrder> {
  const found = await findDomain(account, trace.domain, countdown(limit.timeoutMs));
  const status = statusIn(found);
  const { expiresOn } = expiryIn(found);
  if (!found || status === 'DEL') return { state: 'absent' };
  if (trace.kind === 'restore' && status === 'RRQ') throw restoring();
  if (trace.kind === 'renew' || trace.kind === 'restore') return renewalByExpiry(trace, expiresOn);
  const orderId = numberOf(found);
  if (status === 'FAI') return { state: 'failed', orderId, words: 'The registrar says FAI.' };
  const state = status === 'ACT' ? 'done' : 'pending';
  return { state, orderId, ...(expiresOn && { expiresOn }) };
}
