import { ProviderError } from '#core/provider-error.ts';
import { before, countdown, isTrue, listOf, pick } from '#providers/registrars/answers.ts';
import { unknownName } from '#providers/registrars/availability.ts';
import type {
  Availability,
  ChangeReceipt,
  RegistrarMoney,
} from '#providers/registrars/domain-data.ts';
import type { KeyedCall, Limit, RegistrarConnection } from '#providers/registrars/registrar.ts';
import { textIn } from '#providers/registrars/xml.ts';
import { callNamecheap, ensureDone, type NamecheapAccount, parted } from './client.ts';
import { getContacts, readContacts, setContacts } from './contacts.ts';
import { changeHost } from './hosts.ts';
import { findInfo, findOrder, heldInfo, register, renew, stateOf, transfer } from './orders.ts';

/** Namecheap by its API. */
export function namecheap(account: NamecheapAccount): RegistrarConnection {
  return {
    availability: (names, limit) => availability(account, names, limit),
    register: (order, call) => register(account, order, call),
    transfer: (order, call) => transfer(account, order, call),
    renew: (order, call) => renew(account, order, call),
    restore: (order, call) => renew(account, order, call),
    findOrder: (trace, limit) => findOrder(account, trace, limit),
    sync: async (domain, limit) =>
      stateOf(await findInfo(account, domain, countdown(limit?.timeoutMs))),
    getNameservers: (domain, limit) => nameservers(account, domain, limit),
    setNameservers: async (domain, names, { timeoutMs }) => {
      const params = { ...parted(domain), Nameservers: names.join(',') };
      const left = countdown(timeoutMs);
      const response = await callNamecheap(account, 'domains.dns.setCustom', params, left);
      ensureDone(pick(response, 'DomainDNSSetCustomResult'), 'Updated');
      return { state: 'done' };
    },
    getLock: async (domain, limit) => {
      const params = { DomainName: domain };
      const left = countdown(limit?.timeoutMs);
      const response = await callNamecheap(account, 'domains.getRegistrarLock', params, left);
      const result = pick(response, 'DomainGetRegistrarLockResult');
      return isTrue(textIn(pick(result, '@RegistrarLockStatus')));
    },
    setLock: async (domain, locked, { timeoutMs }) => {
      const params = { DomainName: domain, LockAction: locked ? 'LOCK' : 'UNLOCK' };
      const left = countdown(timeoutMs);
      const response = await callNamecheap(account, 'domains.setRegistrarLock', params, left);
      ensureDone(pick(response, 'DomainSetRegistrarLockResult'), 'IsSuccess');
      return { state: 'done' };
    },
    setIdProtection: (domain, enabled, call) => setPrivacy(account, domain, enabled, call),
    getContacts: (domain, limit) => getContacts(account, domain, limit),
    setContacts: (domain, contacts, call) => setContacts(account, domain, contacts, call),
    createPrivateNameserver: (domain, host, call) =>
      changeHost(account, 'create', domain, host, call),
    updatePrivateNameserver: (domain, host, call) =>
      changeHost(account, 'update', domain, host, call),
    deletePrivateNameserver: (domain, host, call) =>
      changeHost(account, 'delete', domain, host, call),
    balance: (limit) => balance(account, limit),
  };
}

const NAMES_PER_CHECK = 50;

async function availability(
  account: NamecheapAccount,
  names: readonly string[],
  limit: Limit = {},
): Promise<Availability[]> {
  const left = countdown(limit.timeoutMs);
  const found = new Map<string, Availability>();
  for (let start = 0; start < names.length; start += NAMES_PER_CHECK) {
    const DomainList = names.slice(start, start + NAMES_PER_CHECK).join(',');
    const response = await callNamecheap(account, 'domains.check', { DomainList }, left);
    for (const line of listOf(pick(response, 'DomainCheckResult'))) {
      const offer = offerIn(line, account.currency);
      found.set(offer.name, offer);
    }
  }
  return names.map((name) => found.get(name.toLowerCase()) ?? unknownName(name));
}

function offerIn(line: unknown, currency: string): Availability {
  const read = (name: string) => textIn(pick(line, `@${name}`));
  const name = read('Domain')?.toLowerCase() ?? '';
  // A name that could not be looked at has the number of its error.
  if (Number(read('ErrorNo') ?? 0) !== 0) return unknownName(name);
  const status = isTrue(read('Available')) ? 'available' : 'unavailable';
  const premium = isTrue(read('IsPremiumName'));
  const price = (attribute: string) => {
    const amount = read(attribute);
    return amount && Number(amount) > 0 ? { amount, currency } : undefined;
  };
  const [register, renewal] = [price('PremiumRegistrationPrice'), price('PremiumRenewalPrice')];
  const prices = { ...(register && { register }), ...(renewal && { renew: renewal }) };
  return { name, status, premium, ...(premium && register && { prices }) };
}

async function nameservers(account: NamecheapAccount, domain: string, limit: Limit = {}) {
  const left = countdown(limit.timeoutMs);
  const response = await callNamecheap(account, 'domains.dns.getList', parted(domain), left);
  const servers = listOf(pick(pick(response, 'DomainDNSGetListResult'), 'Nameserver'));
  return servers.flatMap((one) => textIn(one)?.toLowerCase() ?? []);
}

/** The privacy that was allotted to the domain is switched; it forwards to the registrant. */
async function setPrivacy(
  account: NamecheapAccount,
  domain: string,
  enabled: boolean,
  { timeoutMs }: KeyedCall,
): Promise<ChangeReceipt> {
  const left = countdown(timeoutMs);
  const guard = pick(await before(heldInfo(account, domain, left)), 'Whoisguard');
  const WhoisguardID = textIn(pick(guard, 'ID')) ?? '0';
  if (WhoisguardID === '0')
    throw new ProviderError('REFUSED', 'The domain has no privacy protection allotted.');
  if (isTrue(textIn(pick(guard, '@Enabled'))) === enabled) return { state: 'done' };
  const { registrant } = await before(readContacts(account, domain, left));
  const params = { WhoisguardID, ...(enabled && { ForwardedToEmail: registrant.email }) };
  const command = enabled ? 'enable' : 'disable';
  const response = await callNamecheap(account, `whoisguard.${command}`, params, left);
  const name = enabled ? 'WhoisguardEnableResult' : 'WhoisguardDisableResult';
  ensureDone(pick(response, name), 'IsSuccess');
  return { state: 'done' };
}

async function balance(account: NamecheapAccount, limit: Limit = {}): Promise<RegistrarMoney> {
  const left = countdown(limit.timeoutMs);
  const response = await callNamecheap(account, 'users.getBalances', {}, left);
  const result = pick(response, 'UserGetBalancesResult');
  const amount = textIn(pick(result, '@AvailableBalance'));
  const currency = textIn(pick(result, '@Currency'));
  if (amount && currency) return { amount, currency };
  throw new ProviderError('REFUSED', 'The registrar told no balance.');
}
