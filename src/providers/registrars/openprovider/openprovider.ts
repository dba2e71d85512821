import { ProviderError } from '#core/provider-error.ts';
import { countdown, isTrue, listOf, pick, textOf } from '#providers/registrars/answers.ts';
import { unknownName } from '#providers/registrars/availability.ts';
import type { Availability, RegistrarMoney } from '#providers/registrars/domain-data.ts';
import type { KeyedCall, Limit, RegistrarConnection } from '#providers/registrars/registrar.ts';
import { ofDomain } from './answers-of.ts';
import { callOpenprovider, type OpenproviderAccount } from './client.ts';
import { readContacts, setContacts } from './contacts.ts';
import {
  changeDomain,
  findDomain,
  heldDomain,
  nameserversIn,
  numberOf,
  parted,
  spellNameservers,
  stateOf,
} from './domains.ts';
import * as hosts from './hosts.ts';
import { findOrder, register, renew, restore, transfer } from './orders.ts';

/** Openprovider by its REST API. */
export function openprovider(account: OpenproviderAccount): RegistrarConnection {
  const held = (domain: string, limit?: Limit) =>
    heldDomain(account, domain, countdown(limit?.timeoutMs));
  const change = (domain: string, body: object, { timeoutMs }: KeyedCall) =>
    changeDomain(account, domain, body, countdown(timeoutMs));
  return {
    availability: (names, limit) => availability(account, names, limit),
    register: (order, call) => register(account, order, call),
    transfer: (order, call) => transfer(account, order, call),
    renew: (order, call) => renew(account, order, call),
    restore: (order, call) => restore(account, order, call),
    findOrder: (trace, limit) => findOrder(account, trace, limit),
    sync: async (domain, limit) =>
      stateOf(await findDomain(account, domain, countdown(limit?.timeoutMs))),
    getNameservers: async (domain, limit) => nameserversIn(await held(domain, limit)),
    setNameservers: (domain, names, call) =>
      change(domain, { name_servers: spellNameservers(names) }, call),
    getLock: async (domain, limit) => isTrue(pick(await held(domain, limit), 'is_locked')),
    setLock: (domain, locked, call) => change(domain, { is_locked: locked }, call),
    setIdProtection: (domain, enabled, call) =>
      change(domain, { is_private_whois_enabled: enabled }, call),
    eppCode: (domain, limit) => eppCode(account, domain, limit),
    getContacts: (domain, limit) => readContacts(account, domain, limit),
    setContacts: (domain, contacts, call) => setContacts(account, domain, contacts, call),
    listPrivateNameservers: (domain, limit) => hosts.listHosts(account, domain, limit),
    createPrivateNameserver: (_domain, host, call) => hosts.saveHost(account, 'POST', host, call),
    updatePrivateNameserver: (_domain, host, call) => hosts.saveHost(account, 'PUT', host, call),
    deletePrivateNameserver: (_domain, host, call) => hosts.deleteHost(account, host, call),
    balance: (limit) => balance(account, limit),
  };
}

/** How many names one check takes; more end in an error, says the official client. */
const NAMES_PER_CHECK = 15;

async function availability(
  account: OpenproviderAccount,
  names: readonly string[],
  limit: Limit & { idnLanguage?: string } = {},
): Promise<Availability[]> {
  const left = countdown(limit.timeoutMs);
  const found = new Map<string, Availability>();
  for (let start = 0; start < names.length; start += NAMES_PER_CHECK) {
    const asked = names.slice(start, start + NAMES_PER_CHECK);
    const body = {
      domains: asked.map(parted),
      with_price: true,
      ...ofDomain(asked[0] ?? '', {}, limit.idnLanguage),
    };
    const call = { path: 'domains/check', method: 'POST', body } as const;
    const data = await callOpenprovider(account, call, left);
    for (const line of listOf(pick(data, 'results'))) {
      const name = textOf(pick(line, 'domain'))?.toLowerCase();
      if (name) found.set(name, offerIn(line, name));
    }
  }
  return names.map((name) => found.get(name.toLowerCase()) ?? unknownName(name));
}

/** A premium name's price is the one that `accept_premium_fee` has to repeat. */
function offerIn(line: unknown, name: string): Availability {
  const reported = textOf(pick(line, 'status'));
  const status =
    reported === 'free' ? 'available' : reported === 'active' ? 'unavailable' : 'unknown';
  const premium = isTrue(pick(line, 'is_premium'));
  const told = pick(line, 'premium');
  const amount = textOf(pick(pick(told, 'price'), 'create'));
  const currency = textOf(pick(told, 'currency'));
  const prices = premium && amount && currency && { register: { amount, currency } };
  return { name, status, premium, ...(prices && { prices }) };
}

async function eppCode(account: OpenproviderAccount, domain: string, limit: Limit = {}) {
  const left = countdown(limit.timeoutMs);
  const id = numberOf(await heldDomain(account, domain, left));
  const data = await callOpenprovider(account, { path: `domains/${id}/authcode` }, left);
  const code = textOf(pick(data, 'auth_code'));
  if (code) return code;
  const isSent = isTrue(pick(data, 'success'));
  const words = isSent ? 'The code was sent to the registrant.' : 'The registrar shows no code.';
  throw new ProviderError('REFUSED', words);
}

async function balance(account: OpenproviderAccount, limit: Limit = {}): Promise<RegistrarMoney> {
  const call = { path: 'resellers', query: { with_settings: 'true' } };
  const data = await callOpenprovider(account, call, countdown(limit.timeoutMs));
  const amount = textOf(pick(data, 'balance'));
  const currency = textOf(pick(pick(data, 'settings'), 'currency'));
  if (amount && currency) return { amount, currency };
  throw new ProviderError('REFUSED', 'The registrar told no balance.');
}
