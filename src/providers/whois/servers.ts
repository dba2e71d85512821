import { judge, type Verdict } from './judge.ts';

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
const noEntries = /^%? ?No entries found/im;
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

/** What an answer says of a name: free, taken, or not known. */
export const judgeWhois = (text: string, server: WhoisServer): Verdict => judge(text, server.free);
