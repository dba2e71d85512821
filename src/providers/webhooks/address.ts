import { lookup } from 'node:dns/promises';
import { isIP } from 'node:net';
import { isPublicAddress } from '#core/addresses/ip-address.ts';
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
  if (isIP(host) && !allowPrivate && !isPublicAddress(host)) fail();
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
  if (!allowPrivate && !found.every(({ address }) => isPublicAddress(address))) fail();
  const [first] = found;
  if (!first) throw new ProviderError('NOT_SENT', `${target.hostname} cannot be found.`);
  return { address: first.address, family: first.family === 6 ? 6 : 4 };
}

function bare(target: URL): string {
  return target.hostname.replace(/^\[|\]$/g, '');
}

function fail(): never {
  throw new ProviderError('REFUSED', 'The webhook address leads into a private network.');
}
