import { isIPv4, isIPv6 } from 'node:net';
import { ProviderError } from '#core/provider-error.ts';
import { countdown, isTrue, listOf, pick, textOf } from '#providers/registrars/answers.ts';
import type { ChangeReceipt, PrivateNameserver } from '#providers/registrars/domain-data.ts';
import type { KeyedCall, Limit } from '#providers/registrars/registrar.ts';
import { callOpenprovider, type OpenproviderAccount } from './client.ts';

const PAGE = 100;

/** The account's name servers below a domain, read to the end of their list. */
export async function listHosts(
  account: OpenproviderAccount,
  domain: string,
  limit: Limit = {},
): Promise<PrivateNameserver[]> {
  const left = countdown(limit.timeoutMs);
  const hosts: PrivateNameserver[] = [];
  for (let offset = 0; ; offset += PAGE) {
    const query = { pattern: `*.${domain}`, limit: String(PAGE), offset: String(offset) };
    const data = await callOpenprovider(account, { path: 'dns/nameservers', query }, left);
    const page = listOf(pick(data, 'results'));
    for (const one of page) {
      const hostname = textOf(pick(one, 'name'))?.toLowerCase() ?? '';
      const addresses = [textOf(pick(one, 'ip')), textOf(pick(one, 'ip6'))];
      if (hostname.endsWith(`.${domain}`))
        hosts.push({ hostname, addresses: addresses.filter((address) => address !== null) });
    }
    if (page.length < PAGE) return hosts;
  }
}

/** Adds a name server, or changes its addresses. */
export async function saveHost(
  account: OpenproviderAccount,
  method: 'POST' | 'PUT',
  { hostname, addresses }: PrivateNameserver,
  { timeoutMs }: KeyedCall,
): Promise<ChangeReceipt> {
  const [v4, v6] = [addresses.filter((one) => isIPv4(one)), addresses.filter((one) => isIPv6(one))];
  if (v4.length !== 1 || v6.length > 1)
    throw new ProviderError('REFUSED', 'It takes one IPv4 address, and one IPv6 address at most.');
  const body = { name: hostname, ip: v4[0], ...(v6[0] && { ip6: v6[0] }) };
  const path = method === 'POST' ? 'dns/nameservers' : pathOf(hostname);
  const data = await callOpenprovider(account, { path, method, body }, countdown(timeoutMs));
  return method === 'POST' ? done(textOf(pick(data, 'name')) !== null) : done(succeeded(data));
}

export async function deleteHost(
  account: OpenproviderAccount,
  { hostname }: PrivateNameserver,
  { timeoutMs }: KeyedCall,
): Promise<ChangeReceipt> {
  const call = { path: pathOf(hostname), method: 'DELETE' } as const;
  return done(succeeded(await callOpenprovider(account, call, countdown(timeoutMs))));
}

const pathOf = (hostname: string) => `dns/nameservers/${encodeURIComponent(hostname)}`;
const succeeded = (data: unknown): boolean => isTrue(pick(data, 'success'));

function done(isDone: boolean): ChangeReceipt {
  if (isDone) return { state: 'done' };
  throw new ProviderError('UNKNOWN', 'The registrar did not confirm the change.');
}
