/** A WHOIS server on port 43 and how it spells that a name is free. */
export interface WhoisServer {
  host: string;
  port?: number;
  /** Matches the answer for a name that nobody has registered. */
  free?: RegExp;
  /** The query, with `%s` for the name, where it is not the name alone. */
  query?: string;
}

const statusFree = /^Status:\s*(free|available)\b/im;
const noEntries = /^%?\s*No entries found/im;
const notFound = /^(Domain )?not found\b/im;
const noMatch = /^No match\b/im;

/** The registries' servers, by suffix; what is missing is asked of IANA. */
export const whoisServers: Readonly<Record<string, WhoisServer>> = {
  com: { host: 'whois.verisign-grs.com', free: /^No match for /m, query: 'domain %s' },
  net: { host: 'whois.verisign-grs.com', free: /^No match for /m, query: 'domain %s' },
  org: { host: 'whois.publicinterestregistry.org', free: notFound },
  info: { host: 'whois.nic.info', free: notFound },
  biz: { host: 'whois.nic.biz' },
  us: { host: 'whois.nic.us' },
  co: { host: 'whois.registry.co' },
  io: { host: 'whois.nic.io', free: notFound },
  ai: { host: 'whois.nic.ai', free: notFound },
  me: { host: 'whois.nic.me', free: notFound },
  sh: { host: 'whois.nic.sh', free: notFound },
  app: { host: 'whois.nic.google', free: notFound },
  dev: { host: 'whois.nic.google', free: notFound },
  de: { host: 'whois.denic.de', free: statusFree, query: '-T dn,ace %s' },
  eu: { host: 'whois.eu', free: statusFree },
  be: { host: 'whois.dns.be', free: statusFree },
  it: { host: 'whois.nic.it', free: statusFree },
  lv: { host: 'whois.nic.lv', free: statusFree },
  lt: { host: 'whois.domreg.lt', free: statusFree },
  at: { host: 'whois.nic.at', free: /nothing found/i },
  uk: { host: 'whois.nic.uk', free: /No match for /i },
  nl: { host: 'whois.domain-registry.nl', free: /^\S+ is free$/im },
  fr: { host: 'whois.nic.fr', free: /^%+ NOT FOUND/m },
  se: { host: 'whois.iis.se', free: /^domain "\S+" not found/im },
  nu: { host: 'whois.iis.nu', free: /^domain "\S+" not found/im },
  dk: { host: 'whois.punktum.dk', free: noEntries },
  ru: { host: 'whois.tcinet.ru', free: noEntries },
  su: { host: 'whois.tcinet.ru', free: noEntries },
  ro: { host: 'whois.rotld.ro', free: noEntries },
  ee: { host: 'whois.tld.ee', free: notFound },
  ie: { host: 'whois.weare.ie', free: /^Not found:/im },
  gg: { host: 'whois.gg', free: /^NOT FOUND/m },
  cn: { host: 'whois.cnnic.cn', free: /^No matching record/im },
  jp: { host: 'whois.jprs.jp', free: /^No match!!/m, query: '%s/e' },
  hu: { host: 'whois.nic.hu', free: noMatch },
  to: { host: 'whois.tonic.to', free: noMatch },
};

const freePhrases = [
  'no match',
  '(domain )?not found',
  'no (data|entries|object) found',
  'nothing found',
  'no matching record',
  'the queried object does not exist',
];
const usualFree = new RegExp(`^[%#\\s]*(${freePhrases.join('|')})\\b`, 'im');
const usualTaken =
  /^[ \t]*(registrar|registrant|name ?servers?|nserver|creation date|created|holder|status)\s*:/im;
const namesTheDomain = /^[ \t]*(domain( name)?\s*:|\[domain name\])/im;
const limited = /(limit|quota|too many|exceeded|denied|blocked|try again later)/i;

/**
 * Reads an answer: free by the server's own words, taken by its data, otherwise not known.
 * Data outweigh the usual words for free, which also stand in remarks on a taken name.
 */
export function judgeWhois(
  text: string,
  server: WhoisServer,
): 'available' | 'unavailable' | 'unknown' {
  if (server.free?.test(text) || statusFree.test(text)) return 'available';
  if (usualTaken.test(text)) return 'unavailable';
  if (usualFree.test(text) && !limited.test(text)) return 'available';
  return namesTheDomain.test(text) ? 'unavailable' : 'unknown';
}
