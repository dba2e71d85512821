import { ProviderError } from '#core/provider-error.ts';
import { countdown, pick, textOf } from '#providers/registrars/answers.ts';
import { nameByName } from '#providers/registrars/availability.ts';
import type { Availability, RegistrarMoney } from '#providers/registrars/domain-data.ts';
import type { KeyedCall, Limit, RegistrarConnection } from '#providers/registrars/registrar.ts';
import { callOpenSrs, type OpenSrsAccount } from './client.ts';
import { readContacts, setContacts } from './contacts.ts';
import { getInfo, heldInfo, nameserversIn, stateOf } from './domains.ts';
import * as hosts from './hosts.ts';
import type { OpsValue } from './ops.ts';
import { findOrder, register, renew, restore, transfer } from './orders.ts';

/** OpenSRS by its XML API. */
export function openSrs(account: OpenSrsAccount): RegistrarConnection {
  const change = async (
    action: string,
    domain: string,
    attributes: { [key: string]: OpsValue },
    { timeoutMs }: KeyedCall,
  ) => (await callOpenSrs(account, { action, domain, attributes }, countdown(timeoutMs)())).receipt;
  const modify = (domain: string, data: { [key: string]: string }, call: KeyedCall) =>
    change('MODIFY', domain, { domain_name: domain, affect_domains: '0', ...data }, call);
  const info = (domain: string, type: string, limit?: Limit) =>
    getInfo(account, domain, type, countdown(limit?.timeoutMs)());
  return {
    availability: (names, limit) => {
      const left = countdown(limit?.timeoutMs);
      return nameByName(names, (name) => check(account, name, left));
    },
    register: (order, call) => register(account, order, call),
    transfer: (order, call) => transfer(account, order, call),
    renew: (order, call) => renew(account, order, call),
    restore: (order, call) => restore(account, order, call),
    findOrder: (trace, limit) => findOrder(account, trace, limit),
    sync: (domain, limit) => stateOf(account, domain, countdown(limit?.timeoutMs)),
    getNameservers: async (domain, limit) =>
      nameserversIn(await heldInfo(account, domain, countdown(limit?.timeoutMs))),
    setNameservers: (domain, names, call) => {
      const attributes = { op_type: 'assign', assign_ns: names };
      return change('ADVANCED_UPDATE_NAMESERVERS', domain, attributes, call);
    },
    getLock: async (domain, limit) =>
      textOf(pick(await info(domain, 'status', limit), 'lock_state')) === '1',
    setLock: (domain, locked, call) =>
      modify(domain, { data: 'status', lock_state: locked ? '1' : '0' }, call),
    setIdProtection: (domain, enabled, call) => {
      const state = enabled ? 'enable' : 'disable';
      return modify(domain, { data: 'whois_privacy_state', state }, call);
    },
    eppCode: async (domain, limit) => {
      const code = textOf(pick(await info(domain, 'domain_auth_info', limit), 'domain_auth_info'));
      if (code) return code;
      throw new ProviderError('REFUSED', 'The registrar shows no EPP code.');
    },
    getContacts: (domain, limit) => readContacts(account, domain, limit),
    setContacts: (domain, contacts, call) => setContacts(account, domain, contacts, call),
    listPrivateNameservers: (domain, limit) => hosts.listHosts(account, domain, limit),
    createPrivateNameserver: (domain, host, call) =>
      hosts.changeHost(account, 'CREATE', domain, host, call),
    updatePrivateNameserver: (domain, host, call) =>
      hosts.changeHost(account, 'MODIFY', domain, host, call),
    deletePrivateNameserver: (domain, host, call) =>
      hosts.changeHost(account, 'DELETE', domain, host, call),
    balance: (limit) => balance(account, limit),
  };
}

const statuses: Readonly<Record<string, Availability['status']>> = {
  210: 'available',
  211: 'unavailable',
  221: 'unavailable',
};

/** A premium name is recognised by the reason of its answer, its price by `get_price`. */
async function check(
  account: OpenSrsAccount,
  domain: string,
  left: () => number,
): Promise<Availability> {
  const lookup = { action: 'LOOKUP', attributes: { domain } };
  const { code, attributes } = await callOpenSrs(account, lookup, left());
  const status = statuses[code] ?? 'unknown';
  const premium = /premium/i.test(textOf(pick(attributes, 'reason')) ?? '');
  if (!premium || status !== 'available') return { name: domain, status, premium };
  const pricing = { action: 'GET_PRICE', attributes: { domain, period: '1', reg_type: 'new' } };
  const priced = await callOpenSrs(account, pricing, left());
  const amount = textOf(pick(priced.attributes, 'price'));
  const prices = amount && { register: { amount, currency: account.currency } };
  return { name: domain, status, premium, ...(prices && { prices }) };
}

async function balance(account: OpenSrsAccount, limit: Limit = {}): Promise<RegistrarMoney> {
  const command = { action: 'GET_BALANCE', object: 'BALANCE', attributes: {} };
  const { attributes } = await callOpenSrs(account, command, countdown(limit.timeoutMs)());
  const amount = textOf(pick(attributes, 'balance'));
  if (amount) return { amount, currency: account.currency };
  throw new ProviderError('REFUSED', 'The registrar told no balance.');
}
