import { isIPv4, isIPv6 } from 'node:net';
import { ProviderError } from '#core/provider-error.ts';
import { countdown, listOf, pick, textOf } from '#providers/registrars/answers.ts';
import type { ChangeReceipt, PrivateNameserver } from '#providers/registrars/domain-data.ts';
import type { KeyedCall, Limit } from '#providers/registrars/registrar.ts';
import { callOpenSrs, type OpenSrsAccount } from './client.ts';

/** The name servers of the profile that are below the domain. */
export async function listHosts(
  account: OpenSrsAccount,
  domain: string,
  limit: Limit = {},
): Promise<PrivateNameserver[]> {
  const command = {
    action: 'GET',
    object: 'NAMESERVER',
    domain,
    attributes: { domain, name: 'all' },
  };
  const { attributes } = await callOpenSrs(account, command, countdown(limit.timeoutMs)());
  return listOf(pick(attributes, 'nameserver_list')).flatMap((one) => {
    const hostname = textOf(pick(one, 'name'))?.toLowerCase() ?? '';
    const addresses = [textOf(pick(one, 'ipaddress')), textOf(pick(one, 'ipv6'))];
    if (!hostname.endsWith(`.${domain}`)) return [];
    return [{ hostname, addresses: addresses.filter((address) => address !== null) }];
  });
}

export async function changeHost(
  account: OpenSrsAccount,
  action: 'CREATE' | 'MODIFY' | 'DELETE',
  domain: string,
  { hostname, addresses }: PrivateNameserver,
  { timeoutMs }: KeyedCall,
): Promise<ChangeReceipt> {
  const v4 = addresses.filter((one) => isIPv4(one));
  const v6 = addresses.filter((one) => isIPv6(one));
  if (action !== 'DELETE' && (v4.length > 1 || v6.length > 1 || !addresses.length))
    throw new ProviderError('REFUSED', 'It takes one IPv4 and one IPv6 address at most.');
  const attributes = {
    name: hostname,
    ipaddress: v4[0],
    ipv6: v6[0],
    ...(action === 'CREATE' && { add_to_all_registry: '1' }),
  };
  const command = { action, object: 'NAMESERVER', domain, attributes };
  return (await callOpenSrs(account, command, countdown(timeoutMs)())).receipt;
}
