import { ProviderError } from '#core/provider-error.ts';
import { listOf, messageOf, pick, unreadable } from '#providers/registrars/answers.ts';
import { readXml, textIn } from '#providers/registrars/xml.ts';
import { type Pace, paceOf, sendPaced } from '#providers/throttle.ts';

/** How the API of Namecheap is reached. */
export interface NamecheapAccount {
  baseUrl: string;
  apiUser: string;
  apiKey: string;
  /** On whose behalf commands run; the API user where it is left out. */
  username?: string | undefined;
  /** The IPv4 address of this server, as it stands on the account's list. */
  clientIp: string;
  /** ISO 4217; the API names none with the prices of a check. */
  currency: string;
}

/** Parameters of one command, in the document's spelling. */
export type NamecheapParams = Record<string, string | undefined>;

/** An error with its number; the words may change. */
export class NamecheapError extends ProviderError {
  readonly number: string;

  constructor(outcome: 'REFUSED' | 'UNKNOWN', message: string, number: string) {
    super(outcome, message);
    this.number = number;
  }
}

/** Domain not found, not associated with the account (or with the registry's), invalid. */
const absent = new Set(['2019166', '2016166', '3016166', '2030166']);

/** Whether a call failed since the account has no such domain. */
export const isAbsent = (error: unknown): boolean =>
  error instanceof NamecheapError && absent.has(error.number);

/**
 * Faults inside Namecheap and unknown answers of its upstream, and errors that come after the order
 * (years not updated, funds not returned): what happened is not known.
 */
const UNKNOWN = /^(5|\d\d?50|4022337|4023166|402416[67])/;

/** What names an account, whichever connection it is used by. */
export const accountKey = ({ baseUrl, apiUser, apiKey }: NamecheapAccount): string =>
  JSON.stringify([baseUrl, apiUser, apiKey]);

/** "20 requests a minute", says the official client; each account has its own count. */
const paces = new Map<string, Pace>();

function paceFor(account: NamecheapAccount): Pace {
  const key = accountKey(account);
  const pace = paces.get(key) ?? paceOf(20, 20 / 60);
  paces.set(key, pace);
  return pace;
}

/** The result element of a command that succeeded (`Status="OK"`). */
export async function callNamecheap(
  account: NamecheapAccount,
  command: string,
  params: NamecheapParams,
  left: () => number,
): Promise<unknown> {
  await paceFor(account)(left());
  const url = new URL('xml.response', account.baseUrl);
  const body = new URLSearchParams({
    ApiUser: account.apiUser,
    ApiKey: account.apiKey,
    UserName: account.username || account.apiUser,
    ClientIp: account.clientIp,
    Command: `namecheap.${command}`,
  });
  for (const [name, value] of Object.entries(params))
    if (value !== undefined) body.set(name, value);
  const request = { url, method: 'POST', body, timeoutMs: left(), maxBytes: 4 << 20 } as const;
  const { status, text } = await sendPaced(request);
  // How Namecheap says that there were too many, by its official client.
  if (status === 405)
    throw new ProviderError('NOT_SENT', `${url.host} asks to wait.`, { retryAfterMs: 0 });
  let response: unknown;
  try {
    response = pick(readXml(text), 'ApiResponse');
  } catch (error) {
    throw unreadable(url.host, status, error);
  }
  return judge(account, response, url.host, status);
}

function judge(account: NamecheapAccount, response: unknown, host: string, status: number) {
  const reported = textIn(pick(response, '@Status'))?.toUpperCase();
  if (reported === 'OK') return pick(response, 'CommandResponse');
  const [error] = listOf(pick(pick(response, 'Errors'), 'Error'));
  const number = textIn(pick(error, '@Number'));
  if (reported !== 'ERROR' || !number) throw unreadable(host, status);
  const words = messageOf(textIn(error), `${host} refused (${number}).`, account.apiKey);
  throw new NamecheapError(UNKNOWN.test(number) ? 'UNKNOWN' : 'REFUSED', words, number);
}

/** A name as the commands for its DNS take it. */
export function parted(domain: string): { SLD: string; TLD: string } {
  const dot = domain.indexOf('.');
  return { SLD: domain.slice(0, dot), TLD: domain.slice(dot + 1) };
}

/** Demands the attribute by which a command says that it was carried out. */
export function ensureDone(result: unknown, attribute: string): void {
  if (textIn(pick(result, `@${attribute}`))?.toLowerCase() === 'true') return;
  throw new ProviderError('UNKNOWN', 'The registrar did not confirm the change.');
}
