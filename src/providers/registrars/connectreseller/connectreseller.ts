import { ProviderError } from '#core/provider-error.ts';
import { countdown, isTrue, listOf, pick, textOf } from '#providers/registrars/answers.ts';
import { unknownName } from '#providers/registrars/availability.ts';
import type {
  Availability,
  ChangeReceipt,
  RegistrarMoney,
} from '#providers/registrars/domain-data.ts';
import {
  type KeyedCall,
  type Limit,
  type RegistrarConnection,
} from '#providers/registrars/registrar.ts';
import {
  callConnectReseller,
  numbersOf,
  raw,
  receiptOf,
  view,
  type ConnectResellerAccount,
  type ConnectResellerParams,
} from './client.ts';
import { getContacts, setContacts } from './contacts.ts';
import * as hosts from './hosts.ts';
import { findOrder, nameserversOf, register, renew, state, transfer } from './orders.ts';

type Numbers = Awaited<ReturnType<typeof numbersOf>>;

/** Custom actions: the operation and the parameters it takes from the domain's own record. */
const customActions: Record<
  string,
  { label: string; operation: string; params: (numbers: Numbers) => ConnectResellerParams }
> = {
  cancelTransfer: {
    label: 'Cancel the transfer',
    operation: 'CancelTransfer',
    params: ({ domainNameId }) => ({ id: domainNameId }),
  },
  resendVerification: {
    label: 'Send the registrant verification e-mail again',
    operation: 'resendRegistrantMail',
    params: ({ data }) => ({
      contactId: textOf(pick(data, 'registrantContactId'))?.replace(/^\w+_/, ''),
    }),
  },
};

/** ConnectReseller by its API document. */
export function connectReseller(account: ConnectResellerAccount): RegistrarConnection {
  const onDomain = (
    domain: string,
    operation: string,
    params: ConnectResellerParams | ((numbers: Numbers) => ConnectResellerParams),
    change: KeyedCall,
  ) => changeDomain(account, domain, operation, params, change);
  const look = (domain: string, limit?: Limit) =>
    view(account, domain, countdown(limit?.timeoutMs)());
  const actions = Object.entries(customActions).map(([name, { label }]) => ({ name, label }));
  return {
    availability: (names, limit) => availability(account, names, limit),
    register: (order, change) => register(account, order, change),
    transfer: (order, change) => transfer(account, order, change),
    renew: (order, change) => renew(account, order, change),
    findOrder: (trace, limit) => findOrder(account, trace, limit),
    sync: (domain, limit) => state(account, domain, limit),
    getNameservers: async (domain, limit) => nameserversOf(await look(domain, limit)),
    setNameservers: (domain, names, change) => {
      if (names.length > 13)
        throw new ProviderError('REFUSED', 'It takes 13 name servers at most.');
      const pairs = names.map((name, index) => [`nameServer${index + 1}`, name]);
      return onDomain(
        domain,
        'UpdateNameServer',
        Object.fromEntries(pairs) as ConnectResellerParams,
        change,
      );
    },
    getLock: async (domain, limit) => isTrue(pick(await look(domain, limit), 'isThiefProtected')),
    setLock: (domain, locked, change) => {
      const params = { isTheftProtection: String(locked) };
      return onDomain(domain, 'ManageTheftProtection', params, change);
    },
    eppCode: (domain, limit) => eppCode(account, domain, limit),
    getContacts: (domain, limit) => getContacts(account, domain, limit),
    setContacts: (domain, contacts, change) => setContacts(account, domain, contacts, change),
    listPrivateNameservers: (domain, limit) => hosts.list(account, domain, limit),
    createPrivateNameserver: (domain, host, change) => hosts.add(account, domain, host, change),
    updatePrivateNameserver: (domain, host, change) => hosts.update(account, domain, host, change),
    deletePrivateNameserver: (domain, host, change) => hosts.remove(account, domain, host, change),
    setDns: async (domain, enabled, change) => {
      // The document has a call to activate DNS and none to deactivate it.
      if (!enabled) throw new ProviderError('REFUSED', 'Registrar Function Not Supported');
      const params = ({ websiteId }: Numbers) => ({ WebsiteId: websiteId });
      return onDomain(domain, 'ManageDNSRecords', params, change);
    },
    setIdProtection: (domain, enabled, change) => {
      const params = { iswhoisprotected: String(enabled) };
      return onDomain(domain, 'ManageDomainPrivacyProtection', params, change);
    },
    balance: (limit) => balance(account, limit),
    runCustomAction: async (name, domain, change) => {
      const action = Object.hasOwn(customActions, name) ? customActions[name] : undefined;
      if (!action) throw new ProviderError('REFUSED', 'Registrar Function Not Supported');
      return onDomain(domain, action.operation, action.params, change);
    },
    customActions: actions,
  };
}

/** A change with the numbers of the domain, which are looked up first. */
async function changeDomain(
  account: ConnectResellerAccount,
  domain: string,
  operation: string,
  params: ConnectResellerParams | ((numbers: Numbers) => ConnectResellerParams),
  change: KeyedCall,
): Promise<ChangeReceipt> {
  const left = countdown(change.timeoutMs);
  const numbers = await numbersOf(account, domain, left());
  const sent =
    typeof params === 'function'
      ? params(numbers)
      : { domainNameId: numbers.domainNameId, websiteName: domain, ...params };
  return receiptOf(await callConnectReseller(account, operation, sent, left()), account.apiKey);
}

const NAMES_PER_REQUEST = 200;

async function availability(
  account: ConnectResellerAccount,
  names: readonly string[],
  limit: Limit = {},
): Promise<Availability[]> {
  const left = countdown(limit.timeoutMs);
  const found = new Map<string, unknown>();
  for (let start = 0; start < names.length; start += NAMES_PER_REQUEST) {
    const websiteNames = names.slice(start, start + NAMES_PER_REQUEST).join(',');
    const body = await callConnectReseller(account, 'bulkDomainCheck', { websiteNames }, left());
    for (const line of listOf(pick(body, 'responseData')))
      found.set(textOf(pick(line, 'websiteName'))?.toLowerCase() ?? '', line);
  }
  return names.map((name) => {
    const line = found.get(name.toLowerCase());
    const reported = pick(line, 'available');
    if (reported === undefined) return unknownName(name);
    return {
      name: name.toLowerCase(),
      status: isTrue(reported) ? 'available' : 'unavailable',
      premium: /premium/i.test(textOf(pick(line, 'domainType')) ?? ''),
    };
  });
}

/** The code comes as a bare word or inside the usual envelope. */
async function eppCode(account: ConnectResellerAccount, domain: string, limit: Limit = {}) {
  const left = countdown(limit.timeoutMs);
  const { domainNameId } = await numbersOf(account, domain, left());
  const body = await raw(account, 'ViewEPPCode', { domainNameId }, left());
  const code = textOf(body) ?? textOf(pick(body, 'responseData'));
  if (!code) throw new ProviderError('REFUSED', 'The registrar shows no EPP code.');
  return code;
}

/** Here a good answer carries the status code 0. */
async function balance(
  account: ConnectResellerAccount,
  limit: Limit = {},
): Promise<RegistrarMoney> {
  const params = { resellerId: account.resellerId };
  const body = await raw(account, 'availablefund', params, countdown(limit.timeoutMs)());
  const amount = textOf(pick(body, 'responseData'));
  if (!amount || !/^-?\d+(\.\d+)?$/.test(amount))
    throw new ProviderError('REFUSED', 'The registrar told no balance.');
  return { amount, currency: account.currency };
}
