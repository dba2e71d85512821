import { ProviderError } from '#core/provider-error.ts';
import { after, countdown, listOf, pick, textOf } from '#providers/registrars/answers.ts';
import type {
  ChangeReceipt,
  PrivateNameserver,
  PrivateNameserverChange,
} from '#providers/registrars/domain-data.ts';
import type { KeyedCall, Limit } from '#providers/registrars/registrar.ts';
import { change, receiptOf, type LogicBoxesAccount } from './client.ts';
import { details, orderId } from './details.ts';

/** The child name servers, which the order lists as a map from name to addresses. */
export async function list(
  account: LogicBoxesAccount,
  domain: string,
  limit: Limit = {},
): Promise<PrivateNameserver[]> {
  const order = await details(account, domain, ['NsDetails'], countdown(limit.timeoutMs)());
  return Object.entries(pick(order, 'cns') ?? {}).map(([hostname, addresses]) => ({
    hostname: hostname.toLowerCase(),
    addresses: listOf(addresses).flatMap((address) => textOf(address) ?? []),
  }));
}

/** Adds one with all its addresses. */
export async function add(
  account: LogicBoxesAccount,
  domain: string,
  host: PrivateNameserver,
  call: KeyedCall,
): Promise<ChangeReceipt> {
  const left = countdown(call.timeoutMs);
  const id = await orderId(account, domain, left());
  const params = { 'order-id': id, cns: host.hostname, ip: host.addresses };
  return receiptOf(await change(account, 'domains/add-cns', params, left()));
}

/** Replaces addresses one by one: the API knows no list here. */
export async function update(
  account: LogicBoxesAccount,
  domain: string,
  host: PrivateNameserverChange,
  call: KeyedCall,
): Promise<ChangeReceipt> {
  const left = countdown(call.timeoutMs);
  const gone = host.oldAddresses.filter((address) => !host.addresses.includes(address));
  const come = host.addresses.filter((address) => !host.oldAddresses.includes(address));
  if (gone.length === 0 && come.length === 0) return { state: 'done' };
  const id = await orderId(account, domain, left());
  const named = { 'order-id': id, cns: host.hostname };
  const pairs = Math.min(gone.length, come.length);
  const steps = [
    ...gone.slice(0, pairs).map((old, index) => () => {
      const params = { ...named, 'old-ip': old, 'new-ip': come[index] };
      return change(account, 'domains/modify-cns-ip', params, left());
    }),
    ...come.slice(pairs).map((ip) => () => {
      return change(account, 'domains/add-cns', { ...named, ip }, left());
    }),
    ...gone.slice(pairs).map((ip) => () => {
      return change(account, 'domains/delete-cns-ip', { ...named, ip }, left());
    }),
  ];
  let last: unknown;
  for (const [index, step] of steps.entries()) {
    last = index === 0 ? await step() : await after(Promise.resolve().then(step));
  }
  return receiptOf(last);
}

/** Deletes one; it disappears with its last address. */
export async function remove(
  account: LogicBoxesAccount,
  domain: string,
  host: PrivateNameserver,
  call: KeyedCall,
): Promise<ChangeReceipt> {
  if (host.addresses.length === 0)
    throw new ProviderError('NOT_SENT', 'The addresses of the private nameserver are needed.');
  const left = countdown(call.timeoutMs);
  const id = await orderId(account, domain, left());
  const params = { 'order-id': id, cns: host.hostname, ip: host.addresses };
  return receiptOf(await change(account, 'domains/delete-cns-ip', params, left()));
}
