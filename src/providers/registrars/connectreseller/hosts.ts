import { after, countdown, listOf, pick, textOf } from '#providers/registrars/answers.ts';
import type {
  ChangeReceipt,
  PrivateNameserver,
  PrivateNameserverChange,
} from '#providers/registrars/domain-data.ts';
import type { KeyedCall, Limit } from '#providers/registrars/registrar.ts';
import {
  callConnectReseller,
  numbersOf,
  receiptOf,
  type ConnectResellerAccount,
  type ConnectResellerParams,
} from './client.ts';

/** The child name servers; the API lists one address a line, so lines of one name are joined. */
export async function list(
  account: ConnectResellerAccount,
  domain: string,
  limit: Limit = {},
): Promise<PrivateNameserver[]> {
  const left = countdown(limit.timeoutMs);
  const { domainNameId } = await numbersOf(account, domain, left());
  const body = await callConnectReseller(
    account,
    'getchildnameservers',
    { id: domainNameId },
    left(),
  );
  const hosts = new Map<string, string[]>();
  for (const line of listOf(pick(body, 'responseData'))) {
    const hostname = textOf(pick(line, 'hostname'))?.toLowerCase();
    const address = textOf(pick(line, 'ipAddress'));
    if (hostname)
      hosts.set(hostname, [...(hosts.get(hostname) ?? []), ...(address ? [address] : [])]);
  }
  return [...hosts].map(([hostname, addresses]) => ({ hostname, addresses }));
}

/** Adds one, address by address. */
export function add(
  account: ConnectResellerAccount,
  domain: string,
  host: PrivateNameserver,
  change: KeyedCall,
): Promise<ChangeReceipt> {
  const steps = host.addresses.map((ipAddress) => step('AddChildNameServer', { ipAddress }));
  return run(account, domain, host.hostname, steps, change);
}

/** Replaces addresses; what is new beyond the old ones is added, what is left over is deleted. */
export function update(
  account: ConnectResellerAccount,
  domain: string,
  host: PrivateNameserverChange,
  change: KeyedCall,
): Promise<ChangeReceipt> {
  const gone = host.oldAddresses.filter((address) => !host.addresses.includes(address));
  const come = host.addresses.filter((address) => !host.oldAddresses.includes(address));
  const pairs = Math.min(gone.length, come.length);
  const steps = [
    ...gone.slice(0, pairs).map((oldIpAddress, index) => {
      return step('ModifyChildNameServerIP', { oldIpAddress, newIpAddress: come[index] });
    }),
    ...come.slice(pairs).map((ipAddress) => step('AddChildNameServer', { ipAddress })),
    ...gone.slice(pairs).map((ipAddress) => step('DeleteChildNameServer', { ipAddress })),
  ];
  return run(account, domain, host.hostname, steps, change);
}

/** Deletes one with all its addresses. */
export function remove(
  account: ConnectResellerAccount,
  domain: string,
  host: PrivateNameserver,
  change: KeyedCall,
): Promise<ChangeReceipt> {
  const addresses = host.addresses.length > 0 ? host.addresses : [undefined];
  const steps = addresses.map((ipAddress) => step('DeleteChildNameServer', { ipAddress }));
  return run(account, domain, host.hostname, steps, change);
}

interface Step {
  operation: string;
  params: ConnectResellerParams;
}

function step(operation: string, params: ConnectResellerParams): Step {
  return { operation, params };
}

async function run(
  account: ConnectResellerAccount,
  domain: string,
  hostName: string,
  steps: Step[],
  change: KeyedCall,
): Promise<ChangeReceipt> {
  const left = countdown(change.timeoutMs);
  const { domainNameId } = await numbersOf(account, domain, left());
  const shared = { domainNameId, websiteName: domain, hostName };
  const go = async ({ operation, params }: Step) =>
    receiptOf(
      await callConnectReseller(account, operation, { ...shared, ...params }, left()),
      account.apiKey,
    );
  let receipt: ChangeReceipt = { state: 'done' };
  for (const [index, one] of steps.entries())
    receipt = index === 0 ? await go(one) : await after(go(one));
  return receipt;
}
