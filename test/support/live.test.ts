import { setTimeout as sleep } from 'node:timers/promises';
import { type Client, createClient } from 'graphql-ws';
import { afterEach, beforeAll, expect, it } from 'vitest';
import WebSocket from 'ws';
import { type Gateway, openGateway } from '#test/gateway.ts';
import { tokenOf, type Who } from '#test/people.ts';
import { open, openDesk, REPLY } from './desk.ts';

let gateway: Gateway;
const clients: Client[] = [];
beforeAll(async () => {
  gateway = await openGateway();
  await openDesk(gateway);
});
afterEach(async () => {
  for (const client of clients.splice(0)) await client.dispose();
});

const FOLLOW = `subscription ($ticketId: ID, $after: String) {
  ticketUpdated(ticketId: $ticketId, after: $after) {
    cursor type reply { message } ticket { id status { title } } }
}`;

interface Received {
  cursor: string;
  type: string;
  reply: { message: string } | null;
}

/** A socket of graphql-ws; `sockets` are those it has opened, for cutting them. */
function connect(token: string) {
  const sockets: WebSocket[] = [];
  const closed: number[] = [];
  class Spied extends WebSocket {
    constructor(address: string, protocols: string) {
      super(address, protocols);
      sockets.push(this);
    }
  }
  const client = createClient({
    url: `${gateway.url.replace('http', 'ws')}/graphql`,
    webSocketImpl: Spied,
    connectionParams: { authorization: `Bearer ${token}` },
    retryAttempts: 0,
    lazy: true,
    on: { closed: (event) => void closed.push((event as { code: number }).code) },
  });
  clients.push(client);
  return { client, sockets, closed };
}

/** Subscribes and collects what is heard. */
function listen(client: Client, variables: Record<string, unknown>, query = FOLLOW) {
  const received: Received[] = [];
  const errors: unknown[] = [];
  const stop = client.subscribe<{ ticketUpdated: Received }>(
    { query, variables },
    {
      next: ({ data, errors: found }) => {
        if (data) received.push(data.ticketUpdated);
        if (found) errors.push(...found);
      },
      error: (error) => void errors.push(error),
      complete: () => {},
    },
  );
  return { received, errors, stop };
}

const until = async (done: () => boolean, seconds = 10) => {
  for (let waited = 0; !done(); waited += 20) {
    if (waited > seconds * 1_000) throw new Error('It did not happen in time.');
    await sleep(20);
  }
};

const reply = (ticketId: string, message: string, as: Who = 'staff') =>
  gateway.data(REPLY, { input: { ticketId, message } }, as);

/** Waits until the subscription hears: it is attached some time after it was asked for. */
async function attached(received: Received[], ticketId: string) {
  for (let n = 0; received.length === 0 && n < 50; n += 1) {
    await reply(ticketId, 'Are you there?');
    await sleep(100);
  }
}

it('gives a subscriber that lost its socket all ten replies it missed, once', async () => {
  const ticket = await open(gateway, 'carol');
  const first = connect(tokenOf('carol'));
  const before = listen(first.client, { ticketId: ticket.id });
  await attached(before.received, ticket.id);
  const after = before.received.at(-1)!.cursor;
  first.sockets[0]!.terminate();
  await until(() => first.closed.length > 0);

  const words = Array.from({ length: 10 }, (_, n) => `Reply ${n + 1}`);
  for (const param of words.slice(0, 6)) await reply(ticket.id, param);
  const again = connect(tokenOf('carol'));
  const rest = listen(again.client, { ticketId: ticket.id, after });
  for (const param of words.slice(6)) await reply(ticket.id, param);

  const missed = () => rest.received.filter(({ reply: post }) => post?.message.startsWith('Reply'));
  await until(() => missed().length >= 10);
  await sleep(300);
  expect(missed().map(({ reply: post }) => post?.message)).toEqual(words);
  expect(new Set(rest.received.map(({ cursor }) => cursor)).size).toBe(rest.received.length);
});

it('lets a customer hear of its own tickets only', async () => {
  const [mine, foreign] = [await open(gateway, 'carol'), await open(gateway, 'stranger')];
  const { client } = connect(tokenOf('carol'));
  const all = listen(client, {});
  const spying = listen(client, { ticketId: foreign.id });
  await attached(all.received, mine.id);
  const count = all.received.length;
  await reply(foreign.id, 'A secret.');
  await reply(mine.id, 'For you.');
  await until(() => all.received.length > count);
  await sleep(300);
  const received = all.received.map(({ reply: post }) => post?.message);
  expect(received).toContain('For you.');
  expect(received).not.toContain('A secret.');
  expect(spying.received).toEqual([]);
});

it('keeps a sibling subscription alive when a message on the socket is bad', async () => {
  const ticket = await open(gateway, 'carol');
  const { client, closed } = connect(tokenOf('carol'));
  const good = listen(client, { ticketId: ticket.id });
  await attached(good.received, ticket.id);
  const bad = listen(client, {}, 'subscription { ticketUpdated { ');
  const wrong = listen(client, {}, 'subscription { noSuchField }');
  const forged = listen(client, { after: 'yesterday' });
  await until(() => bad.errors.length > 0 && wrong.errors.length > 0 && forged.errors.length > 0);
  const count = good.received.length;
  await reply(ticket.id, 'Still there?');
  await until(() => good.received.length > count);
  expect(good.errors).toEqual([]);
  expect(closed).toEqual([]);
});
