import pLimit, { type LimitFunction } from 'p-limit';
import { ProviderError } from '#core/provider-error.ts';

/** One request to an outside system. */
export interface ProviderRequest {
  url: string | URL;
  method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  headers?: Record<string, string>;
  body?: string | URLSearchParams | Uint8Array<ArrayBuffer>;
  /** Milliseconds until the call is given up; its outcome is then `UNKNOWN`. Default 15 seconds. */
  timeoutMs?: number;
  /** The longest answer that is read, in bytes. Default 1 MiB. */
  maxBytes?: number;
}

/** An answer, whatever its status: the caller knows what the protocol means by it. */
export interface ProviderResponse {
  status: number;
  headers: Headers;
  text: string;
}

const CALLS_AT_ONCE_PER_HOST = 4;
const queues = new Map<string, LimitFunction>();

/** Sends one request; at most four at once per host, so that a slow host delays only itself. */
export function send(request: ProviderRequest): Promise<ProviderResponse> {
  const { host } = new URL(request.url);
  const queue = queues.get(host) ?? pLimit(CALLS_AT_ONCE_PER_HOST);
  queues.set(host, queue);
  return queue(() => exchange(request));
}

async function exchange(request: ProviderRequest): Promise<ProviderResponse> {
  const { url, method = 'GET', headers, body, timeoutMs = 15_000, maxBytes = 1 << 20 } = request;
  const signal = AbortSignal.timeout(timeoutMs);
  try {
    const init = {
      method,
      signal,
      redirect: 'manual',
      ...(headers && { headers }),
      ...(body && { body }),
    };
    const response = await fetch(url, init as RequestInit);
    return {
      status: response.status,
      headers: response.headers,
      text: await read(response, maxBytes),
    };
  } catch (error) {
    throw failure(error, new URL(url).host);
  }
}

async function read(response: Response, maxBytes: number): Promise<string> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of (response.body ?? []) as AsyncIterable<Uint8Array>) {
    size += chunk.length;
    if (size > maxBytes)
      throw new ProviderError('UNKNOWN', `The answer is longer than ${maxBytes} bytes.`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

/** Refused and unresolved connections never carried the request; anything later may have. */
const NEVER_SENT = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
]);

/** A certificate that is not trusted ends the connection before the request. */
const UNTRUSTED = /CERT|UNABLE_TO_|SELF_SIGNED|^ERR_TLS/;

function failure(error: unknown, host: string): ProviderError {
  if (error instanceof ProviderError) return error;
  const cause = error instanceof Error ? error.cause : undefined;
  const code = (cause as { code?: string } | undefined)?.code ?? '';
  const unsent = NEVER_SENT.has(code) || code.startsWith('UND_ERR_CONNECT') || UNTRUSTED.test(code);
  return unsent
    ? new ProviderError('NOT_SENT', `${host} cannot be reached.`, { cause: error })
    : new ProviderError('UNKNOWN', `${host} did not answer.`, { cause: error });
}
