import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import WebSocket from 'ws';
import { type Gateway, openGateway } from '#test/gateway.ts';
import { tokenOf } from '#test/people.ts';
import { open, openDesk, REPLY } from '#test/support/desk.ts';

// Each rule of https://github.com/enisdenjo/graphql-ws/blob/master/PROTOCOL.md, against the door as
// any client reaches it.
let gateway: Gateway;
const sockets: WebSocket[] = [];
beforeAll(async () => {
  gateway = await openGateway();
  await openDesk(gateway);
});
afterEach(() => {
  for (const socket of sockets.splice(0)) socket.terminate();
});

interface Message {
  type: string;
  id?: string;
  // oxlint-disable-next-line typescript/no-explicit-any -- each audit knows what it asked for
  payload?: any;
}

function connect(protocol: string | string[] = 'graphql-transport-ws') {
  const ws = new WebSocket(`${gateway.url.replace('http', 'ws')}/graphql`, protocol);
  sockets.push(ws);
  ws.on('error', () => {});
  const received: Message[] = [];
  const waiting: ((message: Message) => void)[] = [];
  ws.on('message', (text) => {
    const message = JSON.parse(String(text)) as Message;
    const next = waiting.shift();
    if (next) next(message);
    else received.push(message);
  });
  const next = () =>
    new Promise<Message>((resolve) => {
      const message = received.shift();
      if (message) resolve(message);
      else waiting.push(resolve);
    });
  const closed = new Promise<number>((resolve) => ws.once('close', resolve));
  const opened = new Promise<void>((resolve) => ws.once('open', () => resolve()));
  const send = (message: object | string) =>
    ws.send(typeof message === 'string' ? message : JSON.stringify(message));
  return { ws, next, closed, opened, send };
}

async function acknowledged() {
  const one = connect();
  await one.opened;
  one.send({ type: 'connection_init', payload: { authorization: `Bearer ${tokenOf('staff')}` } });
  expect(await one.next()).toMatchObject({ type: 'connection_ack' });
  return one;
}

const subscribe = (payload: object, id = '1') => ({ id, type: 'subscribe', payload });
const KIND = '{ viewer { kind } }';
const FOLLOW = 'subscription { ticketUpdated { type } }';

const audits: Record<string, () => Promise<void>> = {
  'speaks the subprotocol graphql-transport-ws, also among others': async () => {
    const one = connect(['graphql-ws', 'graphql-transport-ws']);
    await one.opened;
    expect(one.ws.protocol).toBe('graphql-transport-ws');
  },
  'closes 4406 what speaks another subprotocol, or refuses the handshake': async () => {
    const code = await connect('graphql-ws').closed;
    expect([1006, 4406]).toContain(code);
  },
  'closes 4408 what does not introduce itself in time': async () => {
    expect(await connect().closed).toBe(4408);
  },
  'acknowledges a connection_init': async () => {
    await acknowledged();
  },
  'closes 4429 for a second connection_init': async () => {
    const one = await acknowledged();
    one.send({ type: 'connection_init' });
    expect(await one.closed).toBe(4429);
  },
  'closes 4401 for an operation before the acknowledgement': async () => {
    const one = connect();
    await one.opened;
    one.send(subscribe({ query: KIND }));
    expect(await one.closed).toBe(4401);
  },
  'closes 4400 for text that is no JSON': async () => {
    const one = await acknowledged();
    one.send('{');
    expect(await one.closed).toBe(4400);
  },
  'closes 4400 for a message without a type': async () => {
    const one = await acknowledged();
    one.send({ id: '1' });
    expect(await one.closed).toBe(4400);
  },
  'closes 4400 for a type that there is not': async () => {
    const one = await acknowledged();
    one.send({ type: 'start', id: '1' });
    expect(await one.closed).toBe(4400);
  },
  'closes 4400 for a subscribe without an id': async () => {
    const one = await acknowledged();
    one.send({ type: 'subscribe', payload: { query: KIND } });
    expect(await one.closed).toBe(4400);
  },
  'closes 4400 for a subscribe with an empty id': async () => {
    const one = await acknowledged();
    one.send(subscribe({ query: KIND }, ''));
    expect(await one.closed).toBe(4400);
  },
  'closes 4400 for variables that are no object': async () => {
    const one = await acknowledged();
    one.send(subscribe({ query: KIND, variables: 'x' }));
    expect(await one.closed).toBe(4400);
  },
  'answers a ping with a pong': async () => {
    const one = await acknowledged();
    one.send({ type: 'ping', payload: { at: 1 } });
    expect(await one.next()).toMatchObject({ type: 'pong' });
  },
  'takes a pong that nobody asked for': async () => {
    const one = await acknowledged();
    one.send({ type: 'pong' });
    one.send({ type: 'ping' });
    expect((await one.next()).type).toBe('pong');
  },
  'closes 4409 for an id that is in use': async () => {
    const one = await acknowledged();
    one.send(subscribe({ query: FOLLOW }));
    one.send(subscribe({ query: FOLLOW }));
    expect(await one.closed).toBe(4409);
  },
  'gives one result of a query and completes': async () => {
    const one = await acknowledged();
    one.send(subscribe({ query: KIND }));
    expect(await one.next()).toEqual({
      id: '1',
      type: 'next',
      payload: { data: { viewer: { kind: 'STAFF' } } },
    });
    expect(await one.next()).toEqual({ id: '1', type: 'complete' });
  },
  'runs the operation that is named, with its variables': async () => {
    const one = await acknowledged();
    const query = `query A { __typename } query B($id: ID!) { node(id: $id) { id } }`;
    const id = `Client:${gateway.carol}`;
    one.send(subscribe({ query, operationName: 'B', variables: { id } }));
    expect((await one.next()).payload).toEqual({ data: { node: { id } } });
  },
  'runs a mutation': async () => {
    const one = await acknowledged();
    const query = 'mutation { createTodoItem(input: { title: "x" }) { todoItem { title } } }';
    one.send(subscribe({ query }));
    expect((await one.next()).payload.data.createTodoItem.todoItem).toEqual({ title: 'x' });
  },
  'gives the results of a subscription until it is completed, and none afterwards': async () => {
    const one = await acknowledged();
    const ticket = await open(gateway, 'carol');
    one.send(subscribe({ query: `subscription { ticketUpdated(after: "0") { type } }` }));
    expect((await one.next()).type).toBe('next');
    one.send({ id: '1', type: 'complete' });
    await gateway.data(REPLY, { input: { ticketId: ticket.id, message: 'x' } });
    one.send({ type: 'ping' });
    let message = await one.next();
    while (message.type === 'next') message = await one.next();
    expect(message.type).toBe('pong');
  },
  'ends an operation that is no document with an error, and nothing else': async () => {
    const one = await acknowledged();
    one.send(subscribe({ query: '{ nope }' }));
    const error = await one.next();
    expect(error).toMatchObject({ id: '1', type: 'error' });
    expect(error.payload[0]).toMatchObject({ message: expect.any(String) });
    one.send({ type: 'ping' });
    expect((await one.next()).type).toBe('pong');
  },
  'takes an id again once its operation is over': async () => {
    const one = await acknowledged();
    for (let times = 0; times < 2; times += 1) {
      one.send(subscribe({ query: KIND }));
      expect((await one.next()).type).toBe('next');
      expect((await one.next()).type).toBe('complete');
    }
  },
};

describe('GraphQL over WebSocket', () => {
  it('has 21 audits', () => {
    expect(Object.keys(audits)).toHaveLength(21);
  });
  it.each(Object.entries(audits))('%s', (_name, audit) => audit(), 8_000);
});
