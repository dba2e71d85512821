import { ProviderError } from '#core/provider-error.ts';
import { sendPaced } from '#providers/throttle.ts';
import {
  before,
  pick,
  readJson,
  textOf,
  unreadable,
  messageOf,
} from '#providers/registrars/answers.ts';
import type { ChangeReceipt } from '#providers/registrars/domain-data.ts';
import { registryOutcome } from '#providers/registrars/registry-codes.ts';

/** How the API of ConnectReseller is reached. */
export interface ConnectResellerAccount {
  /** Ends in `/ESHOP/`. */
  baseUrl: string;
  apiKey: string;
  /** The reseller's own number, needed to ask for the balance. */
  resellerId: string;
  /** ISO 4217; the API names no currency with its amounts. */
  currency: string;
}

/** Parameters of one call, in the document's spelling. */
export type ConnectResellerParams = Record<string, string | undefined>;

/**
 * One call; the API knows only GET, for changes too. Answers with the whole body when its
 * `responseMsg.statusCode` is 200 and refuses in the registrar's words otherwise.
 */
export async function callConnectReseller(
  account: ConnectResellerAccount,
  operation: string,
  params: ConnectResellerParams,
  timeoutMs: number,
): Promise<unknown> {
  const body = await raw(account, operation, params, timeoutMs);
  const code = textOf(pick(pick(body, 'responseMsg') ?? body, 'statusCode'));
  if (code === '200') return body;
  const host = new URL(account.baseUrl).host;
  if (code === null) throw unreadable(host, 200);
  const reported =
    pick(pick(body, 'responseMsg'), 'message') ?? pick(body, 'responseText', 'message');
  throw new ProviderError(
    'REFUSED',
    messageOf(reported, `${host} refused (${code}).`, account.apiKey),
  );
}

/** One call whose body the caller judges; a bare word is given as text. */
export async function raw(
  account: ConnectResellerAccount,
  operation: string,
  params: ConnectResellerParams,
  timeoutMs: number,
): Promise<unknown> {
  const url = new URL(operation, account.baseUrl);
  url.searchParams.set('APIKey', account.apiKey);
  for (const [name, value] of Object.entries(params))
    if (value !== undefined) url.searchParams.set(name, value);
  const { status, text } = await sendPaced({ url, timeoutMs, maxBytes: 2 << 20 });
  if (status === 401 || status === 403)
    throw new ProviderError('REFUSED', `${url.host} refused our credentials.`);
  if (status === 404) throw new ProviderError('REFUSED', `${url.host} has no such operation.`);
  if (status !== 200) throw unreadable(url.host, status);
  if (/^[^\s<{["]\S{0,63}$/.test(text.trim())) return text.trim();
  try {
    return readJson(text);
  } catch (error) {
    throw unreadable(url.host, status, error);
  }
}

/**
 * Inside a good answer stands the platform's own outcome (`responseMsg.statusCode` or `statusCode`:
 * 200 done, 4xx or 5xx refused) or the registry's (`msgCode`, RFC 5730).
 */
export function receiptOf(body: unknown, apiKey: string): ChangeReceipt {
  const data = pick(body, 'responseData');
  const inner = pick(data, 'responseMsg') ?? data;
  const words = wordsIn(body, inner, apiKey);
  const registry = textOf(pick(inner, 'msgCode'));
  if (registry !== null) return registryOutcome(registry, words);
  const code = textOf(pick(inner, 'statusCode'));
  // Some answers hold the registry's code where others hold the platform's.
  if (code === null || code === '200') return { state: 'done', ...(words && { words }) };
  if (/^[45]\d\d$/.test(code))
    throw new ProviderError('REFUSED', words || `The registrar refused (${code}).`);
  return registryOutcome(code, words);
}

/** The outcome of a renewal (A.11): `responseData.statusCode` is the registry's code, never 200. */
export function renewalReceipt(body: unknown, apiKey: string): ChangeReceipt {
  const data = pick(body, 'responseData');
  return registryOutcome(textOf(pick(data, 'statusCode')), wordsIn(body, data, apiKey));
}

function wordsIn(body: unknown, inner: unknown, apiKey: string): string {
  const reported = pick(inner, 'message', 'msg') ?? pick(pick(body, 'responseMsg'), 'message');
  return messageOf(reported, '', apiKey);
}

/** The domain as the registrar has it; refused when the account does not hold it. */
export async function view(
  account: ConnectResellerAccount,
  domain: string,
  timeoutMs: number,
): Promise<unknown> {
  const body = await callConnectReseller(account, 'ViewDomain', { websiteName: domain }, timeoutMs);
  const data = pick(body, 'responseData');
  if (textOf(pick(data, 'domainNameId')) === null)
    throw new ProviderError('REFUSED', `${domain} was not found.`);
  return data;
}

/** A number of the domain that a change needs, asked for before the change is sent. */
export async function numbersOf(
  account: ConnectResellerAccount,
  domain: string,
  timeoutMs: number,
): Promise<{ domainNameId: string; websiteId: string | undefined; data: unknown }> {
  const data = await before(view(account, domain, timeoutMs));
  return {
    domainNameId: textOf(pick(data, 'domainNameId')) ?? '',
    websiteId: textOf(pick(data, 'websiteId')) ?? undefined,
    data,
  };
}
