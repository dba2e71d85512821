import { createHash } from 'node:crypto';
import { ProviderError } from '#core/provider-error.ts';
import { sendPaced } from '#providers/throttle.ts';
import { pick, readJson, textOf, unreadable, messageOf } from '#providers/registrars/answers.ts';
import type { ChangeReceipt } from '#providers/registrars/domain-data.ts';

/** How API 4 of OnlineNIC is reached. */
export interface OnlineNicAccount {
  /** Ends in `/api4/`. */
  baseUrl: string;
  /** The reseller's number. */
  user: string;
  /** Never sent; it goes into the token of each request. */
  password: string;
  apiKey: string;
}

/** Parameters of one command. */
export type OnlineNicParams = Record<string, string | undefined>;

/** Faults between the registrar and the registry: how far the command got is not known. */
const unknownCodes = new Set(['1008', '1024', '1034']);
/** The registrar turned the command away before doing anything. */
const unsentCodes = new Set(['1074']);
/** Taken, and waiting for somebody's consent or turn. */
const pendingCodes = new Set(['2000', '2001', '2002']);

/** What a command answered; every answer comes with HTTP 200 and tells its outcome in `code`. */
export interface Answer {
  data: unknown;
  receipt: ChangeReceipt;
}

/** Sends one command of the domain interface. */
export async function sendCommand(
  account: OnlineNicAccount,
  name: string,
  params: OnlineNicParams,
  timeoutMs: number,
): Promise<Answer> {
  const url = new URL('domain/index.php', account.baseUrl);
  url.searchParams.set('command', name);
  const body = new URLSearchParams(signature(account, name));
  for (const [key, value] of Object.entries(params)) if (value) body.set(key, value);
  const { status, text } = await sendPaced({ url, method: 'POST', body, timeoutMs });
  if (status === 401 || status === 403)
    throw new ProviderError('REFUSED', `${url.host} refused our address or credentials.`);
  if (status === 429) throw new ProviderError('NOT_SENT', `${url.host} asks to wait.`);
  if (status !== 200) throw unreadable(url.host, status);
  return judge(account, decode(text, url.host), url.host);
}

/** The token is valid for ten minutes of real time, so no other clock will do here. */
function signature({ user, password, apiKey }: OnlineNicAccount, name: string) {
  const timestamp = String(Math.floor(Date.now() / 1000));
  const token = md5(user + md5(password) + timestamp + name);
  return { user, timestamp, apikey: apiKey, token };
}

function md5(text: string): string {
  return createHash('md5').update(text, 'utf8').digest('hex');
}

function decode(text: string, host: string): unknown {
  try {
    return readJson(text);
  } catch (error) {
    throw unreadable(host, 200, error);
  }
}

function judge(account: OnlineNicAccount, answer: unknown, host: string): Answer {
  const code = textOf(pick(answer, 'code'));
  if (code === null) throw unreadable(host, 200);
  const secrets = [account.apiKey, account.password];
  const words = messageOf(pick(answer, 'msg', 'message'), `${host} refused (${code}).`, ...secrets);
  const data = pick(answer, 'data');
  if (code === '1000') return { data, receipt: { state: 'done' } };
  if (pendingCodes.has(code)) return { data, receipt: { state: 'pending', words } };
  if (unsentCodes.has(code)) throw new ProviderError('NOT_SENT', words);
  throw new ProviderError(unknownCodes.has(code) ? 'UNKNOWN' : 'REFUSED', words);
}

/** The extension the host and contact commands want: everything after the first dot. */
export function extension(domain: string): string {
  return domain.slice(domain.indexOf('.') + 1);
}

/** `dns1` … `dns6`. */
export function dnsParams(nameservers: readonly string[]): OnlineNicParams {
  if (nameservers.length > 6)
    throw new ProviderError('REFUSED', 'It takes 6 name servers at most.');
  return Object.fromEntries(nameservers.map((name, index) => [`dns${index + 1}`, name]));
}
