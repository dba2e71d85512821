import { once } from 'node:events';
import { afterAll, afterEach, beforeAll, expect, it, vi } from 'vitest';
import WebSocket from 'ws';
import { freeze } from '#core/clock.ts';
import { startSandboxes } from '#modules/sandboxes/start-sandboxes.ts';
import { type Gateway, openGateway } from '#test/gateway.ts';
import { followSocket } from '#test/live.ts';
import { tokenOf } from '#test/people.ts';
import { ADD_CLIENT, clientOf, DELETE, makeSandbox, type TestSandbox } from './sandbox.ts';

vi.setConfig({ testTimeout: 120_000, hookTimeout: 240_000 });

let gateway: Gateway;
let sandbox: TestSandbox;
const open: WebSocket[] = [];
const thaw = freeze('2026-03-10T12:00:00Z');
beforeAll(async () => {
  gateway = await openGateway(startSandboxes);
  sandbox = await makeSandbox(gateway, 'Sockets', 'NOTHING');
});
afterEach(async () => {
  for (const socket of open.splice(0)) {
    socket.terminate();
    if (socket.readyState !== WebSocket.CLOSED) await once(socket, 'close');
  }
});
afterAll(thaw);

interface Message {
  type: string;
  id?: string;
  payload?: { data?: unknown };
}

interface Options {
  /** What stands after the path in the address. */
  search?: string;
  headers?: Record<string, string>;
}

/** An open socket of the protocol: what comes, and the code it is closed with. */
async function connect({ search = '', headers = {} }: Options = {}) {
  const address = `${gateway.url.replace('http', 'ws')}/graphql${search}`;
  const socket = new WebSocket(address, 'graphql-transport-ws', { headers });
  open.push(socket);
  const received: Message[] = [];
  socket.on('message', (text) => void received.push(JSON.parse(String(text)) as Message));
  socket.on('error', () => {});
  const closed = new Promise<[code: number, reason: string]>((resolve) => {
    socket.on('close', (code, reason) => resolve([code, String(reason)]));
  });
  await once(socket, 'open');
  const send = (message: object) => socket.send(JSON.stringify(message));
  const next = async () => {
    await expect.poll(() => received.length, { timeout: 30_000 }).toBeGreaterThan(0);
    return received.shift()!;
  };
  return { send, next, closed };
}

const init = (token?: string) => ({
  type: 'connection_init',
  payload: token === undefined ? {} : { authorization: `Bearer ${token}` },
});

/** The name of the sandbox that a socket speaks with; null for the company. */
async function nameBehind(token: string | undefined, options?: Options) {
  const socket = await connect(options);
  socket.send(init(token));
  expect(await socket.next()).toMatchObject({ type: 'connection_ack' });
  socket.send({ id: '1', type: 'subscribe', payload: { query: '{ sandboxClock { name } }' } });
  const { payload } = await socket.next();
  return (payload!.data as { sandboxClock: { name: string } | null }).sandboxClock?.name ?? null;
}

const EMAILS = 'subscription { clientUpdated { type client { email } } }';
const made = (email: string) => ({
  clientUpdated: { type: 'CLIENT_ADDED', client: { email } },
});

it('is chosen by the key that a socket introduces itself with, before header and address', async () => {
  const header = (token: string) => ({ headers: { authorization: `Bearer ${token}` } });
  const search = `?sandbox=${sandbox.handle}`;
  const real = tokenOf('staff');
  expect(await nameBehind(sandbox.token)).toBe('Sockets');
  expect(await nameBehind(sandbox.token, header(real))).toBe('Sockets');
  expect(await nameBehind(undefined, header(sandbox.token))).toBe('Sockets');
  expect(await nameBehind(undefined, { search })).toBe('Sockets');
  expect(await nameBehind(real)).toBeNull();
  expect(await nameBehind(real, header(sandbox.token))).toBeNull();
  expect(await nameBehind(real, { search })).toBeNull();
  expect(await nameBehind(undefined)).toBeNull();
});

it('gives a subscription the events of its own company alone', async () => {
  const within = await followSocket(gateway, sandbox.token, EMAILS);
  const beside = await followSocket(gateway, tokenOf('staff'), EMAILS);
  // A subscription is open once it has given an event.
  const grow = async (add: typeof sandbox.data, emails: object[], name: string) => {
    for (let at = 1; emails.length === 0; at += 1) {
      await add(ADD_CLIENT, clientOf(`${name}${at}@example.com`));
      await vi.waitUntil(() => emails.length > 0, { timeout: 2_000 }).catch(() => {});
    }
  };
  await grow(sandbox.data, within.heard, 'within');
  await grow((document, variables) => gateway.data(document, variables), beside.heard, 'beside');
  await sandbox.data(ADD_CLIENT, clientOf('a@example.com'));
  await gateway.data(ADD_CLIENT, clientOf('b@example.com'));
  await sandbox.data(ADD_CLIENT, clientOf('c@example.com'));
  await gateway.data(ADD_CLIENT, clientOf('d@example.com'));
  const ends = (name: string, emails: string[]) => (heard: object[]) => {
    expect(heard.slice(-2)).toEqual(emails.map(made));
    expect(JSON.stringify(heard)).not.toContain(name);
  };
  await expect.poll(() => within.heard.at(-1), { timeout: 20_000 }).toEqual(made('c@example.com'));
  await expect.poll(() => beside.heard.at(-1), { timeout: 20_000 }).toEqual(made('d@example.com'));
  ends('beside', ['a@example.com', 'c@example.com'])(within.heard);
  ends('within', ['b@example.com', 'd@example.com'])(beside.heard);
  await within.stop();
  await beside.stop();
});

it('closes a socket with the codes that it has elsewhere', async () => {
  for (const token of [`${sandbox.token}x`, `hgtest_000000000000_${'x'.repeat(43)}`]) {
    const refused = await connect();
    refused.send(init(token));
    expect(await refused.closed).toEqual([4403, 'Forbidden']);
  }
  const twice = await connect();
  twice.send(init(sandbox.token));
  expect(await twice.next()).toMatchObject({ type: 'connection_ack' });
  twice.send(init(sandbox.token));
  expect((await twice.closed)[0]).toBe(4429);
  // What is asked before the key was looked at is asked too early, however long the look takes.
  const early = await connect();
  early.send(init(sandbox.token));
  early.send({ id: '1', type: 'subscribe', payload: { query: '{ __typename }' } });
  expect((await early.closed)[0]).toBe(4401);
});

it('closes the socket of a key that is revoked there', async () => {
  const ADD = `mutation { createApiCredential(input: {
    kind: STAFF, name: "Other", permissions: ["*"] }) { token credential { id } } }`;
  const { token, credential } = (await sandbox.data(ADD)).createApiCredential;
  const socket = await followSocket(gateway, token, EMAILS);
  await sandbox.data(
    `mutation ($id: ID!) { revokeApiCredential(input: { credentialId: $id }) { __typename } }`,
    { id: credential.id },
  );
  expect(await socket.closed).toBe(4403);
});

it('closes the sockets of a sandbox that is taken away, and lets none in again', async () => {
  const doomed = await makeSandbox(gateway, 'Doomed', 'NOTHING');
  const socket = await followSocket(gateway, doomed.token, EMAILS);
  const beside = await followSocket(gateway, sandbox.token, EMAILS);
  let isBesideOpen = true;
  void beside.closed.then(() => (isBesideOpen = false));
  await gateway.data(DELETE, { id: doomed.id });
  expect(await socket.closed).toBe(1001);
  const again = await connect();
  again.send(init(doomed.token));
  expect(await again.closed).toEqual([4403, 'Forbidden']);
  expect(isBesideOpen).toBe(true);
  await beside.stop();
});
