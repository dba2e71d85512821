import { Agent, request } from 'node:http';
import { beforeAll, expect, it } from 'vitest';
import WebSocket from 'ws';
import { type RunningServer, startServer } from '#server.ts';
import { type Gateway, openGateway } from '#test/gateway.ts';
import { tokenOf } from '#test/people.ts';

let gateway: Gateway;
let server: RunningServer;
beforeAll(async () => {
  gateway = await openGateway();
});

const ADD = `mutation ($id: ID!) {
  addCredit(input: { clientId: $id, amount: "0.01", description: "Stop" }) { credit { id } } }`;
const variables = () => ({ id: `Client:${gateway.carol}` });
const credits = () => gateway.app.db.creditEntry.count();

/** One change over a connection that is kept; its status, and whether the connection is to end. */
function change(agent: Agent): Promise<{ status: number; isLast: boolean }> {
  const headers = {
    'content-type': 'application/json',
    authorization: `Bearer ${tokenOf('staff')}`,
  };
  return new Promise((resolve) => {
    const sent = request(`${server.url}/graphql`, { method: 'POST', agent, headers }, (res) => {
      res.resume();
      res.on('end', () =>
        resolve({ status: res.statusCode ?? 0, isLast: res.headers.connection === 'close' }),
      );
    });
    sent.on('error', () => resolve({ status: 0, isLast: true }));
    sent.end(JSON.stringify({ query: ADD, variables: variables() }));
  });
}

it('answers every change that it makes while it stops, and lets its connections go (F33)', async () => {
  server = await startServer(gateway.app);
  const before = await credits();
  let answered = 0;
  const busy = Array.from({ length: 12 }, async () => {
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    for (;;) {
      const { status, isLast } = await change(agent);
      if (status === 200) answered += 1;
      if (isLast) return agent.destroy();
    }
  });
  await expect.poll(() => answered, { timeout: 15_000 }).toBeGreaterThan(20);
  const began = performance.now();
  await server.stop();
  expect(performance.now() - began).toBeLessThan(9_000);
  await Promise.all(busy);
  // What was not answered was not done.
  expect(await credits()).toBe(before + answered);
});

it('answers what sockets asked for, and ends their subscriptions, before it goes away (F73)', async () => {
  server = await startServer(gateway.app);
  const before = await credits();
  const ws = new WebSocket(`${server.url.replace('http', 'ws')}/graphql`, 'graphql-transport-ws');
  const received: { type: string; id?: string; payload?: { data?: unknown } }[] = [];
  ws.on('message', (text) => received.push(JSON.parse(String(text))));
  const closed = new Promise<number>((resolve) => ws.on('close', resolve));
  await new Promise((resolve) => ws.once('open', resolve));
  const send = (message: object) => ws.send(JSON.stringify(message));
  const of = (type: string, id?: string) =>
    received.filter((one) => one.type === type && (id === undefined || one.id === id));
  send({ type: 'connection_init', payload: { authorization: `Bearer ${tokenOf('staff')}` } });
  await expect.poll(() => of('connection_ack').length).toBe(1);
  send({
    id: 's',
    type: 'subscribe',
    payload: { query: 'subscription { ticketUpdated { cursor } }' },
  });
  for (let n = 0; n < 20; n += 1)
    send({ id: `m${n}`, type: 'subscribe', payload: { query: ADD, variables: variables() } });
  await expect.poll(() => of('next').length, { timeout: 10_000 }).toBeGreaterThan(0);
  await server.stop();
  expect(await closed).toBe(1001);
  expect(of('complete', 's')).toHaveLength(1);
  const answers = of('next').filter(({ payload }) => payload?.data);
  expect(await credits()).toBe(before + answers.length);
  expect(answers.length).toBe(20);
});

it('ends a stream of events with `complete` (F73)', async () => {
  server = await startServer(gateway.app);
  const response = await fetch(`${server.url}/graphql`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      accept: 'text/event-stream',
      authorization: `Bearer ${tokenOf('staff')}`,
    },
    body: JSON.stringify({ query: 'subscription { ticketUpdated { cursor } }' }),
  });
  // What nginx needs to hand it on as it comes (F50).
  expect(response.headers.get('x-accel-buffering')).toBe('no');
  expect(response.headers.get('cache-control')).toBe('no-cache, no-transform');
  const text = response.text();
  await server.stop();
  expect(await text).toContain('event: complete');
});
