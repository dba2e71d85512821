import ipaddr from 'ipaddr.js';

type Ip = ipaddr.IPv4 | ipaddr.IPv6;

const GLOBAL_UNICAST_V6 = ipaddr.IPv6.parseCIDR('2000::/3');

/**
 * The one spelling of an IP address: dotted IPv4 (also for `::ffff:1.2.3.4`), short lower-case
 * IPv6. `undefined` for anything else, octal, hexadecimal and shortened IPv4 and zones included.
 */
export function normalizeAddress(text: string): string | undefined {
  return formatted(parse(text.trim()));
}

/**
 * What stands for whoever has an address: itself, or the /64 of an IPv6 address, since one
 * connection is given all addresses of such a network.
 */
export function networkAddress(address: string): string {
  const one = normalizeAddress(address);
  return one?.includes(':') ? (normalizeRange(`${one}/64`) ?? one) : (one ?? address);
}

/**
 * Whether the text is a range in CIDR notation, or one address (a range of itself).
 */
export function isRange(text: string): boolean {
  return parseRange(text) !== undefined;
}

/**
 * A range in its one spelling: `10.1.2.3/8` is `10.0.0.0/8`, and one address stands without its
 * bits; `undefined` for anything else.
 */
export function normalizeRange(text: string): string | undefined {
  const range = parseRange(text);
  if (!range) return undefined;
  const [ip, bits] = range;
  const bytes = ip.toByteArray().map((byte, index) => {
    const remaining = Math.min(Math.max(bits - index * 8, 0), 8);
    return byte & (0xff << (8 - remaining)) & 0xff;
  });
  const network = formatted(ipaddr.fromByteArray(bytes));
  return bits === bytes.length * 8 ? network : `${network}/${bits}`;
}

/** Whether the address lies in one of the ranges. Unreadable addresses and ranges never match. */
export function inRanges(address: string, ranges: readonly string[]): boolean {
  if (ranges.length === 0) return false;
  let matches = matchers.get(ranges);
  if (!matches) matchers.set(ranges, (matches = rangeMatcher(ranges)));
  return matches(address);
}

/** The ranges of a list that is asked for again and again, read once. */
const matchers = new WeakMap<readonly string[], (address: string) => boolean>();

/** Whether a range, or one address, lies wholly in another. */
export function isWithin(inner: string, outer: string): boolean {
  const [mine, own] = [parseRange(inner), parseRange(outer)];
  return (
    mine !== undefined &&
    own !== undefined &&
    mine[0].kind() === own[0].kind() &&
    mine[1] >= own[1] &&
    mine[0].match(own)
  );
}

/**
 * Tells whether an address lies in one of many ranges, at the same price for ten as for thousands:
 * it is looked up once for each length of prefix that occurs.
 */
export function rangeMatcher(ranges: readonly string[]): (address: string) => boolean {
  const byLength = new Map<number, Set<string>>();
  for (const text of ranges) {
    const range = parseRange(text);
    if (!range) continue;
    const [ip, bits] = range;
    const known = byLength.get(bits) ?? new Set<string>();
    byLength.set(bits, known.add(networkOf(ip, bits)));
  }
  return (address) => {
    const ip = byLength.size ? parse(address.trim()) : undefined;
    if (!ip) return false;
    for (const [bits, networks] of byLength) if (networks.has(networkOf(ip, bits))) return true;
    return false;
  };
}

/** The bytes of a network, as a text that no other network of this length has. */
const networkOf = (ip: Ip, bits: number): string =>
  ip
    .toByteArray()
    .map((byte, at) => byte & (0xff << (8 - Math.min(Math.max(bits - at * 8, 0), 8))) & 0xff)
    .join('.');

/**
 * Whether the address is on the public internet: the guard against calls into our own network.
 * Private, loopback, link-local (where cloud metadata lives), carrier, documentation, multicast and
 * reserved ranges are not, nor tunnels that could lead to one of these.
 */
export function isPublicAddress(address: string): boolean {
  const ip = parse(address.trim());
  if (!ip || ip.range() !== 'unicast') return false;
  return ip.kind() === 'ipv4' || ip.match(GLOBAL_UNICAST_V6);
}

/**
 * Who really asks: the connection's own address, or, as long as that is a trusted proxy, the
 * right-most address of `X-Forwarded-For` that is not one. What stands left of it was written by
 * the client and proves nothing.
 */
export function clientAddress(
  remote: string,
  xForwardedFor: string | undefined,
  trustedProxies: readonly string[],
): string {
  let address = normalizeAddress(remote) ?? remote;
  for (const hop of (xForwardedFor ?? '').split(',').reverse()) {
    if (!inRanges(address, trustedProxies)) break;
    const before = normalizeAddress(withoutPort(hop.trim()));
    if (!before) break;
    address = before;
  }
  return address;
}

function withoutPort(hop: string): string {
  const [, bracketed] = /^\[([^\]]+)\](?::\d+)?$/.exec(hop) ?? [];
  return bracketed ?? hop.replace(/^([\d.]+):\d+$/, '$1');
}

function parse(text: string): Ip | undefined {
  if (ipaddr.IPv4.isValidFourPartDecimal(text)) return ipaddr.IPv4.parse(text);
  if (!text.includes(':') || text.includes('%') || !ipaddr.IPv6.isValid(text)) return undefined;
  return ipaddr.process(text);
}

function parseRange(text: string): [Ip, number] | undefined {
  const [base = '', bits, more] = text.trim().split('/');
  const ip = parse(base);
  if (!ip || more !== undefined) return undefined;
  const width = ip.kind() === 'ipv4' ? 32 : 128;
  if (bits === undefined) return [ip, width];
  if (!/^\d{1,3}$/.test(bits)) return undefined;
  // A range written over mapped addresses counts its bits from the front of the IPv6 form.
  const length = width === 32 && base.includes(':') ? Number(bits) - 96 : Number(bits);
  return length >= 0 && length <= width ? [ip, length] : undefined;
}

function formatted(ip: Ip | undefined): string | undefined {
  if (!ip) return undefined;
  return ip.kind() === 'ipv4' ? ip.toString() : (ip as ipaddr.IPv6).toRFC5952String();
}
