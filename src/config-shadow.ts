import { isIP } from 'node:net';
import { isPublicAddress } from '#core/addresses/ip-address.ts';
import { isLoopback } from '#core/addresses/secure-address.ts';

/** An old system that is asked what /rapi is asked. */
export interface ShadowConfig {
  /** Its own /rapi, without a final slash. */
  url: string;
  /** How long it may take to answer. */
  seconds: number;
  /** Whether it may be in a private network. */
  allowsPrivate: boolean;
}

interface ShadowVariables {
  SHADOW_UPSTREAM?: string | undefined;
  SHADOW_SECONDS: number;
  PRIVATE_UPSTREAM: boolean;
  QUIET: boolean;
}

/** The old system, unless it is where nothing may be sent. */
export function readShadow(data: ShadowVariables, problems: string[]): ShadowConfig | undefined {
  const { SHADOW_UPSTREAM: address, PRIVATE_UPSTREAM: allowsPrivate } = data;
  if (!address) return undefined;
  const host = new URL(address).hostname.replace(/^\[|\]$/g, '');
  if (isIP(host) && !allowsPrivate && !isLoopback(address) && !isPublicAddress(host))
    problems.push('SHADOW_UPSTREAM: it is in a private network; set PRIVATE_UPSTREAM=on too');
  if (data.QUIET)
    problems.push('SHADOW_UPSTREAM: leave it out, or QUIET: a quiet gateway sends nothing on');
  return { url: withoutFinalSlash(address), seconds: data.SHADOW_SECONDS, allowsPrivate };
}

function withoutFinalSlash(address: string): string {
  let end = address.length;
  while (address[end - 1] === '/') end -= 1;
  return address.slice(0, end);
}
