import { ProviderError } from '#core/provider-error.ts';
import { shippedBootstrap, type Bootstrap } from './bootstrap.ts';
import { bySuffix, type DirectoryAnswer } from './directory.ts';
import { queryPort43 } from './port43.ts';
import { queryRdap, type DirectoryOptions } from './rdap.ts';
import { judgeWhois, whoisServers, type WhoisServer } from './servers.ts';

/** Which directories are asked, and how. */
export interface LookupOptions extends DirectoryOptions {
  /** Default: the list that ships with the product. */
  bootstrap?: Bootstrap;
  /** Default: the table that ships with the product. */
  servers?: Readonly<Record<string, WhoisServer>>;
  /** Who knows the server of a suffix that the table lacks. Default IANA. */
  root?: WhoisServer;
  /** Port of the servers that others refer to. Default 43. */
  referralPort?: number;
  /** Follow a registry's pointer to the registrar's server, for the fuller text. Default no. */
  followReferral?: boolean;
}

const iana: WhoisServer = { host: 'whois.iana.org' };
let shipped: Bootstrap | undefined;

/**
 * Finds out whether a name is registered: by RDAP, and by WHOIS where RDAP does not know.
 * `name` is ASCII; anything that is not a domain name is refused with `NOT_SENT`. A directory that
 * fails makes the answer `unknown` with the reason in `text`; it never throws for that.
 */
export async function lookup(name: string, options: LookupOptions = {}): Promise<DirectoryAnswer> {
  const domain = name.toLowerCase();
  if (
    domain.length > 253 ||
    !/^([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z0-9-]{2,63}$/.test(domain)
  )
    throw new ProviderError('NOT_SENT', 'This is not a domain name.');
  const bootstrap = options.bootstrap ?? (shipped ??= shippedBootstrap());
  const base = bySuffix(domain, (suffix) => bootstrap.get(suffix))?.[0];
  const byRdap = base ? await settle('rdap', queryRdap(base, domain, options)) : undefined;
  if (byRdap && byRdap.status !== 'unknown') return byRdap;
  const byWhois = await settle('whois', whois(domain, options));
  return byWhois.status === 'unknown' && byRdap ? byRdap : byWhois;
}

function settle(
  source: DirectoryAnswer['source'],
  answer: Promise<DirectoryAnswer>,
): Promise<DirectoryAnswer> {
  return answer.catch((error: unknown) => {
    if (!(error instanceof ProviderError)) throw error;
    return { status: 'unknown', source, text: error.message };
  });
}

async function whois(domain: string, options: LookupOptions): Promise<DirectoryAnswer> {
  const server = await serverOf(domain, options);
  if (!server) return { status: 'unknown', source: 'whois', text: 'No directory knows this TLD.' };
  const text = await ask(server, domain, options);
  const status = judgeWhois(text, server);
  if (status !== 'unavailable' || !options.followReferral) return { status, source: 'whois', text };
  const fuller = await referral(text, server, domain, options);
  return { status, source: 'whois', text: fuller ?? text };
}

function ask(
  server: WhoisServer & { referred?: true },
  domain: string,
  options: LookupOptions,
): Promise<string> {
  const query = (server.query ?? '%s').replace('%s', domain);
  const { port = 43, referred } = server;
  const { timeoutMs, allowPrivate } = options;
  return queryPort43(server.host, query, {
    port,
    ...(timeoutMs && { timeoutMs }),
    allowPrivate: allowPrivate === 'all' || (allowPrivate === 'tables' && !referred),
  });
}

async function serverOf(domain: string, options: LookupOptions): Promise<WhoisServer | undefined> {
  const table = options.servers ?? whoisServers;
  const known = bySuffix(domain, (suffix) =>
    Object.hasOwn(table, suffix) ? table[suffix] : undefined,
  );
  if (known) return known;
  const text = await ask(options.root ?? iana, domain.split('.').at(-1) ?? '', options);
  return named(/^(?:refer|whois):[ \t]*(\S+)$/im.exec(text)?.[1], options);
}

/**
 * The registrar's own answer, where the registry points to one. The pointer comes from outside:
 * only a host name on the usual port is taken, and only a public address is connected to.
 */
async function referral(
  text: string,
  from: WhoisServer,
  domain: string,
  options: LookupOptions,
): Promise<string | undefined> {
  const next = named(/^[ \t]*Registrar WHOIS Server:[ \t]*(\S+)$/im.exec(text)?.[1], options);
  if (!next || next.host === from.host) return undefined;
  const answer = await settle('whois', ask(next, domain, options).then(asText));
  return answer.status === 'unknown' ? undefined : answer.text || undefined;
}

function asText(text: string): DirectoryAnswer {
  return { status: 'unavailable', source: 'whois', text };
}

function named(
  host: string | undefined,
  { referralPort = 43 }: LookupOptions,
): (WhoisServer & { referred: true }) | undefined {
  const bare = host?.toLowerCase().replace(/\.$/, '') ?? '';
  return /^([a-z0-9-]+\.)+[a-z0-9-]+$/.test(bare)
    ? { host: bare, port: referralPort, referred: true }
    : undefined;
}
