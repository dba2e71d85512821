import { ProviderError } from '#core/provider-error.ts';
import {
  after,
  before,
  countdown,
  dateOf,
  expiryFrom,
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
import { idnCodeOf } from '#providers/registrars/idn-languages.ts';
import {
  callConnectReseller,
  raw,
  receiptOf,
  renewalReceipt,
  view,
  type ConnectResellerAccount,
  type ConnectResellerParams,
} from './client.ts';
import { clientId } from './contacts.ts';

/** How many name servers an order takes (A.7); the others follow with `UpdateNameServer` (A.15). */
const SERVERS_IN_ORDER = 4;

/**
 * Registers below the registrant's client. The order names no contacts (A.7): those of the order
 * are set once the domain is here, as are name servers beyond the fourth.
 */
export async function register(
  account: ConnectResellerAccount,
  order: RegisterOrder,
  change: KeyedCall,
): Promise<OrderReceipt> {
  const left = countdown(change.timeoutMs);
  const { domain, nameservers } = order;
  const owner = await clientId(account, order.contacts.registrant, left);
  const servers = nameservers
    .slice(0, SERVERS_IN_ORDER)
    .map((name, index) => [`ns${index + 1}`, name]);
  const body = await callConnectReseller(
    account,
    'domainorder',
    {
      ProductType: '1',
      Websitename: domain,
      Duration: String(order.years),
      IsWhoisProtection: String(order.idProtection ?? false),
      ...Object.fromEntries(servers),
      Id: owner,
      isEnablePremium: order.premiumFee ? '1' : '0',
      ...(order.idnLanguage && { lang: idnCodeOf(domain, order.idnLanguage) }),
      ...registryParams(domain, order.answers ?? {}),
    },
    left(),
  );
  const unfinished = nameservers.length > SERVERS_IN_ORDER ? ALL_UNFINISHED : CONTACTS_ONLY;
  return { ...withExpiry(body, receiptOf(body, account.apiKey)), unfinished };
}

const CONTACTS_ONLY = ['contacts'] as const;
const ALL_UNFINISHED = ['contacts', 'nameservers'] as const;

/** A.7.1: .us names its nexus on the order (on a transfer, too: official module); other registries' answers have no place there. */
function registryParams(
  domain: string,
  answers: Readonly<Record<string, string>>,
): ConnectResellerParams {
  if (!domain.endsWith('.us')) return {};
  const category = answers['category'] ?? answers['nexusCategory'];
  return {
    isUs: '1',
    appPurpose: answers['purpose'] ?? answers['appPurpose'],
    // Foreign organisations name their country after the code; the document writes `/CC`.
    nexusCategory: /^C3[12]$/.test(category ?? '') ? `${category}/CC` : category,
  };
}

function withExpiry(body: unknown, receipt: OrderReceipt): OrderReceipt {
  const expiresOn = dateOf(pick(pick(body, 'responseData'), 'expiryDate'));
  return { ...receipt, ...(expiresOn && { expiresOn }) };
}

/**
 * Starts a transfer. The official module takes `responseData.statusCode` 200 alone for a success; one
 * that was taken and stalls (wrong code, locked) is told from one that was not by its look-up (A.10).
 */
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
    ...registryParams(order.domain, order.answers ?? {}),
  };
  const body = await callConnectReseller(account, 'TransferOrder', params, left());
  const data = pick(body, 'responseData');
  const inner = pick(data, 'responseMsg') ?? data;
  const code = textOf(pick(inner, 'statusCode'));
  const words = messageOf(pick(inner, 'message'), '', account.apiKey, order.authCode);
  if (code !== '200') {
    const failure = new ProviderError(
      code === null ? 'UNKNOWN' : 'REFUSED',
      words || 'No transfer.',
    );
    await after(ensureTaken(account, order.domain, failure, left));
  }
  return { state: 'pending', ...(words && { words }) };
}

/** @throws ProviderError what was answered, where the registrar has no such transfer under way */
async function ensureTaken(
  account: ConnectResellerAccount,
  domain: string,
  failure: ProviderError,
  left: () => number,
): Promise<void> {
  const { state: found } = await findTransfer(account, domain, left());
  if (found === 'absent' || found === 'failed') throw failure;
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
    isEnablePremium: order.premiumFee ? '1' : '0',
    Expiryyear: (expiresOn ?? order.expiresOn).slice(0, 4),
  };
  const body = await callConnectReseller(account, 'RenewalOrder', params, left());
  return withExpiry(body, renewalReceipt(body, account.apiKey));
}

const statuses: Record<string, DomainState['status']> = {
  inactive: 'pending',
  active: 'active',
  suspended: 'suspended',
  // Past its end and still renewable, says the official module.
  'renewal hold': 'suspended',
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
    const status = statuses[reported];
    if (!status)
      throw new ProviderError('UNKNOWN', `The registrar gave no known status: ${reported}.`);
    const expiry = expiryFrom(pick(data, 'expirationDate'));
    return { status, ...expiry, nameservers: nameserversOf(data) };
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
  const isGone = found.status === 'cancelled';
  return {
    state: found.status === 'pending' ? 'pending' : isGone ? 'failed' : 'done',
    ...(found.expiresOn && { expiresOn: found.expiresOn }),
    unfinished: ALL_UNFINISHED,
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
  return {
    state: transferState(status),
    ...(expiresOn && { expiresOn }),
    ...(words && { words }),
    unfinished: CONTACTS_ONLY,
  };
}

/** The official module knows `completed` and `pending`; words for "no" are seen in its reasons. */
function transferState(status: string): FoundOrder['state'] {
  if (status.startsWith('complete')) return 'done';
  if (/pending|wait|stall|process/.test(status)) return 'pending';
  if (/cancel|fail|reject|denied|decline/.test(status)) return 'failed';
  throw new ProviderError('UNKNOWN', `The registrar gave no known transfer status: ${status}.`);
}
