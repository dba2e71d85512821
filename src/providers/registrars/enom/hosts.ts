import { ProviderError } from '#core/provider-error.ts';
import { countdown, pick } from '#providers/registrars/answers.ts';
import type {
  ChangeReceipt,
  PrivateNameserver,
  PrivateNameserverChange,
} from '#providers/registrars/domain-data.ts';
import type { KeyedCall } from '#providers/registrars/registrar.ts';
import { callEnom, type EnomAccount, EnomError, type EnomParams, ensureSaid } from './client.ts';

/** A name server has one IPv4 address; the domain's lock has to be off. */
const oneAddress = (addresses: readonly string[] = []): string => {
  const [ip] = addresses;
  if (ip && addresses.length === 1 && !ip.includes(':')) return ip;
  throw new ProviderError('REFUSED', 'It takes one IPv4 address.');
};

async function change(
  account: EnomAccount,
  command: string,
  params: EnomParams,
  { timeoutMs }: KeyedCall,
): Promise<ChangeReceipt> {
  const answer = await callEnom(account, command, params, countdown(timeoutMs));
  ensureSaid(pick(answer, 'RegisterNameserver'), 'NsSuccess', '1');
  return { state: 'done' };
}

export const addHost = async (
  account: EnomAccount,
  { hostname, addresses }: PrivateNameserver,
  call: KeyedCall,
): Promise<ChangeReceipt> => {
  const params = { Add: 'true', NSName: hostname, IP: oneAddress(addresses) };
  return change(account, 'RegisterNameServer', params, call);
};

export const updateHost = async (
  account: EnomAccount,
  { hostname, addresses, oldAddresses }: PrivateNameserverChange,
  call: KeyedCall,
): Promise<ChangeReceipt> => {
  const [OldIP, NewIP] = [oneAddress(oldAddresses), oneAddress(addresses)];
  if (OldIP === NewIP) return { state: 'done' };
  return change(account, 'UpdateNameServer', { NS: hostname, OldIP, NewIP }, call);
};

/** One that is not there is gone: 545, "object does not exist" (RFC 2832, 5). */
export const deleteHost = async (
  account: EnomAccount,
  { hostname }: PrivateNameserver,
  call: KeyedCall,
): Promise<ChangeReceipt> => {
  try {
    return await change(account, 'DeleteNameServer', { NS: hostname }, call);
  } catch (error) {
    const isGone = error instanceof EnomError && /\berror 545\b/.test(error.message);
    if (isGone && error.outcome === 'REFUSED') return { state: 'done' };
    throw error;
  }
};
