import { readFileSync } from 'node:fs';
import { projectFile } from '#core/project.ts';
import { send } from '#providers/http.ts';

/** Top-level (or longer) suffix → the addresses of its RDAP server, each ending in a slash. */
export type Bootstrap = ReadonlyMap<string, readonly string[]>;

/** Where IANA publishes the list (RFC 9224). */
export const bootstrapUrl = 'https://data.iana.org/rdap/dns.json';

/** Reads a list in IANA's form, leaving out what is not https. Throws on any other form. */
export function parseBootstrap(text: string): Bootstrap {
  const list = JSON.parse(text) as { services?: unknown; additional?: unknown };
  if (!Array.isArray(list.services)) throw new Error('The RDAP bootstrap list has no services.');
  const servers = new Map<string, string[]>();
  const additional = Array.isArray(list.additional) ? list.additional : [];
  for (const service of [...additional, ...list.services] as unknown[]) {
    const [suffixes, addresses] = Array.isArray(service) ? (service as unknown[]) : [];
    const usable = texts(addresses).filter((address) => address.startsWith('https://'));
    if (usable.length === 0) continue;
    const slashed = usable.map((address) => (address.endsWith('/') ? address : `${address}/`));
    for (const suffix of texts(suffixes)) servers.set(suffix.toLowerCase(), slashed);
  }
  return servers;
}

function texts(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((one) => typeof one === 'string') : [];
}

/** The list that ships with the product. */
export function shippedBootstrap(): Bootstrap {
  return parseBootstrap(readFileSync(projectFile('src/providers/whois/rdap-dns.json'), 'utf8'));
}

/**
 * The list as IANA publishes it now, over the shipped one, which stays for what IANA lacks.
 * Throws `ProviderError` or `Error` when it cannot be had; the caller then keeps what it has.
 */
export async function fetchBootstrap(url = bootstrapUrl, timeoutMs = 15_000): Promise<Bootstrap> {
  const answer = await send({ url, timeoutMs, maxBytes: 4 << 20 });
  if (answer.status !== 200) throw new Error(`IANA answered HTTP ${answer.status}.`);
  return new Map([...shippedBootstrap(), ...parseBootstrap(answer.text)]);
}
