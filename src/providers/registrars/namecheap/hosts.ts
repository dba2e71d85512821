import { ProviderError } from '#core/provider-error.ts';
import { countdown, pick } from '#providers/registrars/answers.ts';
import type {
  ChangeReceipt,
  PrivateNameserver,
  PrivateNameserverChange,
} from '#providers/registrars/domain-data.ts';
import type { KeyedCall } from '#providers/registrars/registrar.ts';
import { textIn } from '#providers/registrars/xml.ts';
import {
  callNamecheap,
  ensureDone,
  NamecheapError,
  type NamecheapAccount,
  parted,
} from './client.ts';

/** `ns.create`, `ns.update` and `ns.delete`: a name server has one IPv4 address. */
export async function changeHost(
  account: NamecheapAccount,
  operation: 'create' | 'update' | 'delete',
  domain: string,
  { hostname, addresses, oldAddresses }: PrivateNameserver & Partial<PrivateNameserverChange>,
  { timeoutMs }: KeyedCall,
): Promise<ChangeReceipt> {
  const [ip] = addresses;
  if (operation !== 'delete' && (addresses.length !== 1 || ip?.includes(':')))
    throw new ProviderError('REFUSED', 'It takes one IPv4 address.');
  if (operation === 'update' && oldAddresses?.[0] === ip) return { state: 'done' };
  const params = {
    ...parted(domain),
    Nameserver: hostname,
    ...(operation === 'update' && { OldIP: oldAddresses?.[0] }),
    ...(operation !== 'delete' && { IP: ip }),
  };
  const left = countdown(timeoutMs);
  try {
    const response = await callNamecheap(account, `domains.ns.${operation}`, params, left);
    const names = { create: 'Create', update: 'Update', delete: 'Delete' };
    ensureDone(pick(response, `DomainNS${names[operation]}Result`), 'IsSuccess');
  } catch (error) {
    const isRefused = error instanceof NamecheapError && error.outcome === 'REFUSED';
    if (!isRefused || operation === 'delete') throw error;
    // What was done before is refused, too; no number says so, but the name server has the address.
    if ((await addressOf(account, domain, hostname, left)) !== ip) throw error;
  }
  return { state: 'done' };
}

/** The address a name server has (`domains.ns.getInfo`); null where that does not tell. */
async function addressOf(
  account: NamecheapAccount,
  domain: string,
  Nameserver: string,
  left: () => number,
): Promise<string | null> {
  try {
    const params = { ...parted(domain), Nameserver };
    const response = await callNamecheap(account, 'domains.ns.getInfo', params, left);
    return textIn(pick(pick(response, 'DomainNSInfoResult'), '@IP'));
  } catch {
    return null;
  }
}
