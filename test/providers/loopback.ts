import { readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';

/** The authority that signed the loopback programs' certificate (made for tests, valid 100 years). */
export const testCa = read('ca.pem');
export const tls = { cert: read('server.pem'), key: read('server.key') };

function read(name: string): string {
  return readFileSync(new URL(`./tls/${name}`, import.meta.url), 'utf8');
}

/** One request as it came over the wire. */
export interface Seen {
  method: string;
  path: string;
  query: URLSearchParams;
  headers: IncomingMessage['headers'];
  raw: Buffer;
  text: string;
}

/** What a program answers; an object is sent as JSON. */
export interface Reply {
  status?: number;
  body?: unknown;
  headers?: Record<string, string>;
}

/**
 * How a program misbehaves: `hang` never answers, `drop` closes before acting, `actThenDrop` and
 * `actThenHang` act and never say so, `html` acts and answers a web page, `fail` answers 503,
 * `huge` acts and answers 10 MB, `empty` nothing, `gateway` a 502, `twice` its answer two times over;
 * `busy` and `busyFor` answer 429 before acting, without and with Retry-After; a number delays the
 * answer by so many milliseconds.
 */
export type Misbehaviour =
  | 'hang'
  | 'drop'
  | 'actThenDrop'
  | 'actThenHang'
  | 'html'
  | 'huge'
  | 'empty'
  | 'gateway'
  | 'twice'
  | 'busy'
  | 'busyFor'
  | 'fail'
  | number;

/** A program on 127.0.0.1 that speaks somebody's protocol. */
export interface Loopback {
  host: string;
  port: number;
  url: string;
  seen: Seen[];
  /** The next request to a path with this end is answered badly. */
  misbehave(how: Misbehaviour, pathEnd?: string): void;
  stop(): Promise<void>;
}

export type Handler = (request: Seen) => Reply | Promise<Reply>;

/** Starts a program; with `secure` it speaks TLS with the test certificate. */
export async function loopback(handler: Handler, { secure = false } = {}): Promise<Loopback> {
  const seen: Seen[] = [];
  const bad: { how: Misbehaviour; pathEnd: string }[] = [];
  const serve = async (incoming: IncomingMessage, outgoing: ServerResponse) => {
    const request = await seenOf(incoming);
    seen.push(request);
    const index = bad.findIndex(({ pathEnd }) => request.path.endsWith(pathEnd));
    const how = index < 0 ? undefined : bad.splice(index, 1)[0]!.how;
    if (how === 'hang') return;
    if (how === 'drop') return void outgoing.destroy();
    if (how === 'fail') return void outgoing.writeHead(503).end('{"error":"busy"}');
    if (how === 'busy' || how === 'busyFor')
      return void outgoing
        .writeHead(429, how === 'busyFor' ? { 'retry-after': '30' } : {})
        .end('Too many requests');
    const { status = 200, body = {}, headers = {} } = await handler(request);
    if (how === 'actThenHang') return;
    if (how === 'actThenDrop') return void outgoing.destroy();
    if (how === 'html') return void outgoing.writeHead(200).end('<html>Please sign in</html>');
    if (how === 'huge') return void outgoing.end(`{"padding":"${'x'.repeat(10 << 20)}"}`);
    if (how === 'empty') return void outgoing.end();
    if (how === 'gateway') return void outgoing.writeHead(502).end('<html>Bad gateway</html>');
    if (typeof how === 'number') await pause(how);
    const bytes =
      body instanceof Uint8Array || typeof body === 'string' ? body : JSON.stringify(body);
    outgoing.writeHead(status, { 'content-type': 'application/json', ...headers });
    if (how === 'twice') outgoing.write(bytes);
    outgoing.end(bytes);
  };
  const listener = (incoming: IncomingMessage, outgoing: ServerResponse) =>
    void serve(incoming, outgoing).catch((error) => outgoing.writeHead(500).end(String(error)));
  const server = secure ? createTlsServer(tls, listener) : createServer(listener);
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo;
  return {
    host: '127.0.0.1',
    port,
    url: `${secure ? 'https' : 'http'}://127.0.0.1:${port}`,
    seen,
    misbehave: (how, pathEnd = '') => void bad.push({ how, pathEnd }),
    stop: () =>
      new Promise((done) => {
        server.close(() => done());
        server.closeAllConnections();
      }),
  };
}

async function seenOf(incoming: IncomingMessage): Promise<Seen> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk as Buffer);
  const raw = Buffer.concat(chunks);
  const url = new URL(incoming.url ?? '/', 'http://loopback');
  return {
    method: incoming.method ?? 'GET',
    path: url.pathname,
    query: url.searchParams,
    headers: incoming.headers,
    raw,
    text: raw.toString('utf8'),
  };
}

/** Runs what must fail and hands back its error. */
export async function failureOf(work: Promise<unknown>): Promise<Error & { outcome?: string }> {
  try {
    await work;
  } catch (error) {
    return error as Error;
  }
  throw new Error('It should have failed.');
}

/** A port on which nobody listens. */
export async function deadPort(): Promise<number> {
  const program = await loopback(() => ({}));
  await program.stop();
  return program.port;
}
