import { ProviderError } from '#core/provider-error.ts';
import { sendPaced } from '#providers/throttle.ts';
import { pick, readJson, textOf, unreadable, messageOf } from '#providers/registrars/answers.ts';
import type { OrderReceipt } from '#providers/registrars/domain-data.ts';

/** How the HTTP API of LogicBoxes (ResellerClub and its relatives) is reached. */
export interface LogicBoxesAccount {
  /** Ends in `/api/`. */
  baseUrl: string;
  /** Where availability is asked; LogicBoxes has a host of its own for it. */
  checkUrl: string;
  userId: string;
  apiKey: string;
  /** The LogicBoxes customer that holds the orders. */
  customerId: string;
  /** `NoInvoice`, `PayInvoice`, `KeepInvoice` or `OnlyAdd`. */
  invoiceOption: string;
}

/** Parameters of one call; a list is sent as a repeated key. */
export type LogicBoxesParams = Record<string, string | readonly string[] | undefined>;

/** Asks without changing anything. `path` without its `.json`. */
export function ask(
  account: LogicBoxesAccount,
  path: string,
  params: LogicBoxesParams,
  timeoutMs: number,
): Promise<unknown> {
  const base = path.endsWith('available') ? account.checkUrl : account.baseUrl;
  const url = new URL(`${path}.json`, base);
  url.search = format(account, params).toString();
  return read(account, { url, timeoutMs, maxBytes: 4 << 20 });
}

/** Changes something; the answer is the map of the action. */
export function change(
  account: LogicBoxesAccount,
  path: string,
  params: LogicBoxesParams,
  timeoutMs: number,
): Promise<unknown> {
  const url = new URL(`${path}.json`, account.baseUrl);
  const body = format(account, params);
  return read(account, { url, method: 'POST', body, timeoutMs });
}

function format(account: LogicBoxesAccount, params: LogicBoxesParams): URLSearchParams {
  const form = new URLSearchParams({ 'auth-userid': account.userId, 'api-key': account.apiKey });
  for (const [name, value] of Object.entries(params))
    for (const one of [value ?? []].flat()) form.append(name, one);
  return form;
}

async function read(account: LogicBoxesAccount, request: Parameters<typeof sendPaced>[0]) {
  const { status, text } = await sendPaced(request);
  const { host } = new URL(request.url);
  if (status === 401 || status === 403)
    throw new ProviderError('REFUSED', `${host} refused our address or credentials.`);
  if (status === 404) throw new ProviderError('REFUSED', `${host} has no such operation.`);
  const value = decode(text, status, host);
  throwErrors(value, account.apiKey);
  if (status !== 200) throw unreadable(host, status);
  return value;
}

/** Some operations answer with a bare word or number, not with an object. */
function decode(text: string, status: number, host: string): unknown {
  if (/^\s*success[\w .]*$/i.test(text)) return text.trim();
  try {
    return readJson(text);
  } catch (error) {
    throw unreadable(host, status, error);
  }
}

/** Errors come in three forms, with HTTP 500 or 200; the words are in whichever key is there. */
function throwErrors(value: unknown, apiKey: string): void {
  const status = textOf(pick(value, 'status'))?.toLowerCase();
  if (status !== 'error' && status !== 'failed') return;
  const reported =
    pick(value, 'message') ?? pick(value, 'error') ?? pick(value, 'actionstatusdesc');
  const words = messageOf(reported, 'The registrar refused without a reason.', apiKey);
  // An action that failed after it was queued is tried again by the platform itself.
  const queued = status === 'failed' && textOf(pick(value, 'eaqid', 'entityid')) !== null;
  const vague = /unexpected error/i.test(words);
  throw new ProviderError(queued || vague ? 'UNKNOWN' : 'REFUSED', words);
}

/**
 * The receipt of an action map: only `Success` means that the registry has done it.
 * @throws ProviderError UNKNOWN for an answer that names neither an order nor how far it is
 */
export function receiptOf(value: unknown): OrderReceipt {
  const orderId = textOf(pick(value, 'entityid'));
  const status = pick(value, 'actionstatus');
  if (typeof value === 'object' && value !== null && !orderId && !status)
    throw new ProviderError('UNKNOWN', 'The registrar gave an answer without an order.');
  const words = textOf(pick(value, 'actionstatusdesc', 'actiontypedesc'));
  const amount = textOf(pick(value, 'sellingamount'));
  const currency = textOf(pick(value, 'sellingcurrencysymbol'));
  return {
    state: status === 'Success' ? 'done' : 'pending',
    ...(orderId && { orderId }),
    ...(words && { words }),
    // Charges are negative in the account's own view.
    ...(amount && currency && { price: { amount: amount.replace(/^-/, ''), currency } }),
  };
}
