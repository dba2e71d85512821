import { ProviderError } from '#core/provider-error.ts';
import { countdown, isTrue, listOf, pick, textOf } from '#providers/registrars/answers.ts';
import { nameByName } from '#providers/registrars/availability.ts';
import type {
  Availability,
  ChangeReceipt,
  RegistrarMoney,
} from '#providers/registrars/domain-data.ts';
import {
  defineRegistrar,
  type KeyedCall,
  type Limit,
  type Registrar,
} from '#providers/registrars/registrar.ts';
import { call, type CosmotownAccount } from './client.ts';
import { getContacts, setContacts } from './contacts.ts';
import { findOrder, register, renew, transfer } from './orders.ts';
import { info, nameserversOf, state, statusesOf } from './state.ts';

/** Cosmotown ("cosmos" in the old reference) by its reseller API v2.25. */
export function cosmotown(account: CosmotownAccount): Registrar {
  const change = async (path: string, body: Record<string, unknown>, { timeoutMs }: KeyedCall) => {
    await call(account, path, countdown(timeoutMs)(), body);
    return { state: 'done' } satisfies ChangeReceipt;
  };
  const look = (domain: string, limit?: Limit) =>
    info(account, domain, countdown(limit?.timeoutMs)());
  return defineRegistrar('cosmos', 'Cosmotown', {
    availability: (names, limit) => {
      const left = countdown(limit?.timeoutMs);
      return nameByName(names, (name) => check(account, name, left()));
    },
    register: (order, call) => register(account, order, call),
    transfer: (order, call) => transfer(account, order, call),
    renew: (order, call) => renew(account, order, call),
    findOrder: (trace, limit) => findOrder(account, trace, limit),
    sync: (domain, limit) => state(account, domain, limit),
    getNameservers: async (domain, limit) => nameserversOf(await look(domain, limit)),
    setNameservers: (domain, ns, call) =>
      change('domain/change-nameserver', { domain, ns: [...ns] }, call),
    getLock: async (domain, limit) =>
      statusesOf(await look(domain, limit)).includes('clienttransferprohibited'),
    setLock: (domain, locked, call) =>
      change(`domain/${locked ? 'lock' : 'unlock'}`, { domain }, call),
    eppCode: (domain, limit) => eppCode(account, domain, limit),
    getContacts: (domain, limit) => getContacts(account, domain, limit),
    setContacts: (domain, contacts, call) => setContacts(account, domain, contacts, call),
    setIdProtection: (domain, enabled, call) => setOption(account, domain, enabled, call),
    balance: (limit) => balance(account, limit),
  });
}

async function check(
  account: CosmotownAccount,
  name: string,
  timeoutMs: number,
): Promise<Availability> {
  const answer = await call(account, 'domain/check', timeoutMs, { domain: name });
  const lines = listOf(pick(pick(answer, 'data'), 'data'));
  const line = lines.find((one) => textOf(pick(one, 'name'))?.toLowerCase() === name);
  const reported = pick(line, 'available');
  const status =
    reported === undefined ? 'unknown' : isTrue(reported) ? 'available' : 'unavailable';
  return { name, status, premium: false };
}

async function eppCode(account: CosmotownAccount, domain: string, limit: Limit = {}) {
  const path = `domain/authcode?domain=${encodeURIComponent(domain)}`;
  const answer = await call(account, path, countdown(limit.timeoutMs)());
  const code = textOf(pick(pick(answer, 'data'), 'authCode'));
  if (!code) throw new ProviderError('REFUSED', 'The registrar shows no EPP code.');
  return code;
}

/** Options answer for each domain automatically, inside an answer that is good as a whole. */
async function setOption(
  account: CosmotownAccount,
  domain: string,
  enabled: boolean,
  { timeoutMs }: KeyedCall,
): Promise<ChangeReceipt> {
  const body = { domain, options: { enable_private_whois: enabled } };
  const answer = await call(account, 'domain/options', countdown(timeoutMs)(), body);
  const result = listOf(pick(answer, 'results'))[0];
  if (pick(result, 'success') === true) return { state: 'done' };
  const words = textOf(pick(result, 'error', 'message'));
  throw new ProviderError('REFUSED', words ?? 'The registrar did not change the option.');
}

async function balance(account: CosmotownAccount, limit: Limit = {}): Promise<RegistrarMoney> {
  const answer = await call(account, 'account/balance', countdown(limit.timeoutMs)());
  const amount = textOf(pick(pick(answer, 'data'), 'balance'));
  if (!amount) throw new ProviderError('UNKNOWN', 'The registrar told no balance.');
  return { amount, currency: account.currency };
}
