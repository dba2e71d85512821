import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** One request as it came over the wire. */
export interface Seen {
  method: string;
  /** Path without the query. */
  path: string;
  query: URLSearchParams;
  form: URLSearchParams;
  /** The body as it came. */
  body: string;
  headers: Record<string, string | string[] | undefined>;
}

/** What a stand-in answers when it behaves. */
export interface LoopbackReply {
  status?: number;
  headers?: Record<string, string>;
  body: unknown;
}

/**
 * How it misbehaves, always after it has carried the request out; a number is how many milliseconds
 * late, `twice` the right answer two times over.
 */
export type Mood =
  | number
  | 'twice'
  | 'hang'
  | 'drop'
  | 'html'
  | 'huge'
  | 'doctype'
  | 'empty'
  | 'gateway'
  | 'busy'
  | 'busyFor'
  | LoopbackReply;

/** A registrar on 127.0.0.1. */
export interface Loopback {
  url: string;
  seen: Seen[];
  /** From now on requests whose `METHOD /path?query` or body contains `part` are answered so. */
  misbehave(part: string, mood: Mood): void;
  /** How often an operation was asked for. */
  count(part: string): number;
  last(part: string): Seen;
  close(): Promise<void>;
}

/** Starts a program that answers each request as `carryOut` says. */
export async function loopback(carryOut: (seen: Seen) => LoopbackReply): Promise<Loopback> {
  const seen: Seen[] = [];
  const moods: [string, Mood][] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const url = new URL(request.url ?? '/', 'http://127.0.0.1');
      const body = Buffer.concat(chunks).toString('utf8');
      const one: Seen = {
        method: request.method ?? '',
        path: url.pathname,
        query: url.searchParams,
        form: new URLSearchParams(body),
        body,
        headers: request.headers,
      };
      seen.push(one);
      const reply = carryOut(one);
      const mood = moods.findLast(([part]) => has(one, part))?.[1] ?? reply;
      if (typeof mood === 'number') setTimeout(() => answer(response, reply), mood);
      else answer(response, mood === 'twice' ? twice(reply) : mood);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/`,
    seen,
    misbehave: (part, mood) => void moods.push([part, mood]),
    count: (part) => seen.filter((one) => has(one, part)).length,
    last: (part) => {
      const found = seen.findLast((one) => has(one, part));
      if (!found) throw new Error(`Nobody asked for ${part}.`);
      return found;
    },
    close: () => {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}

function has({ method, path, query, body }: Seen, part: string): boolean {
  return `${method} ${path}?${query}`.includes(part) || body.includes(part);
}

function twice({ body, ...reply }: LoopbackReply): LoopbackReply {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  return { ...reply, body: text + text };
}

function answer(response: ServerResponse, mood: Exclude<Mood, number | 'twice'>): void {
  if (mood === 'hang') return;
  if (mood === 'drop') return void response.destroy();
  if (mood === 'empty') return void response.end();
  if (mood === 'html') {
    response.setHeader('content-type', 'text/html');
    return void response.end('<html><body>Please enable JavaScript.</body></html>');
  }
  if (mood === 'gateway') {
    response.statusCode = 502;
    return void response.end('<html><body>Bad gateway</body></html>');
  }
  if (mood === 'busy' || mood === 'busyFor') {
    response.statusCode = 429;
    if (mood === 'busyFor') response.setHeader('retry-after', '30');
    return void response.end('Too many requests');
  }
  if (mood === 'doctype') {
    const bomb = '<!DOCTYPE a [<!ENTITY x "y"><!ENTITY z "&x;&x;">]><response>&z;</response>';
    return void response.end(bomb);
  }
  if (mood === 'huge') {
    response.write('{"padding":"');
    const megabyte = 'x'.repeat(1 << 20);
    for (let count = 0; count < 10; count += 1) response.write(megabyte);
    return void response.end('"}');
  }
  response.statusCode = mood.status ?? 200;
  response.setHeader('content-type', 'application/json');
  for (const [name, value] of Object.entries(mood.headers ?? {})) response.setHeader(name, value);
  response.end(typeof mood.body === 'string' ? mood.body : JSON.stringify(mood.body));
}
