import { ProviderError } from '#core/provider-error.ts';
import { type Pace, paceOf, sendPaced } from '#providers/throttle.ts';
import {
  dateOf,
  listOf,
  pick,
  readJson,
  textOf,
  unreadable,
  messageOf,
} from '#providers/registrars/answers.ts';
import type { OrderReceipt } from '#providers/registrars/domain-data.ts';
import { registryOutcome } from '#providers/registrars/registry-codes.ts';

/** How the reseller API v2.25 of Cosmotown is reached. */
export interface CosmotownAccount {
  /** Ends in `/v2.25/`. */
  baseUrl: string;
  apiKey: string;
  /** ISO 4217; the API names no currency with its amounts. */
  currency: string;
}

const paces = new Map<string, Pace>();

/** At most 600 requests in ten minutes (README of the API): 20 after a rest, then one every 1.05 s. */
function paceFor({ baseUrl, apiKey }: CosmotownAccount): Pace {
  const account = `${baseUrl} ${apiKey}`;
  const pace = paces.get(account) ?? paceOf(20, 580 / 600);
  paces.set(account, pace);
  return pace;
}

/**
 * One call; a body makes it a POST. Answers with the body of a successful call and refuses in the
 * registrar's words, as the status codes of the document say.
 */
export async function callCosmotown(
  account: CosmotownAccount,
  path: string,
  timeoutMs: number,
  body?: Record<string, unknown>,
): Promise<unknown> {
  const url = new URL(path, account.baseUrl);
  const began = performance.now();
  await paceFor(account)(timeoutMs);
  const { status, text } = await sendPaced({
    url,
    timeoutMs: Math.ceil(timeoutMs - (performance.now() - began)),
    headers: {
      'x-api-key': account.apiKey,
      ...(body && { 'content-type': 'application/json' }),
    },
    ...(body && { method: 'POST', body: JSON.stringify(body) }),
  });
  const answer = decode(text);
  // An error is known by its status, whatever its body; below 400 the body has to be understood.
  if (status >= 400 && status < 500 && status !== 408)
    throw rejection(account, answer, url.host, status);
  if (status !== 200 && status !== 202) throw failure(account, answer, url.host, status);
  if (answer === undefined) throw unreadable(url.host, status);
  if (pick(answer, 'success') === false) throw rejection(account, answer, url.host, status);
  return answer;
}

function decode(text: string): unknown {
  try {
    return readJson(text);
  } catch {
    return undefined;
  }
}

function rejection(account: CosmotownAccount, answer: unknown, host: string, status: number) {
  const error = pick(answer, 'error');
  const result = pick(answer, 'result');
  const reported =
    textOf(error) ??
    textOf(pick(error, 'message', 'details')) ??
    textOf(pick(result, 'description', 'message')) ??
    textOf(pick(answer, 'message'));
  // "Invalid payload" says in `details` what of it is.
  const details = listOf(pick(answer, 'details')).flatMap(
    (detail) => textOf(pick(detail, 'message')) ?? [],
  );
  const told = [reported, ...details].filter(Boolean).join(': ');
  const words = messageOf(told, `${host} refused (HTTP ${status}).`, account.apiKey);
  return new ProviderError('REFUSED', words);
}

/** A server error says nothing of how far the call got. */
function failure(account: CosmotownAccount, answer: unknown, host: string, status: number) {
  const reported = textOf(pick(answer, 'error', 'message'));
  const words = messageOf(reported, `${host} failed (HTTP ${status}).`, account.apiKey);
  return new ProviderError('UNKNOWN', words);
}

/** The receipt of an order: synchronous ones carry a result for each item, others a job number. */
export function receiptOf(account: CosmotownAccount, answer: unknown): OrderReceipt {
  const job = textOf(pick(answer, 'jobId'));
  if (job) return { state: 'pending', words: `Job ${job}` };
  const item = listOf(pick(answer, 'result'))[0];
  const result = pick(item, 'result');
  const code = textOf(pick(result, 'code'));
  const words = messageOf(pick(result, 'description', 'message'), '', account.apiKey);
  if (pick(item, 'success') === false)
    throw new ProviderError('REFUSED', words || `The registry refused (${code}).`);
  if (pick(item, 'success') !== true) throw unreadable(new URL(account.baseUrl).host, 200);
  const { state } = registryOutcome(code, words);
  const order = pick(item, 'data');
  const payment = textOf(pick(order, 'payment_status'))?.toLowerCase();
  const orderId = textOf(pick(order, 'reseller_order_id'));
  const expiresOn = dateOf(pick(order, 'domain_expires'));
  const amount = textOf(pick(order, 'total_price', 'price'));
  return {
    // Ready is what is processed and paid for (WORKFLOW_GUIDE.md).
    state: payment === undefined || payment === 'completed' ? state : 'pending',
    ...(orderId && { orderId }),
    ...(expiresOn && { expiresOn }),
    ...(amount && { price: { amount, currency: account.currency } }),
    ...(words && { words }),
  };
}
