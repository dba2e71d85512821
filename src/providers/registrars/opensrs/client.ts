import { createHash } from 'node:crypto';
import { ProviderError } from '#core/provider-error.ts';
import { messageOf, pick, textOf, unreadable } from '#providers/registrars/answers.ts';
import type { ChangeReceipt } from '#providers/registrars/domain-data.ts';
import { sendPaced } from '#providers/throttle.ts';
import { type OpsValue, readOps, writeOps } from './ops.ts';

/** How the API of OpenSRS is reached. */
export interface OpenSrsAccount {
  baseUrl: string;
  username: string;
  /** Signs each message and is never sent. */
  apiKey: string;
  /** ISO 4217; the API names none with its amounts. */
  currency: string;
}

/** One command of XCP, the protocol within the envelope. */
export interface OpenSrsCommand {
  action: string;
  object?: string;
  /** In place of a registrant's login: the domain that the command is about. */
  domain?: string;
  attributes: { readonly [key: string]: OpsValue | undefined };
}

/** An answer whose `is_success` is 1. */
export interface OpenSrsAnswer {
  code: string;
  attributes: unknown;
  receipt: ChangeReceipt;
}

/** Taken by a registry that answers later, or waiting for the contact's consent (`codes`). */
const pendingCodes = new Set(['250', '300']);
/** Turned away before anything was done: too many connections, or another request is under way. */
const unsentCodes = new Set(['310', '350', '437']);
/**
 * Codes that say no; the others are faults on the way to the registry, and their end unknown. So is
 * 486, "entity already exists in a processing state": an order for the name is under way, ours maybe.
 */
const rejections = new Set(
  '401 410 415 420 430 435 440 445 447 460 465 470 480 485 487 541 552 555 557 599 701'.split(' '),
);

const md5 = (text: string): string => createHash('md5').update(text, 'utf8').digest('hex');

/** Sends one command, signed as the quick start has it: twice MD5, with the key at the end. */
export async function callOpenSrs(
  account: OpenSrsAccount,
  { action, object = 'DOMAIN', domain, attributes }: OpenSrsCommand,
  timeoutMs: number,
): Promise<OpenSrsAnswer> {
  const { username, apiKey } = account;
  const body = writeOps({ protocol: 'XCP', action, object, domain, attributes });
  const url = new URL(account.baseUrl);
  const { status, text } = await sendPaced({
    url,
    method: 'POST',
    timeoutMs,
    maxBytes: 4 << 20,
    headers: {
      'content-type': 'text/xml',
      'x-username': username,
      'x-signature': md5(md5(body + apiKey) + apiKey),
    },
    body,
  });
  if (status === 401 || status === 403)
    throw new ProviderError('REFUSED', `${url.host} refused our address or credentials.`);
  let message: unknown;
  try {
    message = readOps(text);
  } catch (error) {
    throw unreadable(url.host, status, error);
  }
  return judge(account, message, url.host, status);
}

function judge(
  account: OpenSrsAccount,
  message: unknown,
  host: string,
  status: number,
): OpenSrsAnswer {
  const code = textOf(pick(message, 'response_code'));
  const isSuccess = textOf(pick(message, 'is_success'));
  if (code === null || isSuccess === null) throw unreadable(host, status);
  const attributes = pick(message, 'attributes');
  const detail = textOf(pick(attributes, 'error'));
  const told = [textOf(pick(message, 'response_text')), detail].filter(Boolean).join(': ');
  const words = messageOf(told, `${host} refused (${code}).`, account.apiKey);
  if (isSuccess === '1') {
    const isPending = pendingCodes.has(code);
    return {
      code,
      attributes,
      receipt: isPending ? { state: 'pending', words } : { state: 'done' },
    };
  }
  if (unsentCodes.has(code)) throw new ProviderError('NOT_SENT', words, { retryAfterMs: 0 });
  if (rejections.has(code)) throw new ProviderError('REFUSED', words);
  // "Exceeded max command rate. Request deferred": it may be carried out later.
  throw new ProviderError('UNKNOWN', words, code === '300' ? { retryAfterMs: 0 } : {});
}
