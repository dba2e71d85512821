import type { IncomingMessage, ServerResponse } from 'node:http';
import { DomainError } from '#core/errors.ts';
import { yesOrNo } from '#core/yes-no.ts';
import { type Allowance, rateLimitHeaders } from '#platform/allowance.ts';

/** A request as the server hands it to a transport: its sender known by address. */
export class Arrival {
  readonly req: IncomingMessage;
  readonly res: ServerResponse;
  readonly ip: string;
  readonly requestId: string;
  /** The path of the address; a plain one needs no parsing. */
  readonly path: string;
  private parsed: URL | undefined;
  private readonly allowances: Allowance[] = [];

  constructor(req: IncomingMessage, res: ServerResponse, from: { ip: string; requestId: string }) {
    this.req = req;
    this.res = res;
    this.ip = from.ip;
    this.requestId = from.requestId;
    const { url = '' } = req;
    this.path = PLAIN_PATH.test(url) ? url : this.url.pathname;
  }

  /** Shows in the answer's headers what a limit leaves the caller. */
  readonly showAllowance = (allowance: Allowance): void => {
    if (this.res.headersSent) return;
    this.allowances.push(allowance);
    for (const [name, value] of Object.entries(rateLimitHeaders(this.allowances)))
      this.res.setHeader(name, value);
  };

  /** Says in the answer's headers that the change was made before, under the same key. */
  readonly showReplay = (): void => {
    if (!this.res.headersSent) this.res.setHeader('idempotent-replayed', 'true');
  };

  /** What was asked for, its origin aside; parsed when somebody looks. */
  get url(): URL {
    const { url = '/' } = this.req;
    this.parsed ??= URL.parse(url, 'http://gateway') ?? new URL('http://gateway/');
    return this.parsed;
  }
}

const PLAIN_PATH = /^(\/[A-Za-z0-9_-]+)+$/;

/** One way in. */
export interface Transport {
  /** Its label in the metrics. */
  name: 'graphql' | 'rapi' | 'whmcs' | 'logicboxes' | 'webhooks' | 'mcp' | 'other';
  serves(path: string): boolean;
  answer(arrival: Arrival): Promise<void> | void;
}

/** What stands after `Authorization: Bearer`. */
export function bearerOf({ headers }: IncomingMessage): string | null {
  const [, token] = /^Bearer +(\S+)$/i.exec(headers.authorization ?? '') ?? [];
  return token ?? null;
}

/** The `Idempotency-Key` header; the quotes some clients put around it are taken off. */
export function idempotencyKeyOf({ headers }: IncomingMessage): string | null {
  const header = headers['idempotency-key'];
  const text = Array.isArray(header) ? header[0] : header;
  return text?.replace(/^"(.*)"$/, '$1') ?? null;
}

/**
 * Whether a dry run is asked for, by a header or a parameter. What is neither yes nor no is refused:
 * a change that was to be tried must not be made.
 * @throws DomainError BAD_REQUEST
 */
export function isDryRunAsked(name: string, value: unknown): boolean {
  const text = String(value ?? '').trim();
  const isAsked = text === '' ? false : yesOrNo(text);
  if (isAsked === undefined) throw new DomainError('BAD_REQUEST', `${name} must be 1 or 0.`);
  return isAsked;
}

/** The headers `Dry-Run: 1` and `Plan` (a token that a dry run gave). @throws DomainError BAD_REQUEST */
export const rehearsalOf = ({ headers }: IncomingMessage) => ({
  isDryRun: isDryRunAsked('Dry-Run', headers['dry-run']),
  plan: typeof headers.plan === 'string' ? headers.plan : null,
});

/**
 * Reads a whole request body, at most `limit` bytes.
 * @throws DomainError TOO_LARGE as soon as it is clear that it is longer; nothing more is read then.
 */
export async function readBody(req: IncomingMessage, limit: number): Promise<Buffer> {
  return peeked.get(req) ?? readWhole(req, limit);
}

/** What was read of requests before their transport asks for it. */
const peeked = new WeakMap<IncomingMessage, Promise<Buffer>>();

/** Looks into a body that its transport has yet to read; null where it cannot be read. */
export function peekBody(req: IncomingMessage, limit: number): Promise<Buffer | null> {
  const body = readBody(req, limit);
  peeked.set(req, body);
  return body.catch(() => null);
}

async function readWhole(req: IncomingMessage, limit: number): Promise<Buffer> {
  const tooLarge = () => new DomainError('TOO_LARGE', `The request is larger than ${limit} bytes.`);
  if (Number(req.headers['content-length'] ?? 0) > limit) throw tooLarge();
  // By its events: an iterator over a request costs more than reading it.
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    const end = () => resolve(chunks.length === 1 ? chunks[0]! : Buffer.concat(chunks));
    const stop = (error: Error) => {
      req.off('data', take).pause();
      reject(error);
    };
    const take = (chunk: Buffer) => {
      size += chunk.length;
      if (size > limit) return stop(tooLarge());
      chunks.push(chunk);
    };
    req.on('data', take).once('end', end).once('error', stop);
    req.once('close', () => req.complete || stop(new Error('The request was broken off.')));
  });
}

/** The header field that tells whoever has to wait how long (RFC 6585, 4). */
export const retryAfter = (
  error: Readonly<Record<string, unknown>> | undefined,
): Record<string, string> =>
  typeof error?.retryAfter === 'number' ? { 'retry-after': String(error.retryAfter) } : {};

/** Sends JSON. `close` is set where the rest of the request was not read. */
export function sendJson(
  res: ServerResponse,
  status: number,
  body: unknown,
  headers: Record<string, string> = {},
): void {
  const text = Buffer.from(typeof body === 'string' ? body : JSON.stringify(body));
  const send = () => {
    if (res.headersSent || res.destroyed) return;
    res.writeHead(status, {
      'content-type': 'application/json; charset=utf-8',
      'content-length': text.length,
      'cache-control': 'no-store',
      ...headers,
    });
    res.end(text);
  };
  if (res.req.complete) send();
  else void discard(res.req).then(send);
}

/** How much of a refused body is read on before the connection is closed, in bytes and time. */
const DISCARDED = { bytes: 64 << 20, ms: 5_000 };

/**
 * Reads on what was refused, within bounds: who is still sending sees an answer then, where a
 * connection closed at once would look like a fault of the network.
 */
function discard(req: IncomingMessage): Promise<void> {
  return new Promise((resolve) => {
    let size = 0;
    const stop = () => {
      clearTimeout(timer);
      req.off('data', take).pause();
      resolve();
    };
    const timer = setTimeout(stop, DISCARDED.ms);
    const take = (chunk: Buffer) => {
      size += chunk.length;
      if (size > DISCARDED.bytes) stop();
    };
    req.on('data', take).once('end', stop).once('close', stop).once('error', stop).resume();
  });
}
