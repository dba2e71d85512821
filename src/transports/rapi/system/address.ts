import { normalizeRange } from '#core/addresses/ip-address.ts';
import { textParam } from '#transports/rapi/param.ts';

/** An IPv4 or IPv6 address, or a network in CIDR notation, in its one spelling. */
export const addressOrNetwork = textParam(
  'an IPv4 or IPv6 address, or a network such as 203.0.113.0/24',
  normalizeRange,
);
