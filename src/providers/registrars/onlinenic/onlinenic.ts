import { ProviderError } from '#core/provider-error.ts';
import { after, countdown, isTrue, pick, textOf } from '#providers/registrars/answers.ts';
import { nameByName } from '#providers/registrars/availability.ts';
import type {
  Availability,
  ChangeReceipt,
  PrivateNameserverChange,
} from '#providers/registrars/domain-data.ts';
import type { KeyedCall, Limit, RegistrarConnection } from '#providers/registrars/registrar.ts';
import {
  sendCommand,
  dnsParams,
  extension,
  type OnlineNicAccount,
  type OnlineNicParams,
} from './client.ts';
import { findOrder, register, renew, setContacts, state, transfer } from './orders.ts';

/**
 * OnlineNIC by its API 4. What its public client does not show is left out: ID shield, verification
 * e-mails, a restore, and the answers of most look-ups (see README).
 */
export function onlineNic(account: OnlineNicAccount): RegistrarConnection {
  const change = async (name: string, params: OnlineNicParams, { timeoutMs }: KeyedCall) =>
    (await sendCommand(account, name, params, countdown(timeoutMs)())).receipt;
  return {
    availability: (names, limit) => {
      const left = countdown(limit?.timeoutMs);
      return nameByName(names, (name) => check(account, name, left()));
    },
    register: (order, call) => register(account, order, call),
    transfer: (order, call) => transfer(account, order, call),
    renew: (order, call) => renew(account, order, call),
    findOrder: (trace, limit) => findOrder(account, trace, limit),
    sync: (domain, limit) => state(account, domain, limit),
    setNameservers: (domain, names, call) =>
      change('updateDomainDns', { domain, ...dnsParams(names) }, call),
    setLock: (domain, locked, call) =>
      change('updateDomainStatus', { domain, ctp: locked ? 'Y' : 'N' }, call),
    eppCode: (domain, limit) => eppCode(account, domain, limit),
    setContacts: (domain, contacts, call) => setContacts(account, domain, contacts, call),
    createPrivateNameserver: (domain, host, call) =>
      updateHost(account, domain, 'createHost', { ...host, oldAddresses: [] }, call),
    updatePrivateNameserver: (domain, host, call) =>
      updateHost(account, domain, 'updateHost', host, call),
    deletePrivateNameserver: (domain, { hostname }, call) =>
      change('deleteHost', { hostname, ext: extension(domain) }, call),
  };
}

const REGISTER = '1';

async function check(
  account: OnlineNicAccount,
  domain: string,
  timeoutMs: number,
): Promise<Availability> {
  const { data } = await sendCommand(account, 'checkDomain', { domain, op: REGISTER }, timeoutMs);
  const reported = textOf(pick(data, 'avail'));
  const status = reported === '1' ? 'available' : reported === '0' ? 'unavailable' : 'unknown';
  return { name: domain, status, premium: isTrue(pick(data, 'premium')) };
}

async function eppCode(account: OnlineNicAccount, domain: string, limit: Limit = {}) {
  const left = countdown(limit.timeoutMs);
  const { data } = await sendCommand(account, 'getAuthCode', { domain }, left());
  const code = textOf(pick(data, 'Transfercode'));
  if (!code) throw new ProviderError('REFUSED', 'The registrar shows no EPP code.');
  return code;
}

/** The first new address makes or changes the host, the others follow one by one. */
async function updateHost(
  account: OnlineNicAccount,
  domain: string,
  first: 'createHost' | 'updateHost',
  host: PrivateNameserverChange,
  { timeoutMs }: KeyedCall,
): Promise<ChangeReceipt> {
  const left = countdown(timeoutMs);
  const named = { hostname: host.hostname, ext: extension(domain) };
  const gone = host.oldAddresses.filter((address) => !host.addresses.includes(address));
  const come = host.addresses.filter((address) => !host.oldAddresses.includes(address));
  const steps = Array.from({ length: Math.max(gone.length, come.length) }, (_, index) =>
    index === 0 && first === 'createHost'
      ? { name: first, params: { ...named, addr: come[0] } }
      : { name: 'updateHost', params: { ...named, addaddr: come[index], remaddr: gone[index] } },
  );
  let receipt: ChangeReceipt = { state: 'done' };
  for (const [index, { name, params }] of steps.entries()) {
    const step = async () => (await sendCommand(account, name, params, left())).receipt;
    receipt = index === 0 ? await step() : await after(step());
  }
  return receipt;
}
