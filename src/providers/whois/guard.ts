import { lookup as resolve, type LookupAddress } from 'node:dns';
import { isIP, type LookupFunction } from 'node:net';
import { isPublicAddress } from '#core/addresses/ip-address.ts';
import { ProviderError } from '#core/provider-error.ts';

/**
 * Refuses a host that is written as an address outside the public internet. Names are checked by
 * `publicLookup` at the moment of connecting, so that they cannot change in between.
 */
export function requirePublicHost(host: string): void {
  const bare = host.replace(/^\[|\]$/g, '');
  if (isIP(bare) && !isPublicAddress(bare))
    throw new ProviderError('NOT_SENT', 'The directory server is not on the public internet.');
}

/** A name lookup for connections that fails when any address of the name is not public. */
export const publicLookup: LookupFunction = (hostname, options, callback) => {
  resolve(hostname, { ...options, all: true }, (error, found) => {
    const addresses = error ? [] : (found as unknown as LookupAddress[]);
    const bad = addresses.some(({ address }) => !isPublicAddress(address));
    const [first] = addresses;
    if (error || bad || !first) {
      const failure = Object.assign(new Error(`${hostname} has no public address.`), {
        code: 'ENOTFOUND',
      });
      return callback(error ?? failure, '', 0);
    }
    if (options.all) return callback(null, addresses);
    callback(null, first.address, first.family);
  });
};
