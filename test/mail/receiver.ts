import { createHmac } from 'node:crypto';
import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A request as it arrived. */
export interface Arrived {
  headers: IncomingHttpHeaders;
  body: string;
}

/** A receiver of webhooks on loopback; `answer` decides what it says, and may say nothing. */
export interface Receiver {
  url: string;
  arrived: Arrived[];
  answer: (res: ServerResponse) => void;
  stop(): Promise<void>;
}

const fine = (res: ServerResponse) => void res.writeHead(200).end('thanks');

export async function openReceiver(): Promise<Receiver> {
  const receiver: Receiver = { url: '', arrived: [], answer: fine, stop: async () => {} };
  const server = createServer((req, res) => {
    const chunks: Buffer[] = [];
    req.on('data', (chunk: Buffer) => chunks.push(chunk));
    req.on('end', () => {
      receiver.arrived.push({ headers: req.headers, body: Buffer.concat(chunks).toString() });
      receiver.answer(res);
    });
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  receiver.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/events`;
  receiver.stop = async () => {
    server.closeAllConnections();
    await new Promise((done) => server.close(done));
  };
  return receiver;
}

/** Whether a request is signed with the secret, as a receiver checks it. */
export function isSigned({ headers, body }: Arrived, secret: string): boolean {
  const key = Buffer.from(secret.replace('whsec_', ''), 'base64');
  const text = `${String(headers['webhook-id'])}.${String(headers['webhook-timestamp'])}.${body}`;
  const expected = `v1,${createHmac('sha256', key).update(text).digest('base64')}`;
  return String(headers['webhook-signature']).split(' ').includes(expected);
}
