import { createHash } from 'node:crypto';
import { ProviderError } from '#core/provider-error.ts';
import {
  before,
  messageOf,
  pick,
  readJson,
  textOf,
  unreadable,
} from '#providers/registrars/answers.ts';
import { sendPaced } from '#providers/throttle.ts';

/** How the REST API of Openprovider is reached. */
export interface OpenproviderAccount {
  /** Ends in `/v1beta/`. */
  baseUrl: string;
  username: string;
  password: string;
}

/** One call below the API's address. */
export interface OpenproviderCall {
  path: string;
  method?: 'GET' | 'POST' | 'PUT' | 'DELETE';
  query?: Record<string, string>;
  body?: object;
}

/** A token that the API does not take (any more): nothing was done. */
const BAD_TOKEN = '196';
/** "Calls limit has been reached" and "blocked because of excessive use": both for five minutes. */
const tooMany = new Set(['50', '4007']);
const PAUSE_MS = 300_000;

/** A token is good for 48 hours, and 30 may be had in a minute: one serves all calls of a day. */
const TOKEN_MS = 24 * 3_600_000;
const tokens = new Map<string, { token: Promise<string>; since: number }>();

const keyOf = (account: OpenproviderAccount): string =>
  createHash('sha256').update(JSON.stringify(account)).digest('hex');

/**
 * The `data` of an answer whose code is 0; any other code is a rejection in the registrar's words.
 * A token that has expired is replaced once, as the official client does.
 */
export async function callOpenprovider(
  account: OpenproviderAccount,
  call: OpenproviderCall,
  left: () => number,
): Promise<unknown> {
  for (const isLast of [false, true]) {
    const token = await before(tokenOf(account, left()));
    const answer = await exchange(account, call, token, left());
    if (answer.code === BAD_TOKEN) tokens.delete(keyOf(account));
    if (answer.code !== BAD_TOKEN || isLast) return judge(account, answer, token);
  }
  return undefined;
}

function tokenOf(account: OpenproviderAccount, timeoutMs: number): Promise<string> {
  const key = keyOf(account);
  const known = tokens.get(key);
  if (known && performance.now() - known.since < TOKEN_MS) return known.token;
  const token = logIn(account, timeoutMs);
  tokens.set(key, { token, since: performance.now() });
  token.catch(() => tokens.delete(key));
  return token;
}

async function logIn(account: OpenproviderAccount, timeoutMs: number): Promise<string> {
  const { username, password } = account;
  const body = { username, password, ip: '0.0.0.0' };
  const call = { path: 'auth/login', method: 'POST', body } as const;
  const data = judge(account, await exchange(account, call, undefined, timeoutMs));
  const token = textOf(pick(data, 'token'));
  if (!token) throw new ProviderError('NOT_SENT', 'The registrar gave no token.');
  return token;
}

interface Answer {
  code: string;
  body: unknown;
  host: string;
}

async function exchange(
  account: OpenproviderAccount,
  { path, method = 'GET', query = {}, body }: OpenproviderCall,
  token: string | undefined,
  timeoutMs: number,
): Promise<Answer> {
  const url = new URL(path, account.baseUrl);
  for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value);
  const { status, text } = await sendPaced({
    url,
    method,
    timeoutMs,
    maxBytes: 4 << 20,
    headers: {
      accept: 'application/json',
      ...(token && { authorization: `Bearer ${token}` }),
      ...(body && { 'content-type': 'application/json' }),
    },
    ...(body && { body: JSON.stringify(body) }),
  });
  try {
    const answer = readJson(text);
    const code = textOf(pick(answer, 'code'));
    if (code !== null) return { code, body: answer, host: url.host };
  } catch (error) {
    if (status === 401 || status === 403)
      throw new ProviderError('REFUSED', `${url.host} refused our credentials.`);
    throw unreadable(url.host, status, error);
  }
  throw unreadable(url.host, status);
}

/** "Successfully executed commands will result in a return code 0", whatever the HTTP status is. */
function judge(account: OpenproviderAccount, { code, body, host }: Answer, token = ''): unknown {
  if (code === '0') return pick(body, 'data') ?? {};
  const told = [textOf(pick(body, 'desc')), textOf(pick(body, 'data'))].filter(Boolean).join(': ');
  const words = messageOf(told, `${host} refused (${code}).`, account.password, token);
  if (tooMany.has(code)) throw new ProviderError('NOT_SENT', words, { retryAfterMs: PAUSE_MS });
  if (pick(body, 'maintenance') === true) throw new ProviderError('NOT_SENT', words);
  throw new ProviderError('REFUSED', words);
}
