import { beforeAll, afterEach, describe, expect, it } from 'vitest';
import WebSocket from 'ws';
import { type Gateway, openGateway } from '#test/gateway.ts';
import { tokenOf, type Who } from '#test/people.ts';

let gateway: Gateway;
const open: WebSocket[] = [];
beforeAll(async () => {
  gateway = await openGateway();
});
afterEach(async () => {
  const closing = open.splice(0).filter(({ readyState }) => readyState !== WebSocket.CLOSED);
  await Promise.all(
    closing.map((socket) => {
      const closed = new Promise((resolve) => socket.once('close', resolve));
      socket.terminate();
      return closed;
    }),
  );
});

interface Message {
  type: string;
  id?: string;
  payload?: { errors?: { extensions: object }[]; data?: unknown } | { extensions: object }[];
}

/** A bare socket of the protocol: what came, and the code it was closed with. */
function socket(protocol = 'graphql-transport-ws') {
  const ws = new WebSocket(`${gateway.url.replace('http', 'ws')}/graphql`, protocol);
  open.push(ws);
  const received: Message[] = [];
  const waiting: ((message: Message) => void)[] = [];
  ws.on('message', (text) => {
    const message = JSON.parse(String(text)) as Message;
    const waiter = waiting.shift();
    if (waiter) waiter(message);
    else received.push(message);
  });
  ws.on('error', () => {});
  const closed = new Promise<[code: number, reason: string]>((resolve) => {
    ws.on('close', (code, reason) => resolve([code, String(reason)]));
  });
  const next = () =>
    new Promise<Message>((resolve) => {
      const message = received.shift();
      if (message) resolve(message);
      else waiting.push(resolve);
    });
  const send = (message: object | string) =>
    ws.send(typeof message === 'string' ? message : JSON.stringify(message));
  const opened = new Promise((resolve) => ws.once('open', resolve));
  return { next, send, closed, opened };
}

/** A socket that has introduced itself. */
async function connected(who: Who | null) {
  const one = socket();
  await one.opened;
  const payload = who ? { authorization: `Bearer ${tokenOf(who)}` } : {};
  one.send({ type: 'connection_init', payload });
  return one;
}
async function ready(who: Who | null) {
  const one = await connected(who);
  expect((await one.next()).type).toBe('connection_ack');
  return one;
}
const subscribe = (id: string, query: string, more: object = {}) => ({
  id,
  type: 'subscribe',
  payload: { query, ...more },
});

// https://github.com/enisdenjo/graphql-ws/blob/master/PROTOCOL.md
describe('graphql-transport-ws', () => {
  it('closes what does not follow it, by its codes', async () => {
    const other = socket('graphql-ws');
    expect((await other.closed)[0]).not.toBe(1000);
    const early = socket();
    await early.opened;
    early.send(subscribe('1', '{__typename}'));
    expect((await early.closed)[0]).toBe(4401);
    const twice = await ready('staff');
    twice.send({ type: 'connection_init' });
    expect((await twice.closed)[0]).toBe(4429);
    for (const wrong of ['no JSON', '{}', { type: 'nope' }, { type: 'subscribe' }]) {
      const one = await ready('staff');
      one.send(wrong);
      expect((await one.closed)[0]).toBe(4400);
    }
    const same = await ready('staff');
    const follow = 'subscription { ticketUpdated { cursor } }';
    same.send(subscribe('1', follow));
    same.send(subscribe('1', follow));
    expect((await same.closed)[0]).toBe(4409);
    const unknown = socket();
    await unknown.opened;
    unknown.send({ type: 'connection_init', payload: { authorization: 'Bearer no' } });
    expect((await unknown.closed)[0]).toBe(4403);
  });

  it('answers pings, queries and documents that are none', async () => {
    const one = await ready('staff');
    one.send({ type: 'ping' });
    expect((await one.next()).type).toBe('pong');
    one.send(subscribe('q', '{ viewer { kind } }'));
    expect(await one.next()).toEqual({
      id: 'q',
      type: 'next',
      payload: { data: { viewer: { kind: 'STAFF' } } },
    });
    expect(await one.next()).toEqual({ id: 'q', type: 'complete' });
    for (const document of ['{', '{ nope }']) {
      one.send(subscribe('b', document));
      expect(await one.next()).toMatchObject({
        id: 'b',
        type: 'error',
        payload: [{ extensions: { code: 'BAD_REQUEST' } }],
      });
    }
  });

  it('has one effect for one idempotency key (G68)', async () => {
    const one = await ready('staff');
    const add = `mutation { addCredit(input: { clientId: "Client:${gateway.carol}", amount: "1.00",
      description: "x" }) { credit { id } } }`;
    const answers = [];
    for (const id of ['1', '2']) {
      one.send(subscribe(id, add, { extensions: { idempotencyKey: 'w1' } }));
      answers.push((await one.next()).payload);
      await one.next();
    }
    expect(answers[0]).toHaveProperty('data.addCredit.credit.id');
    expect(answers[1]).toEqual(answers[0]);
    const { client } = await gateway.data(
      `{ client(by: { id: "Client:${gateway.carol}" }) { credit { amount } } }`,
    );
    expect(client.credit.amount).toBe('1.00');
  });
});

describe('a subscription that may not be is refused at once, by socket and by stream (G11)', () => {
  it.each([
    [null, 'after: "0"', 'UNAUTHENTICATED'],
    ['staff', 'after: "99999999999"', 'CURSOR_INVALID'],
    ['clerk', 'after: "0"', 'FORBIDDEN'],
    ['carol', 'ticketId: "Ticket:2000000000"', 'TICKET_NOT_FOUND'],
  ] as const)('%s, %s: %s', async (who, args, code) => {
    const query = `subscription { ticketUpdated(${args}) { cursor } }`;
    const one = await ready(who);
    one.send(subscribe('1', query));
    const refused = await one.next();
    expect(JSON.stringify(refused)).toContain(`"code":"${code}"`);
    const response = await fetch(`${gateway.url}/graphql`, {
      method: 'POST',
      headers: {
        accept: 'text/event-stream',
        'content-type': 'application/json',
        ...(who && { authorization: `Bearer ${tokenOf(who)}` }),
      },
      body: JSON.stringify({ query }),
      signal: AbortSignal.timeout(5_000),
    });
    expect(response.headers.get('x-accel-buffering')).toBe('no');
    expect(response.headers.get('cache-control')).toBe('no-cache, no-transform');
    expect(response.headers.get('content-encoding')).toBeNull();
    const events = await response.text();
    expect(events).toContain(`"code":"${code}"`);
    expect(events).toMatch(/event: complete\ndata:\n\n$/);
  });
});

describe('what a caller may hold open is limited (G14)', () => {
  it('to twenty sockets of a credential, and five of an address without one', async () => {
    for (const [who, most] of [
      ['rob', 20],
      [null, 5],
    ] as const) {
      for (let at = 0; at < most; at += 1) await ready(who);
      const more = await connected(who);
      expect(await more.closed).toEqual([1013, 'RATE_LIMITED']);
    }
    await ready('staff');
  });

  it('to a hundred live operations', async () => {
    const one = await ready('stranger');
    const follow = 'subscription { invoiceUpdated { cursor } }';
    for (let at = 0; at < 100; at += 1) one.send(subscribe(`f${at}`, follow));
    one.send(subscribe('more', follow));
    expect(await one.next()).toMatchObject({
      id: 'more',
      type: 'error',
      payload: [{ extensions: { code: 'RATE_LIMITED' } }],
    });
    one.send({ id: 'f0', type: 'complete' });
    one.send(subscribe('again', follow));
    one.send(subscribe('ping', '{ __typename }'));
    expect((await one.next()).id).toBe('ping');
  });
});
