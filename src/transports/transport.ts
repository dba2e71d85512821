import type { IncomingMessage, ServerResponse } from 'node:http';
import { DomainError } from '#core/errors.ts';

/** A request as the server hands it to a transport: its sender known by address. */
export class Arrival {
  readonly req: IncomingMessage;
  readonly res: ServerResponse;
  readonly ip: string;
  readonly requestId: string;
  /** The path of the address; a plain one needs no parsing. */
  readonly path: string;
  private parsed: URL | undefined;

  constructor(req: IncomingMessage, res: ServerResponse, from: { ip: string; requestId: string }) {
    this.req = req;
    this.res = res;
    this.ip = from.ip;
    this.requestId = from.requestId;
    const { url = '' } = req;
    this.path = PLAIN_PATH.test(url) ? url : this.url.pathname;
  }

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
  name: 'graphql' | 'rapi' | 'logicboxes' | 'webhooks' | 'other';
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
 * Reads a whole request body, at most `limit` bytes.
 * @throws DomainError TOO_LARGE as soon as it is clear that it is longer; nothing more is read then.
 */
export async function readBody(req: IncomingMessage, limit: number): Promise<Buffer> {
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

/** Sends JSON. `close` is set where the rest of the request was not read. */
export function sendJson(
  res: ServerResponse,
  status: number,
  body: unknown,
  headers: Record<string, string> = {},
): void {
  const text = Buffer.from(typeof body === 'string' ? body : JSON.stringify(body));
  res.writeHead(status, {
    'content-type': 'application/json; charset=utf-8',
    'content-length': text.length,
    'cache-control': 'no-store',
    ...headers,
  });
  res.end(text);
}
