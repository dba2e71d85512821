import { ProviderError } from '#core/provider-error.ts';
import { before, countdown, isTrue, pick } from '#providers/registrars/answers.ts';
import type { ChangeReceipt, RegistrarMoney } from '#providers/registrars/domain-data.ts';
import type { KeyedCall, Limit, RegistrarConnection } from '#providers/registrars/registrar.ts';
import { textIn } from '#providers/registrars/xml.ts';
import { availability } from './availability.ts';
import { callEnom, type EnomAccount, ensureSaid, parted } from './client.ts';
import { getContacts, setContacts } from './contacts.ts';
import { findInfo, readNameservers, stateOf } from './domains.ts';
import { addHost, deleteHost, updateHost } from './hosts.ts';
import { findOrder, register, renew, restore, serverParams } from './orders.ts';
import { transfer } from './transfers.ts';

/** Enom by its reseller API. */
export function enom(account: EnomAccount): RegistrarConnection {
  return {
    availability: (names, limit) => availability(account, names, limit),
    register: (order, call) => register(account, order, call),
    transfer: (order, call) => transfer(account, order, call),
    renew: (order, call) => renew(account, order, call),
    restore: (order, call) => restore(account, order, call),
    findOrder: (trace, limit) => findOrder(account, trace, limit),
    sync: async (domain, limit) =>
      stateOf(await findInfo(account, domain, countdown(limit?.timeoutMs))),
    getNameservers: (domain, limit) =>
      readNameservers(account, domain, countdown(limit?.timeoutMs)),
    setNameservers: async (domain, names, { timeoutMs }) => {
      const params = { ...parted(domain), ...serverParams(names) };
      await callEnom(account, 'ModifyNS', params, countdown(timeoutMs));
      return { state: 'done' };
    },
    getLock: async (domain, limit) => {
      const left = countdown(limit?.timeoutMs);
      return isTrue(
        textIn(pick(await callEnom(account, 'GetRegLock', parted(domain), left), 'reg-lock')),
      );
    },
    setLock: (domain, locked, call) => setLock(account, domain, locked, call),
    setIdProtection: (domain, enabled, call) => setPrivacy(account, domain, enabled, call),
    getContacts: (domain, limit) => getContacts(account, domain, limit),
    setContacts: (domain, contacts, call) => setContacts(account, domain, contacts, call),
    createPrivateNameserver: (_domain, host, call) => addHost(account, host, call),
    updatePrivateNameserver: (_domain, host, call) => updateHost(account, host, call),
    deletePrivateNameserver: (_domain, host, call) => deleteHost(account, host, call),
    balance: (limit) => balance(account, limit),
  };
}

async function setLock(
  account: EnomAccount,
  domain: string,
  locked: boolean,
  { timeoutMs }: KeyedCall,
): Promise<ChangeReceipt> {
  const params = { ...parted(domain), UnlockRegistrar: locked ? '0' : '1' };
  try {
    await callEnom(account, 'SetRegLock', params, countdown(timeoutMs));
  } catch (error) {
    // "The domain is already locked", say the public clients.
    if (!(error instanceof ProviderError && /domain is already/i.test(error.message))) throw error;
  }
  return { state: 'done' };
}

/** ID Protect that was bought for the domain is switched; buying it is left to people. */
async function setPrivacy(
  account: EnomAccount,
  domain: string,
  enabled: boolean,
  { timeoutMs }: KeyedCall,
): Promise<ChangeReceipt> {
  const left = countdown(timeoutMs);
  const answer = await before(callEnom(account, 'GetWPPSInfo', parted(domain), left));
  if (!isTrue(textIn(pick(pick(answer, 'GetWPPSInfo'), 'WPPSExists')))) {
    if (!enabled) return { state: 'done' };
    throw new ProviderError('REFUSED', 'ID Protect has not been bought for the domain.');
  }
  const command = enabled ? 'EnableServices' : 'DisableServices';
  const params = { ...parted(domain), Service: 'WPPS' };
  const result = await callEnom(account, command, params, left);
  ensureSaid(result, 'ServiceStatus', enabled ? 'enabled' : 'disabled');
  return { state: 'done' };
}

async function balance(account: EnomAccount, limit: Limit = {}): Promise<RegistrarMoney> {
  const answer = await callEnom(account, 'GetBalance', {}, countdown(limit.timeoutMs));
  // With commas between the thousands.
  const amount = textIn(pick(answer, 'AvailableBalance'))?.replaceAll(',', '');
  if (amount && /^-?\d+(\.\d+)?$/.test(amount)) return { amount, currency: account.currency };
  throw new ProviderError('REFUSED', 'The registrar told no balance.');
}
