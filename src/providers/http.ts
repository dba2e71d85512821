import { ProviderError } from '#core/provider-error.ts';
import { ensureNoSandbox } from '#core/sandbox.ts';
import { traced, traceHeaders } from '#core/tracing.ts';
import { perHost } from './per-host.ts';

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

/** The turn of a request among those to its host: at most four at once. */
export const inTurn = perHost(4);

/** Sends one request; at most four at once per host, so that a slow host delays only itself. */
export async function send(request: ProviderRequest): Promise<ProviderResponse> {
  ensureNoSandbox();
  return inTurn(new URL(request.url).host, () => tracedCall(request, () => exchange(request)));
}

/** Makes a call in a span of its own, as OpenTelemetry's conventions for HTTP name it. */
export const tracedCall = (
  { url, method = 'GET' }: ProviderRequest,
  call: () => Promise<ProviderResponse>,
): Promise<ProviderResponse> =>
  traced(() => {
    const { host, hostname, port } = new URL(url);
    return {
      name: `${method} ${host}`,
      kind: 'CLIENT',
      // The path may name secrets, as the queries of some registrars do.
      attributes: {
        'http.request.method': method,
        'server.address': hostname,
        ...(port && { 'server.port': Number(port) }),
      },
    };
  }, call);

async function exchange(request: ProviderRequest): Promise<ProviderResponse> {
  const { url, method = 'GET', headers, body, timeoutMs = 15_000, maxBytes = 1 << 20 } = request;
  const signal = AbortSignal.timeout(timeoutMs);
  try {
    const init = {
      method,
      signal,
      redirect: 'manual',
      headers: { ...traceHeaders(), ...headers },
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
const UNTRUSTED = /CERT|UNABLE_TO_|SELF_SIGNED/;

/** Whether an error of a connection, by its code, says that no byte of the request has left. */
export const isUnsent = (code: string): boolean =>
  NEVER_SENT.has(code) ||
  code.startsWith('UND_ERR_CONNECT') ||
  code.startsWith('ERR_TLS') ||
  UNTRUSTED.test(code);

/**
 * The error of a call of which no byte has left.
 * @param whom who was called, as in "… cannot be reached."
 * @param cause the error of the connection
 */
export function neverSent(whom: string, cause: unknown): ProviderError {
  const code = codesOf(cause).find((one) => UNTRUSTED.test(one));
  const words = code
    ? `${whom} shows ${wrongCertificate(code)} Nothing was sent.`
    : `${whom} cannot be reached.`;
  return new ProviderError('NOT_SENT', words, { cause });
}

const wrongCertificate = (code: string): string =>
  code === 'ERR_TLS_CERT_ALTNAME_INVALID'
    ? 'the certificate of another host.'
    : `a certificate that is not trusted (${code}).`;

/** The codes of an error and of those behind it. */
function codesOf(error: unknown): string[] {
  const { code, cause } = (error ?? {}) as { code?: unknown; cause?: unknown };
  return [...(typeof code === 'string' ? [code] : []), ...(cause ? codesOf(cause) : [])];
}

function failure(error: unknown, host: string): ProviderError {
  if (error instanceof ProviderError) return error;
  return codesOf(error).some(isUnsent)
    ? neverSent(host, error)
    : new ProviderError('UNKNOWN', `${host} did not answer.`, { cause: error });
}
