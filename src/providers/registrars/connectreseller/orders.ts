import {
  before,
  countdown,
  dateOf,
  pick,
  saysAbsent,
  textOf,
  messageOf,
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
import type { KeyedCall, Limit } from '#providers/registrars/registrar.ts';
import { earlierRenewal, renewalByExpiry } from '#providers/registrars/renewal.ts';
import { call, raw, receiptOf, view, type ConnectResellerAccount } from './client.ts';
import { clientId } from './contacts.ts';

/** Registers to the registrant's client; the other contacts follow with `setContacts`. */
export async function register(
  account: ConnectResellerAccount,
  order: RegisterOrder,
  change: KeyedCall,
): Promise<OrderReceipt> {
  const left = countdown(change.timeoutMs);
  const owner = await clientId(account, order.contacts.registrant, left);
  const servers = order.nameservers.slice(0, 4).map((name, index) => [`ns${index + 1}`, name]);
  const body = await call(
    account,
    'domainorder',
    {
      ProductType: '1',
      Websitename: order.domain,
      Duration: String(order.years),
      IsWhoisProtection: String(order.idProtection ?? false),
      ...Object.fromEntries(servers),
      Id: owner,
      isEnablePremium: order.premiumFee ? '1' : '0',
      ...order.extra,
    },
    left(),
  );
  return receipt(account, body);
}

function receipt(account: ConnectResellerAccount, body: unknown): OrderReceipt {
  const expiresOn = dateOf(pick(pick(body, 'responseData'), 'expiryDate'));
  return { ...receiptOf(body, account.apiKey), ...(expiresOn && { expiresOn }) };
}

/** Starts a transfer; a stalled one (wrong code, locked) has been taken and waits. */
export async function transfer(
  account: ConnectResellerAccount,
  order: TransferOrder,
  change: KeyedCall,
): Promise<OrderReceipt> {
  const left = countdown(change.timeoutMs);
  const owner = await clientId(account, order.contacts.registrant, left);
  const params = {
    OrderType: '4',
    Websitename: order.domain,
    IsWhoisProtection: String(order.idProtection ?? false),
    Authcode: order.authCode,
    Id: owner,
  };
  const body = await call(account, 'TransferOrder', params, left());
  const inner = pick(pick(body, 'responseData'), 'responseMsg') ?? pick(body, 'responseMsg');
  const words = messageOf(pick(inner, 'message'), '', account.apiKey, order.authCode);
  return { state: 'pending', ...(words && { words }) };
}

/** Renews, telling the expiry year that is to be extended. */
export async function renew(
  account: ConnectResellerAccount,
  order: RenewOrder,
  change: KeyedCall,
): Promise<OrderReceipt> {
  const left = countdown(change.timeoutMs);
  const current = await before(view(account, order.domain, left()));
  const expiresOn = dateOf(pick(current, 'expirationDate'));
  const done = earlierRenewal(order, expiresOn);
  if (done) return done;
  const params = {
    OrderType: '2',
    Websitename: order.domain,
    Duration: String(order.years),
    Id: textOf(pick(current, 'customerId')) ?? undefined,
    ...(order.idProtection && { IsWhoisProtection: 'true' }),
    Expiryyear: (expiresOn ?? order.expiresOn).slice(0, 4),
  };
  return receipt(account, await call(account, 'RenewalOrder', params, left()));
}

const statuses: Record<string, DomainState['status']> = {
  inactive: 'pending',
  active: 'active',
  suspended: 'suspended',
  'pending delete restorable': 'redemption',
  deleted: 'cancelled',
};

/** The domain's state in the registrar's system. */
export async function state(
  account: ConnectResellerAccount,
  domain: string,
  limit: Limit = {},
): Promise<DomainState> {
  try {
    const data = await view(account, domain, countdown(limit.timeoutMs)());
    const reported = textOf(pick(data, 'status'))?.toLowerCase() ?? '';
    const nameservers = nameserversOf(data);
    const expiresOn = dateOf(pick(data, 'expirationDate'));
    return { status: statuses[reported] ?? 'pending', expiresOn, nameservers };
  } catch (error) {
    if (saysAbsent(error)) return { status: 'absent', expiresOn: null, nameservers: null };
    throw error;
  }
}

/** `nameserver1` … `nameserver13` in their order. */
export function nameserversOf(data: unknown): string[] {
  return Array.from({ length: 13 }, (_, index) => textOf(pick(data, `nameserver${index + 1}`)))
    .filter((name) => name !== null)
    .map((name) => name.toLowerCase());
}

/** A transfer has a look-up of its own; the others show in the domain. */
export async function findOrder(
  account: ConnectResellerAccount,
  trace: OrderTrace,
  limit: Limit = {},
): Promise<FoundOrder> {
  const left = countdown(limit.timeoutMs);
  if (trace.kind === 'transfer') return findTransfer(account, trace.domain, left());
  const found = await state(account, trace.domain, { timeoutMs: left() });
  if (found.status === 'absent') return { state: 'absent' };
  if (trace.kind === 'renew') return renewalByExpiry(trace, found.expiresOn);
  return {
    state: found.status === 'pending' ? 'pending' : 'done',
    ...(found.expiresOn && { expiresOn: found.expiresOn }),
  };
}

async function findTransfer(
  account: ConnectResellerAccount,
  domain: string,
  timeoutMs: number,
): Promise<FoundOrder> {
  const body = await raw(account, 'syncTransfer', { domainName: domain }, timeoutMs);
  if (textOf(pick(pick(body, 'responseMsg'), 'statusCode')) === '404') return { state: 'absent' };
  const data = pick(body, 'responseData');
  const status = textOf(pick(data, 'status'))?.toLowerCase() ?? '';
  const expiresOn = dateOf(pick(data, 'expiryDate'));
  const words = messageOf(pick(data, 'reason'), status, account.apiKey);
  const done = /complete|success/.test(status);
  return {
    state: done ? 'done' : /cancel|fail|reject/.test(status) ? 'failed' : 'pending',
    ...(expiresOn && { expiresOn }),
    ...(words && { words }),
  };
}
