import { createServer, type ServerResponse } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tls } from '#test/providers/loopback.ts';

/** How a provider fails, whatever it is asked. */
export type Fault =
  | 'hangs'
  | 'drops the line'
  | 'answers a web page'
  | 'answers 10 MB'
  | 'answers through a broken gateway'
  | 'answers 200 with an error'
  | 'answers twice'
  | 'asks to wait'
  | 'asks to wait for five minutes';

const MEGABYTE = 'x'.repeat(1 << 20);

const json = { 'content-type': 'application/json' };

/** As Stripe words it: https://docs.stripe.com/rate-limits */
const TOO_MANY = '{"error":{"message":"Too many requests","type":"invalid_request_error"}}';

const ways: Readonly<Record<Fault, (response: ServerResponse) => void>> = {
  hangs: () => {},
  'drops the line': (response) => void response.destroy(),
  'answers a web page': (response) =>
    void response.setHeader('content-type', 'text/html').end('<html>Please sign in</html>'),
  'answers 10 MB': (response) => {
    response.setHeader('content-type', 'application/json').write('{"padding":"');
    for (let count = 0; count < 10; count += 1) response.write(MEGABYTE);
    response.end('"}');
  },
  'answers through a broken gateway': (response) =>
    void response.writeHead(502).end('<html>Bad gateway</html>'),
  'answers 200 with an error': (response) =>
    void response.setHeader('content-type', 'application/json').end('{"error":"It went wrong."}'),
  'answers twice': (response) =>
    void response.setHeader('content-type', 'application/json').end('{"ok":true}{"ok":true}'),
  // https://www.rfc-editor.org/rfc/rfc6585#section-4
  'asks to wait': (response) => void response.writeHead(429, json).end(TOO_MANY),
  'asks to wait for five minutes': (response) =>
    void response.writeHead(429, { ...json, 'retry-after': '300' }).end(TOO_MANY),
};

/** Every fault. */
export const faults = Object.keys(ways) as Fault[];

/** A program on 127.0.0.1 that fails. */
export interface Faulty {
  url: string;
  port: number;
  stop(): Promise<void>;
}

/** Starts a program that fails in one way; over TLS with a certificate of our own authority. */
export async function faulty(fault: Fault, secure: boolean): Promise<Faulty> {
  const answer = (request: { resume(): void }, response: ServerResponse) => {
    request.resume();
    response.on('error', () => {});
    ways[fault](response);
  };
  const server = secure ? createTlsServer(tls, answer) : createServer(answer);
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo;
  return {
    url: `${secure ? 'https' : 'http'}://127.0.0.1:${port}/`,
    port,
    stop: () => {
      server.closeAllConnections();
      return new Promise((done) => server.close(() => done()));
    },
  };
}
