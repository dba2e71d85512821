import { ProviderError } from '#core/provider-error.ts';
import {
  after,
  before,
  countdown,
  dateOf,
  expiryFrom,
  isTrue,
  listOf,
  pick,
  usDate,
} from '#providers/registrars/answers.ts';
import type {
  DomainState,
  FoundOrder,
  OrderReceipt,
  OrderTrace,
  RegisterOrder,
  RenewOrder,
  TransferOrder,
} from '#providers/registrars/domain-data.ts';
import { idnCode } from '#providers/registrars/idn-languages.ts';
import type { KeyedCall, Limit } from '#providers/registrars/registrar.ts';
import { earlierRenewal, hasMoved, renewalByExpiry } from '#providers/registrars/renewal.ts';
import { textIn } from '#providers/registrars/xml.ts';
import {
  callNamecheap,
  ensureDone,
  isAbsent,
  type NamecheapAccount,
  type NamecheapParams,
  parted,
} from './client.ts';
import { contactParams } from './contacts.ts';
import { extendedParams } from './extended.ts';
import { takesTime } from './real-time.ts';

/** The domain as the account has it; null where it is not the account's. */
export async function findInfo(
  account: NamecheapAccount,
  domain: string,
  left: () => number,
): Promise<unknown> {
  try {
    const response = await callNamecheap(account, 'domains.getInfo', { DomainName: domain }, left);
    const info = pick(response, 'DomainGetInfoResult');
    return textIn(pick(info, '@IsOwner'))?.toLowerCase() === 'true' ? info : null;
  } catch (error) {
    if (isAbsent(error)) return null;
    throw error;
  }
}

/** @throws ProviderError REFUSED for a domain that is not the account's */
export async function heldInfo(
  account: NamecheapAccount,
  domain: string,
  left: () => number,
): Promise<unknown> {
  const info = await findInfo(account, domain, left);
  if (info) return info;
  throw new ProviderError('REFUSED', `${domain} does not exist in the account.`);
}

const statuses: Readonly<Record<string, DomainState['status']>> = {
  ok: 'active',
  locked: 'suspended',
  // Past its end and brought back by `reactivate`; the company's own calendar knows redemption.
  expired: 'suspended',
};

const statusIn = (info: unknown): string => textIn(pick(info, '@Status'))?.toLowerCase() ?? '';
const expiryIn = (info: unknown) =>
  expiryFrom(usDate(textIn(pick(pick(info, 'DomainDetails'), 'ExpiredDate'))));

/** The domain's state with Namecheap. */
export function stateOf(info: unknown): DomainState {
  if (!info) return { status: 'absent', expiresOn: null, nameservers: null };
  const status = statuses[statusIn(info)];
  if (!status)
    throw new ProviderError('UNKNOWN', `The registrar gave no known status: ${statusIn(info)}.`);
  const servers = listOf(pick(pick(info, 'DnsDetails'), 'Nameserver'));
  const nameservers = servers.flatMap((one) => textIn(one)?.toLowerCase() ?? []);
  return { status, ...expiryIn(info), nameservers };
}

const yesNo = (value: boolean): string => (value ? 'yes' : 'no');

const premiumParams = (fee: { amount: string } | undefined): NamecheapParams =>
  fee ? { IsPremiumDomain: 'true', PremiumPrice: fee.amount } : {};

function receiptOf(result: unknown, state: OrderReceipt['state'], currency: string): OrderReceipt {
  const orderId = textIn(pick(result, '@OrderID'));
  const amount = textIn(pick(result, '@ChargedAmount'));
  return {
    state,
    ...(orderId && { orderId }),
    ...(amount && { price: { amount, currency } }),
  };
}

export async function register(
  account: NamecheapAccount,
  order: RegisterOrder,
  { timeoutMs }: KeyedCall,
): Promise<OrderReceipt> {
  const { domain, nameservers, idProtection = false, premiumFee, idnLanguage } = order;
  const params = {
    ...extendedParams(order),
    DomainName: domain,
    Years: String(order.years),
    ...contactParams(order.contacts),
    ...(nameservers.length && { Nameservers: nameservers.join(',') }),
    AddFreeWhoisguard: yesNo(idProtection),
    WGEnabled: yesNo(idProtection),
    ...premiumParams(premiumFee),
    // Mandatory for an internationalised name.
    ...(idnLanguage && { IdnCode: idnCode('name.com', idnLanguage) }),
  };
  const response = await callNamecheap(account, 'domains.create', params, countdown(timeoutMs));
  const result = pick(response, 'DomainCreateResult');
  const isLater = isTrue(textIn(pick(result, '@NonRealTimeDomain')));
  if (!isLater) ensureDone(result, 'Registered');
  return receiptOf(result, isLater ? 'pending' : 'done', account.currency);
}

/** Starts a transfer; the command takes neither contacts nor name servers. */
export async function transfer(
  account: NamecheapAccount,
  order: TransferOrder,
  { timeoutMs }: KeyedCall,
): Promise<OrderReceipt> {
  const { domain, authCode, idProtection = false } = order;
  const params = {
    DomainName: domain,
    Years: '1',
    EPPCode: authCode,
    AddFreeWhoisguard: yesNo(idProtection),
    WGenable: yesNo(idProtection),
  };
  const response = await callNamecheap(
    account,
    'domains.transfer.create',
    params,
    countdown(timeoutMs),
  );
  const result = pick(response, 'DomainTransferCreateResult');
  if (!textIn(pick(result, '@TransferID')))
    throw new ProviderError('UNKNOWN', 'The registrar named no transfer.');
  return { ...receiptOf(result, 'pending', account.currency), unfinished: UNFINISHED };
}

const UNFINISHED = ['contacts', 'nameservers'] as const;

/** Renews, or reactivates what has expired: `renew` refuses that (error 2020166). */
export async function renew(
  account: NamecheapAccount,
  order: RenewOrder,
  { timeoutMs }: KeyedCall,
): Promise<OrderReceipt> {
  const left = countdown(timeoutMs);
  const info = await before(heldInfo(account, order.domain, left));
  const done = earlierRenewal(order, expiryIn(info).expiresOn);
  if (done) return done;
  const params = { DomainName: order.domain, ...premiumParams(order.premiumFee) };
  if (statusIn(info) === 'expired') return reactivate(account, order, params, left);
  const own = { ...params, Years: String(order.years) };
  const response = await callNamecheap(account, 'domains.renew', own, left);
  const result = pick(response, 'DomainRenewResult');
  ensureDone(result, 'Renew');
  const expiresOn = dateOf(usDate(textIn(pick(pick(result, 'DomainDetails'), 'ExpiredDate'))));
  return { ...receiptOf(result, 'done', account.currency), ...(expiresOn && { expiresOn }) };
}

async function reactivate(
  account: NamecheapAccount,
  order: RenewOrder,
  params: NamecheapParams,
  left: () => number,
): Promise<OrderReceipt> {
  const own = { ...params, YearsToAdd: String(order.years) };
  const response = await callNamecheap(account, 'domains.reactivate', own, left);
  const result = pick(response, 'DomainReactivateResult');
  ensureDone(result, 'IsSuccess');
  const info = await after(findInfo(account, order.domain, left)).catch(() => null);
  const { expiresOn } = expiryIn(info);
  const isTold = hasMoved(expiresOn, order.expiresOn);
  return {
    ...receiptOf(result, 'done', account.currency),
    ...(isTold && expiresOn && { expiresOn }),
  };
}

/** The domain itself tells; a transfer under way is in one of the lists of transfers. */
export async function findOrder(
  account: NamecheapAccount,
  trace: OrderTrace,
  limit: Limit = {},
): Promise<FoundOrder> {
  const left = countdown(limit.timeoutMs);
  const info = await findInfo(account, trace.domain, left);
  const { expiresOn } = expiryIn(info);
  if (trace.kind === 'renew' || trace.kind === 'restore') return renewalByExpiry(trace, expiresOn);
  const told = { ...(expiresOn && { expiresOn }) };
  if (info)
    return { state: 'done', ...told, ...(trace.kind === 'transfer' && { unfinished: UNFINISHED }) };
  if (trace.kind === 'transfer') return findTransfer(account, trace.domain, left);
  const { TLD } = parted(trace.domain);
  if (!(await takesTime(account, TLD, left))) return { state: 'absent' };
  // An order that was taken shows as little as one that was not.
  throw new ProviderError('UNKNOWN', `A .${TLD} domain is shown once it is registered.`);
}

/** The document numbers no states, but has a list for each. */
const lists = { INPROGRESS: 'pending', CANCELLED: 'failed' } as const;

async function findTransfer(
  account: NamecheapAccount,
  domain: string,
  left: () => number,
): Promise<FoundOrder> {
  for (const [ListType, state] of Object.entries(lists)) {
    const params = { ListType, SearchTerm: domain, PageSize: '100', SortBy: 'TRANSFERDATE_DESC' };
    const response = await callNamecheap(account, 'domains.transfer.getList', params, left);
    const all = listOf(pick(pick(response, 'TransferGetListResult'), 'Transfer'));
    const one = all.find((each) => textIn(pick(each, '@DomainName'))?.toLowerCase() === domain);
    if (!one) continue;
    const words = textIn(pick(one, '@Status'));
    const orderId = textIn(pick(one, '@OrderID'));
    return { state, ...(words && { words }), ...(orderId && { orderId }) };
  }
  return { state: 'absent' };
}
