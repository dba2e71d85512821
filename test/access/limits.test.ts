import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createClient } from 'graphql-ws';
import { afterAll, beforeAll, beforeEach, expect, it, vi } from 'vitest';
import WebSocket from 'ws';
import { type RunningApp, startApp } from '#app.ts';
import { readConfig } from '#config.ts';
import { forgetBans } from '#modules/access/bans.ts';
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
    COST_LIMIT: '300',
    ATTEMPT_LIMIT: '5',
    TRUST_PROXY: '127.0.0.1',
  });
  const running = await startApp(config, { opened: await testDatabase() });
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

it('counts unknown tokens at every transport together', async () => {
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
  expect(await closeCodeOf(strict.server.url, 'no-10')).toBe(1013);
  // Who holds a good token is not made to pay for a neighbour's tries.
  expect((await askAs(strict.gateway, tokenOf('carol'), VIEWER)).errors).toBeUndefined();
});

it('counts wrong links of tickets as tries (G69)', async () => {
  const codes = [];
  for (let i = 0; i < 6; i++)
    codes.push(codeOf(await askAs(strict.gateway, `ticket:99999${i}:AAAAAAAAAAAAAAAA`, VIEWER)));
  expect(codes).toEqual([...Array(5).fill('TICKET_NOT_FOUND'), 'RATE_LIMITED']);
});

it('limits the requests of one credential and leaves the others alone', async () => {
  const ask = (who: 'carol' | 'rob') => askAs(strict.gateway, tokenOf(who), VIEWER);
  const answers = await Promise.all(Array.from({ length: 60 }, () => ask('carol')));
  expect(answers.filter(({ errors }) => !errors)).toHaveLength(40);
  const refused = answers.find(({ errors }) => errors);
  expect([refused?.status, refused && codeOf(refused)]).toEqual([429, 'RATE_LIMITED']);
  expect((await ask('rob')).errors).toBeUndefined();
});

/** A request of Rita's key on every transport, from an address behind the proxy. */
const everywhere = (url: string): Record<string, () => Promise<Response>> => {
  const token = tokenOf('reseller');
  const from = { 'x-forwarded-for': '203.0.113.9' };
  const authorization = `Bearer ${token}`;
  const json = { 'content-type': 'application/json', authorization };
  const query = `auth-userid=${gateway.resellerId}&api-key=${token}&customer-id=${gateway.rob}`;
  const post = (path: string, headers: Record<string, string>, body: BodyInit) =>
    fetch(url + path, { method: 'POST', headers: { ...headers, ...from }, body });
  const get = (path: string, headers: Record<string, string> = {}) =>
    fetch(url + path, { headers: { ...headers, ...from } });
  return {
    graphql: () => post('/graphql', json, JSON.stringify({ query: VIEWER })),
    rapi: () => post('/rapi/GetClients', {}, new URLSearchParams({ token })),
    'LogicBoxes JSON': () => get(`/api/billing/customer-balance.json?${query}`),
    'LogicBoxes XML': () => get(`/api/billing/customer-balance.xml?${query}`),
    files: () => get('/files/invoices/1.pdf', { authorization }),
    mcp: () => post('/mcp', json, JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'ping' })),
  };
};

it('answers 429 and how long to wait on every transport, in its own form', async () => {
  const transports = everywhere(strict.server.url);
  await Promise.all(Array.from({ length: 41 }, transports.graphql!));
  for (const [name, ask] of Object.entries(transports)) {
    const answer = await ask();
    expect([name, answer.status]).toEqual([name, 429]);
    const seconds = Number(answer.headers.get('retry-after'));
    expect(seconds).toBeGreaterThan(0);
    expect(seconds).toBeLessThanOrEqual(60);
    const text = await answer.text();
    if (name === 'LogicBoxes JSON')
      expect(JSON.parse(text)).toEqual({
        status: 'ERROR',
        message: expect.stringMatching(/^Too many requests\. Wait \d+ seconds/) as string,
      });
    if (name === 'LogicBoxes XML') expect(text).toContain('<string>ERROR</string>');
  }
});

it('answers a banned address 403 on every transport, whatever its key', async () => {
  const BAN = 'mutation ($input: AddBannedIpInput!) { addBannedIp(input: $input) { ban { id } } }';
  await gateway.data(BAN, { input: { address: '203.0.113.0/24', reason: 'abuse', days: 1 } });
  forgetBans(strict.running.app);
  for (const [name, ask] of Object.entries(everywhere(strict.server.url)))
    expect([name, (await ask()).status]).toEqual([name, 403]);
});

it('tells what the limits leave, on every transport, before it says no (G66)', async () => {
  const graphql = await askAs(strict.gateway, tokenOf('rob'), VIEWER);
  expect(graphql.headers.get('ratelimit-policy')).toBe(
    '"requests";q=40;w=60, "cost";q=300;w=60;qu="cost"',
  );
  const state = /^"requests";r=39;t=(\d+), "cost";r=299;t=\d+$/;
  const [, seconds] = state.exec(graphql.headers.get('ratelimit') ?? '') ?? [];
  expect(Number(seconds)).toBeGreaterThan(0);
  expect(Number(seconds)).toBeLessThanOrEqual(60);
  const body = new URLSearchParams({ token: tokenOf('rob') });
  const rapi = await fetch(`${strict.server.url}/rapi/GetClients`, { method: 'POST', body });
  expect(rapi.headers.get('ratelimit')).toMatch(/^"requests";r=38;t=\d+$/);
});

it('limits what the operations of one credential cost together', async () => {
  const read = '{ tickets(first: 50) { edges { node { id } } } rateLimit { remaining } }';
  const answers = [];
  for (let i = 0; i < 4; i++) answers.push(await askAs(strict.gateway, tokenOf('rob'), read));
  // 1 + 50 + 50 + 1 each, of 300.
  const left = answers.map(({ data }) => data?.rateLimit.remaining);
  expect(left).toEqual([198, 96, undefined, undefined]);
  expect([answers[2]!.status, codeOf(answers[2]!)]).toEqual([429, 'RATE_LIMITED']);
  expect(Number(answers[3]!.headers.get('retry-after'))).toBeGreaterThan(0);
  expect(answers[3]!.headers.get('ratelimit')).toContain('"cost";r=0;t=');
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
  const troubles: (Error | undefined)[] = [];
  const limiter = await openLimiter({
    requestsPerMinute: 2,
    costPerMinute: 0,
    failuresPerTenMinutes: 2,
    redisUrl: 'redis://127.0.0.1:9',
    onTrouble: () => {},
    onRedis: (isThere, error) => void (isThere || troubles.push(error)),
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
  const off = { requestsPerMinute: 0, costPerMinute: 0, failuresPerTenMinutes: 0 };
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
