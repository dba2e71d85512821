/**
 * A bank on this machine at which invoices are paid without money: `POST /payments` makes a payment,
 * `/pay/<id>` is the page on which the customer pays it or does not. A program of its own, as a
 * payment gateway is; `gateway.ts` beside it is how Hostgraph speaks with it.
 */
import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A payment as the bank's API tells of it. */
export interface BankPayment {
  id: string;
  /** Under one key there is one payment. */
  key: string;
  status: 'open' | 'paid' | 'refused';
  amount: string;
  currency: string;
  invoiceId: number;
  returnUrl: string;
  cancelUrl: string;
}

type Payments = Map<string, BankPayment>;

/** Starts the bank on a free port of this machine. */
export async function startBank(): Promise<{ url: string; stop: () => void }> {
  const payments: Payments = new Map();
  const server = createServer((request, response) => {
    answer(payments, request, response).catch(() => response.writeHead(500).end());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}`, stop: () => void server.close() };
}

async function answer(payments: Payments, request: IncomingMessage, response: ServerResponse) {
  const url = new URL(request.url ?? '/', 'http://bank');
  const [, room, id] = url.pathname.split('/');
  const json = (status: number, body: unknown) =>
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
  if (room === 'payments' && request.method === 'POST')
    return json(200, open(payments, JSON.parse(await textOf(request)) as NewPayment));
  const key = url.searchParams.get('key');
  const found = key ? [...payments.values()].find((each) => each.key === key) : payments.get(id!);
  if (!found) return json(404, { error: 'There is no such payment.' });
  if (room === 'payments') return json(200, found);
  if (request.method !== 'POST')
    return response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(page(found));
  const isPaid = new URLSearchParams(await textOf(request)).get('decision') === 'pay';
  found.status = isPaid ? 'paid' : 'refused';
  const back = new URL(isPaid ? found.returnUrl : found.cancelUrl);
  back.searchParams.set('payment', found.id);
  return response.writeHead(303, { location: back.href }).end();
}

type NewPayment = Omit<BankPayment, 'id' | 'status'>;

function open(payments: Payments, asked: NewPayment): BankPayment {
  const known = [...payments.values()].find(({ key }) => key === asked.key);
  const payment = known ?? { ...asked, id: randomUUID(), status: 'open' };
  payments.set(payment.id, payment);
  return payment;
}

async function textOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString();
}

const page = ({ amount, currency, invoiceId }: BankPayment) => `<!doctype html>
<html lang="en">
<meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>Test bank</title>
<style>
  :root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif }
  body { max-width: 24rem; margin: 10vh auto; padding: 1rem }
  button { font: inherit; padding: .5rem 1rem; margin-inline-end: .5rem }
</style>
<main>
  <h1>Test bank</h1>
  <p>Invoice ${invoiceId}: <strong>${amount} ${currency}</strong>. No money moves here.</p>
  <form method="post">
    <button name="decision" value="pay">Pay ${amount} ${currency}</button>
    <button name="decision" value="refuse">Do not pay</button>
  </form>
</main>
</html>`;
