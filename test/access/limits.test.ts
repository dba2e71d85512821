import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createClient } from 'graphql-ws';
import { afterAll, beforeAll, beforeEach, expect, it, vi } from 'vitest';
import WebSocket from 'ws';
import { type RunningApp, startApp } from '#app.ts';
import { readConfig } from '#config.ts';
import { openLimiter } from '#platform/limiter.ts';
import { type RunningServer, startServer } from '#server.ts';
import { codeOf, type Gateway, openGateway } from '#test/gateway.ts';
import { tokenOf } from '#test/people.ts';
import { testDatabase } from '#test/setup/database.ts';
import { addUser, askAs, PASSWORD, SIGN_IN, signIn } from './cast.ts';

/** A second gateway on the same database, whose limits are low. */
let strict: { gateway: Gateway; running: RunningApp; server: RunningServer };
let gateway: Gateway;
beforeAll(async () => {
  gateway = await openGateway();
  await addUser(gateway, 'Lara', [{ clientId: gateway.carol }]);
});
beforeEach(async () => {
  await strict?.server.stop();
  await strict?.running.stop();
  const config = readConfig({
    PORT: '0',
    DATA_DIR: await mkdtemp(join(tmpdir(), 'hostgraph-')),
    LOG_LEVEL: 'silent',
    RATE_LIMIT: '40',
    ATTEMPT_LIMIT: '5',
  });
  const running = await startApp(config, await testDatabase());
  const server = await startServer(running.app);
  strict = { running, server, gateway: { ...gateway, app: running.app, url: server.url } };
});
afterAll(async () => {
  await strict.server.stop();
  await strict.running.stop();
});

const VIEWER = '{ viewer { kind } }';
const tryIn = (email: string, password: string) =>
  askAs(strict.gateway, null, SIGN_IN, { input: { email, password } });

it('refuses an address that tries too many passwords, whatever it tries next', async () => {
  for (let i = 0; i < 5; i++)
    expect(codeOf(await tryIn(`guess${i}@users.test`, 'wrong'))).toBe('SIGN_IN_REFUSED');
  const refused = await tryIn('lara@users.test', PASSWORD);
  expect(codeOf(refused)).toBe('RATE_LIMITED');
  expect(refused.status).toBe(429);
  expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(500);
  expect(JSON.stringify(refused.errors)).not.toContain('"http"');
  const FORGOT = `mutation { forgotPassword(input: { email: "lara@users.test" }) { isAccepted } }`;
  expect(codeOf(await askAs(strict.gateway, null, FORGOT))).toBe('RATE_LIMITED');
});

it('counts a crowd at once, and takes no right password for a try', async () => {
  for (let i = 0; i < 8; i++)
    expect((await tryIn('lara@users.test', PASSWORD)).errors).toBeUndefined();
  const answers = await Promise.all(
    Array.from({ length: 30 }, (_, n) => tryIn(`crowd${n}@users.test`, 'wrong')),
  );
  const codes = answers.map(codeOf);
  expect(codes.filter((code) => code === 'SIGN_IN_REFUSED').length).toBeLessThanOrEqual(5);
  expect(codes).toContain('RATE_LIMITED');
});

it('counts unknown tokens at every door together', async () => {
  const codes = [];
  for (let i = 0; i < 3; i++) codes.push(codeOf(await askAs(strict.gateway, `no-${i}`, VIEWER)));
  expect(codes).toEqual(Array(3).fill('UNAUTHENTICATED'));
  const rapi = () =>
    fetch(`${strict.server.url}/rapi/GetClients`, {
      method: 'POST',
      body: new URLSearchParams({ token: 'no' }),
    });
  expect((await rapi()).status).toBe(403);
  expect((await rapi()).status).toBe(403);
  const limited = await rapi();
  expect(limited.status).toBe(429);
  expect(Number(limited.headers.get('retry-after'))).toBeGreaterThan(0);
  expect(await limited.json()).toMatchObject({ result: 'error' });
  const graphql = await askAs(strict.gateway, 'no-9', VIEWER);
  expect([graphql.status, codeOf(graphql)]).toEqual([429, 'RATE_LIMITED']);
  expect(Number(graphql.headers.get('retry-after'))).toBeGreaterThan(0);
  expect(await closeCodeOf(strict.server.url, 'no-10')).toBe(4403);
  // Who holds a good token is not made to pay for a neighbour's tries.
  expect((await askAs(strict.gateway, tokenOf('carol'), VIEWER)).errors).toBeUndefined();
});

it('limits the requests of one credential and leaves the others alone', async () => {
  const ask = (who: 'carol' | 'rob') => askAs(strict.gateway, tokenOf(who), VIEWER);
  const answers = await Promise.all(Array.from({ length: 60 }, () => ask('carol')));
  expect(answers.filter(({ errors }) => !errors)).toHaveLength(40);
  const refused = answers.find(({ errors }) => errors);
  expect([refused?.status, refused && codeOf(refused)]).toEqual([429, 'RATE_LIMITED']);
  expect((await ask('rob')).errors).toBeUndefined();
});

it('counts for a program that signs in many people by whom it is about', async () => {
  const login = (email: string) =>
    fetch(`${strict.server.url}/rapi/ValidateLogin`, {
      method: 'POST',
      body: new URLSearchParams({ token: tokenOf('staff'), email, password: 'wrong' }),
    });
  for (let i = 0; i < 8; i++) expect((await login(`many${i}@users.test`)).status).toBe(200);
  for (let i = 0; i < 5; i++) expect((await login('one@users.test')).status).toBe(200);
  expect((await login('one@users.test')).status).toBe(429);
});

it('counts in memory while Redis is away', async () => {
  const troubles: Error[] = [];
  const limiter = await openLimiter({
    requestsPerMinute: 2,
    failuresPerTenMinutes: 2,
    redisUrl: 'redis://127.0.0.1:9',
    onTrouble: (error) => void troubles.push(error),
  });
  await limiter.request('a');
  await limiter.request('a');
  await expect(limiter.request('a')).rejects.toMatchObject({ code: 'RATE_LIMITED' });
  await limiter.request('b');
  const attempt = await limiter.attempt('a');
  await attempt.succeeded();
  await vi.waitFor(() => expect(troubles.length).toBeGreaterThan(0));
  await limiter.close();
});

it('lets everything through where the limits are 0', async () => {
  const off = { requestsPerMinute: 0, failuresPerTenMinutes: 0 };
  const limiter = await openLimiter({ ...off, redisUrl: undefined, onTrouble: () => {} });
  for (let i = 0; i < 1_000; i++) await limiter.request('a');
  await limiter.close();
});

it('closes the open subscriptions of a session that is revoked, within seconds', async () => {
  const { accessToken } = await signIn(gateway, 'Lara');
  const closed = new Promise<number>((resolve) => {
    const client = createClient({
      url: gateway.url.replace('http', 'ws') + '/graphql',
      webSocketImpl: WebSocket,
      connectionParams: { authorization: `Bearer ${accessToken}` },
      retryAttempts: 0,
      on: { closed: (event) => resolve((event as CloseEvent).code) },
    });
    client.subscribe(
      { query: 'subscription { ticketUpdated { cursor } }' },
      { next: () => {}, error: () => {}, complete: () => {} },
    );
  });
  await new Promise((resolve) => setTimeout(resolve, 500));
  await askAs(gateway, accessToken, 'mutation { signOut { signedOut } }');
  const late = new Promise<string>((resolve) => setTimeout(resolve, 12_000, 'still open'));
  expect(await Promise.race([closed, late])).toBe(4403);
});

/** The code a socket is closed with when it introduces itself by this token. */
function closeCodeOf(url: string, token: string): Promise<number> {
  return new Promise((resolve) => {
    const socket = new WebSocket(`${url.replace('http', 'ws')}/graphql`, 'graphql-transport-ws');
    socket.on('open', () =>
      socket.send(JSON.stringify({ type: 'connection_init', payload: { authorization: token } })),
    );
    socket.on('close', resolve);
  });
}
