import { request as httpRequest, type RequestOptions } from 'node:http';
import { request as httpsRequest } from 'node:https';
import type { LookupFunction, Socket } from 'node:net';
import { ProviderError } from '#core/provider-error.ts';
import { ensureNoSandbox } from '#core/sandbox.ts';
import { traceHeaders } from '#core/tracing.ts';
import {
  inTurn,
  neverSent,
  tracedCall,
  type ProviderRequest,
  type ProviderResponse,
} from './http.ts';

/** A request that needs a say in its connection, which `fetch` does not give. */
export interface DirectRequest extends ProviderRequest {
  /** PEM of the authority that signed the server's certificate, trusted instead of the public ones. */
  ca?: string;
  /** Replaces the name lookup, so that the connection goes to an address already checked. */
  lookup?: LookupFunction;
  /** Of an answer longer than `maxBytes`, keep the beginning instead of failing. */
  cut?: boolean;
  /** It leaves a sandbox, too: it goes to an address that somebody entered there. */
  isOfSandbox?: boolean;
}

/** As `send`, with its own connection per call: same limits, same outcomes, no redirects. */
export async function sendDirect(request: DirectRequest): Promise<ProviderResponse> {
  if (!request.isOfSandbox) ensureNoSandbox();
  return inTurn(new URL(request.url).host, () => tracedCall(request, () => exchange(request)));
}

function exchange(input: DirectRequest): Promise<ProviderResponse> {
  const { url, method = 'GET', headers = {}, timeoutMs = 15_000, maxBytes = 1 << 20 } = input;
  const target = new URL(url);
  const secure = target.protocol === 'https:';
  const payload = bodyOf(input);
  let connected = false;
  return new Promise((resolve, reject) => {
    const fail = (error: unknown) => reject(failure(error, target.host, connected));
    const options: RequestOptions & { ca?: string } = {
      method,
      agent: false,
      headers: { ...traceHeaders(), ...payload.headers, ...headers, connection: 'close' },
      ...(input.ca && { ca: input.ca }),
      ...(input.lookup && { lookup: input.lookup }),
    };
    const outgoing = (secure ? httpsRequest : httpRequest)(target, options);
    const timer = setTimeout(() => outgoing.destroy(new Error('Time is up.')), timeoutMs);
    outgoing.on('socket', (socket: Socket) =>
      socket.once(secure ? 'secureConnect' : 'connect', () => (connected = true)),
    );
    outgoing.on('error', fail);
    outgoing.on('close', () => clearTimeout(timer));
    outgoing.on('response', (incoming) => {
      const chunks: Buffer[] = [];
      let size = 0;
      const done = () => {
        const text = Buffer.concat(chunks).toString('utf8');
        resolve({ status: incoming.statusCode ?? 0, headers: flat(incoming.headers), text });
      };
      incoming.on('data', (chunk: Buffer) => {
        size += chunk.length;
        if (size <= maxBytes) return void chunks.push(chunk);
        if (input.cut) {
          done();
          return void outgoing.destroy();
        }
        outgoing.destroy(
          new ProviderError('UNKNOWN', `The answer is longer than ${maxBytes} bytes.`),
        );
      });
      incoming.on('error', fail);
      incoming.on('end', done);
    });
    outgoing.end(payload.bytes);
  });
}

function bodyOf({ body }: DirectRequest) {
  if (body === undefined) return { bytes: undefined, headers: {} };
  const form = body instanceof URLSearchParams;
  const bytes = typeof body === 'string' || form ? Buffer.from(body.toString()) : body;
  const type = form && { 'content-type': 'application/x-www-form-urlencoded' };
  return { bytes, headers: { ...type, 'content-length': String(bytes.byteLength) } };
}

function flat(headers: NodeJS.Dict<string | string[]>): Headers {
  const result = new Headers();
  for (const [name, value] of Object.entries(headers))
    for (const one of [value ?? []].flat()) result.append(name, one);
  return result;
}

/** Until the connection (and its certificate) stands, no byte of the request has left. */
function failure(error: unknown, host: string, connected: boolean): ProviderError {
  if (error instanceof ProviderError) return error;
  return connected
    ? new ProviderError('UNKNOWN', `${host} did not answer.`, { cause: error })
    : neverSent(host, error);
}
