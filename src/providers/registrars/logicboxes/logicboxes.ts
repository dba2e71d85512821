import { ProviderError } from '#core/provider-error.ts';
import { countdown, isTrue, pick, textOf } from '#providers/registrars/answers.ts';
import type { ChangeReceipt, RegistrarMoney } from '#providers/registrars/domain-data.ts';
import type { KeyedCall, Limit, RegistrarConnection } from '#providers/registrars/registrar.ts';
import { availability } from './available.ts';
import { ask, change, receiptOf, type LogicBoxesAccount, type LogicBoxesParams } from './client.ts';
import { getContacts, setContacts } from './contacts.ts';
import { details, nameserversOf, orderId, state } from './details.ts';
import * as hosts from './hosts.ts';
import { findOrder, register, renew, restore, transfer } from './orders.ts';
import { hasPrivacy, setIdProtection } from './privacy.ts';

const customActions: Readonly<Record<string, { label: string; path: string }>> = {
  cancelTransfer: { label: 'Cancel the transfer', path: 'domains/cancel-transfer' },
  resendTransferApproval: {
    label: 'Send the transfer approval e-mail again',
    path: 'domains/resend-rfa',
  },
};

/** LogicBoxes, ResellerClub and the other brands of the same platform, by their HTTP API. */
export function logicBoxes(account: LogicBoxesAccount): RegistrarConnection {
  /** Every change of a domain needs the number of its order first. */
  const onOrder = async (
    domain: string,
    path: string,
    params: LogicBoxesParams,
    call: KeyedCall,
  ) => {
    const left = countdown(call.timeoutMs);
    const id = await orderId(account, domain, left());
    return done(await change(account, path, { 'order-id': id, ...params }, left()));
  };
  const actions = Object.entries(customActions).map(([name, { label }]) => ({ name, label }));
  return {
    availability: (names, limit) => availability(account, names, limit),
    register: (order, call) => register(account, order, call),
    transfer: (order, call) => transfer(account, order, call),
    renew: (order, call) => renew(account, order, call),
    restore: (order, call) => restore(account, order, call),
    findOrder: (trace, limit) => findOrder(account, trace, limit),
    sync: (domain, limit) => state(account, domain, countdown(limit?.timeoutMs)()),
    getNameservers: async (domain, limit) =>
      nameserversOf(await details(account, domain, ['NsDetails'], countdown(limit?.timeoutMs)())),
    setNameservers: (domain, ns, call) => onOrder(domain, 'domains/modify-ns', { ns }, call),
    getLock: (domain, limit) => getLock(account, domain, limit),
    setLock: (domain, locked, call) =>
      onOrder(domain, `domains/${locked ? 'enable' : 'disable'}-theft-protection`, {}, call),
    eppCode: (domain, limit) => eppCode(account, domain, limit),
    getContacts: (domain, limit) => getContacts(account, domain, limit),
    setContacts: (domain, contacts, call) => setContacts(account, domain, contacts, call),
    listPrivateNameservers: (domain, limit) => hosts.list(account, domain, limit),
    createPrivateNameserver: (domain, host, call) => hosts.add(account, domain, host, call),
    updatePrivateNameserver: (domain, host, call) => hosts.update(account, domain, host, call),
    deletePrivateNameserver: (domain, host, call) => hosts.remove(account, domain, host, call),
    setIdProtection: (domain, enabled, call) => setIdProtection(account, domain, enabled, call),
    balance: (limit) => balance(account, limit),
    runCustomAction: async (name, domain, call) => {
      const action = Object.hasOwn(customActions, name) ? customActions[name] : undefined;
      if (!action) throw new ProviderError('REFUSED', 'Registrar Function Not Supported');
      return onOrder(domain, action.path, {}, call);
    },
    customActions: actions,
    lacks: (feature, domain) => feature === 'setIdProtection' && !hasPrivacy(domain),
  };
}

/** Simple changes answer with an action map, with `true`, or with a word. */
function done(answer: unknown): ChangeReceipt {
  if (typeof answer !== 'object' || answer === null) return { state: 'done' };
  const { state: reported, words } = receiptOf(answer);
  const finished = reported === 'done' || pick(answer, 'actionstatus') === undefined;
  return { state: finished ? 'done' : 'pending', ...(words && { words }) };
}

async function getLock(account: LogicBoxesAccount, domain: string, limit: Limit = {}) {
  const left = countdown(limit.timeoutMs);
  const id = await orderId(account, domain, left());
  return isTrue(
    pick(await ask(account, 'domains/locks', { 'order-id': id }, left()), 'transferlock'),
  );
}

async function eppCode(account: LogicBoxesAccount, domain: string, limit: Limit = {}) {
  const left = countdown(limit.timeoutMs);
  const code = textOf(pick(await details(account, domain, ['OrderDetails'], left()), 'domsecret'));
  if (!code) throw new ProviderError('REFUSED', 'The registrar shows no EPP code.');
  return code;
}

async function balance(account: LogicBoxesAccount, limit: Limit = {}): Promise<RegistrarMoney> {
  const params = { 'reseller-id': account.userId };
  const left = countdown(limit.timeoutMs);
  const answer = await ask(account, 'billing/reseller-balance', params, left());
  const amount = textOf(pick(answer, 'sellingcurrencybalance'));
  const currency = textOf(pick(answer, 'sellingcurrencysymbol', 'currencysymbol'));
  if (!amount || !currency) throw new ProviderError('UNKNOWN', 'The registrar told no balance.');
  return { amount, currency };
}
