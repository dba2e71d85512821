import { sendDirect } from '#providers/direct.ts';
import { cleanText, type DirectoryAnswer } from './directory.ts';
import { publicLookup, requirePublicHost } from './guard.ts';

/** How a directory is asked. */
export interface DirectoryOptions {
  /** For one server; default 8 seconds. */
  timeoutMs?: number;
  /**
   * Only for tests: servers from our own tables may be on private addresses and speak plain http;
   * with `all` also those that other servers refer to.
   */
  allowPrivate?: 'tables' | 'all';
}

const REDIRECTS = 2;

/**
 * Asks one RDAP server (RFC 9082, 9083) for a domain. 404 means that nobody has registered it,
 * 200 with a domain object that somebody has; anything else is `unknown`. Throws `ProviderError`
 * when the server cannot be asked.
 */
export async function queryRdap(
  base: string,
  name: string,
  options: DirectoryOptions = {},
): Promise<DirectoryAnswer> {
  let url = new URL(`domain/${name}`, base);
  for (let hop = 0; hop <= REDIRECTS; hop += 1) {
    const trusted = options.allowPrivate === 'all' || (options.allowPrivate && hop === 0);
    if (!trusted && !mayQuery(url))
      return unknown('The server refers to an address we do not ask.');
    const answer = await sendDirect({
      url,
      headers: { accept: 'application/rdap+json, application/json' },
      timeoutMs: options.timeoutMs ?? 8000,
      ...(!trusted && { lookup: publicLookup }),
    });
    const location = answer.headers.get('location');
    const moved = [301, 302, 303, 307, 308].includes(answer.status);
    if (!moved || !location || !URL.canParse(location, url)) return judge(answer, name);
    url = new URL(location, url);
  }
  return unknown('The server refers on and on.');
}

function mayQuery(url: URL): boolean {
  requirePublicHost(url.hostname);
  return url.protocol === 'https:';
}

function judge(
  { status, headers, text }: Awaited<ReturnType<typeof sendDirect>>,
  name: string,
): DirectoryAnswer {
  // A web page says that we are at the wrong transport, not that the name is free.
  const page = /text\/html/i.test(headers.get('content-type') ?? '') || /^\s*</.test(text);
  if (status === 404 && !page) return { status: 'available', source: 'rdap' };
  if (status !== 200 || page) return unknown(`The server answered HTTP ${status}.`);
  try {
    const object = JSON.parse(text) as Record<string, unknown>;
    if (object?.['objectClassName'] !== 'domain') return unknown('The answer is not of a domain.');
    return { status: 'unavailable', source: 'rdap', text: describe(object, name) };
  } catch {
    return unknown('The answer cannot be read.');
  }
}

function unknown(text: string): DirectoryAnswer {
  return { status: 'unknown', source: 'rdap', text };
}

/** The object as lines like those of WHOIS, which is what people expect to see. */
function describe(object: Record<string, unknown>, name: string): string {
  const lines = [`Domain Name: ${param(object['ldhName']) || name}`];
  for (const entity of objects(object['entities']))
    if (Array.isArray(entity['roles']) && entity['roles'].includes('registrar'))
      lines.push(`Registrar: ${fullName(entity)}`);
  for (const event of objects(object['events']))
    lines.push(`${param(event['eventAction'])}: ${param(event['eventDate'])}`);
  for (const status of Array.isArray(object['status']) ? object['status'] : [])
    lines.push(`Status: ${param(status)}`);
  for (const server of objects(object['nameservers']))
    lines.push(`Name Server: ${param(server['ldhName'])}`);
  return cleanText(lines.slice(0, 200).join('\n'), 8192);
}

function fullName(entity: Record<string, unknown>): string {
  const card = Array.isArray(entity['vcardArray']) ? entity['vcardArray'][1] : [];
  const entry = (Array.isArray(card) ? card : []).find(
    (one: unknown) => Array.isArray(one) && one[0] === 'fn',
  ) as unknown[] | undefined;
  return param(entry?.[3]) || param(entity['handle']);
}

function objects(value: unknown): Record<string, unknown>[] {
  const list = Array.isArray(value) ? (value as unknown[]) : [];
  return list.filter((one) => typeof one === 'object' && one !== null) as Record<string, unknown>[];
}

function param(value: unknown): string {
  return typeof value === 'string' ? value.replaceAll('\n', ' ') : '';
}
