import { lookup } from 'node:dns/promises';
import ipaddr from 'ipaddr.js';
import { ProviderError } from '#core/provider-error.ts';

/** An address a webhook may be sent to. */
export interface CheckedAddress {
  address: string;
  family: 4 | 6;
}

/** Options of the guard; `allowPrivate` is for tests and for installations in a closed network. */
export interface AddressRules {
  allowPrivate?: boolean;
}

/** Refuses an endpoint before it is stored: its form, and an address written out in it. */
export function checkWebhookUrl(url: string, { allowPrivate = false }: AddressRules = {}): URL {
  let target: URL;
  try {
    target = new URL(url);
  } catch {
    throw new ProviderError('REFUSED', 'The webhook address is not a URL.');
  }
  if (target.protocol !== 'https:' && !(allowPrivate && target.protocol === 'http:'))
    throw new ProviderError('REFUSED', 'The webhook address must begin with https://.');
  if (target.username || target.password)
    throw new ProviderError('REFUSED', 'The webhook address must not hold a user or password.');
  const host = bare(target);
  if (ipaddr.isValid(host) && !allowPrivate && !isPublic(host)) fail();
  return target;
}

/** Resolves the host once; one inner address among several is enough to refuse it. */
export async function resolveWebhookHost(
  target: URL,
  { allowPrivate = false }: AddressRules = {},
): Promise<CheckedAddress> {
  const found = await lookup(bare(target), { all: true }).catch((error: unknown) => {
    throw new ProviderError('NOT_SENT', `${target.hostname} cannot be found.`, { cause: error });
  });
  if (!allowPrivate && !found.every(({ address }) => isPublic(address))) fail();
  const [first] = found;
  if (!first) throw new ProviderError('NOT_SENT', `${target.hostname} cannot be found.`);
  return { address: first.address, family: first.family === 6 ? 6 : 4 };
}

/**
 * Whether an address belongs to the open internet: not private, loopback, link-local (where cloud
 * metadata lives), carrier, multicast, reserved, or a tunnel that could lead to one of these.
 */
export function isPublic(address: string): boolean {
  if (!ipaddr.isValid(address)) return false;
  const parsed = ipaddr.process(address);
  if (parsed.range() !== 'unicast') return false;
  return parsed.kind() === 'ipv4' || parsed.match(ipaddr.IPv6.parse('2000::'), 3);
}

function bare(target: URL): string {
  return target.hostname.replace(/^\[|\]$/g, '');
}

function fail(): never {
  throw new ProviderError('REFUSED', 'The webhook address leads into a private network.');
}
