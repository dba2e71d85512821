import { createClient } from 'graphql-ws';
import { afterAll, beforeAll, expect, it } from 'vitest';
import WebSocket from 'ws';
import { Secret, TOTP } from 'otpauth';
import { now } from '#core/clock.ts';
import { type Gateway, openGateway } from '#test/gateway.ts';
import { addUser, PASSWORD } from './cast.ts';

const PAGE = 'https://app.example.test';
const STRANGER = 'https://evil.example.test';

let gateway: Gateway;
beforeAll(async () => {
  gateway = await openGateway();
  gateway.app.config.corsOrigins = [PAGE];
  await addUser(gateway, 'Paula', [{ clientId: gateway.carol }]);
});
afterAll(() => {
  gateway.app.config.corsOrigins = [];
});

/** A browser's page: it keeps cookies, and sends them with its origin. */
function openPage(origin: string = PAGE) {
  const jar = new Map<string, string>();
  const send = async (path: string, init: RequestInit = {}) => {
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ');
    const response = await fetch(gateway.url + path, {
      ...init,
      headers: { origin, ...(cookie && { cookie }), ...(init.headers as object) },
    });
    for (const line of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      if (/Max-Age=0\b/.test(line)) jar.delete(name);
      else jar.set(name, value);
    }
    return response;
  };
  const ask = async (query: string, variables: object = {}, headers: object = {}) => {
    const response = await send('/graphql', {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify({ query, variables }),
    });
    // oxlint-disable-next-line typescript/no-explicit-any -- each test knows what it asked for
    const body = (await response.json()) as any;
    return { status: response.status, headers: response.headers, ...body };
  };
  return { jar, send, ask };
}

const SIGN_IN = `mutation ($input: ValidateLoginInput!) { validateLogin(input: $input) {
  session { accessToken refreshToken csrfToken accessExpiresAt } challenge { token } } }`;
const input = { email: 'paula@users.test', password: PASSWORD, asCookie: true };
const REFRESH = `mutation { refreshSession(input: {}) { session { accessToken csrfToken } } }`;
const WHO = '{ viewer { kind csrfToken user { email } } }';

/** A page that is signed in, and its CSRF token. */
async function signedIn() {
  const page = openPage();
  const { data } = await page.ask(SIGN_IN, { input });
  return { ...page, csrf: { 'x-csrf-token': data.validateLogin.session.csrfToken as string } };
}

it('puts a session into cookies that no script reads, and shows no token (G67)', async () => {
  const page = openPage();
  const { data, headers } = await page.ask(SIGN_IN, { input });
  expect(data.validateLogin.session).toEqual({
    accessToken: null,
    refreshToken: null,
    csrfToken: expect.stringMatching(/^[0-9a-f]{64}$/) as string,
    accessExpiresAt: expect.any(String) as string,
  });
  const cookies = headers.getSetCookie() as string[];
  expect(cookies).toHaveLength(2);
  expect(cookies[0]).toMatch(
    /^hostgraph_access=hgs_\S+; Path=\/; Max-Age=900; HttpOnly; Secure; SameSite=Lax$/,
  );
  expect(cookies[1]).toMatch(
    /^hostgraph_refresh=hgr_\S+; Path=\/graphql; Max-Age=2592000; HttpOnly; Secure; SameSite=Lax$/,
  );
  const plain = await openPage().ask(SIGN_IN, { input: { ...input, asCookie: false } });
  expect(plain.headers.getSetCookie()).toEqual([]);
  expect(plain.data.validateLogin.session.accessToken).toMatch(/^hgs_/);
});

it('takes a change by cookie from a known origin and with the CSRF token only (G67)', async () => {
  const page = await signedIn();
  const seen = await page.ask(WHO, {}, page.csrf);
  expect(seen.data.viewer).toEqual({
    kind: 'CUSTOMER',
    csrfToken: page.csrf['x-csrf-token'],
    user: { email: 'paula@users.test' },
  });
  const codes = async (headers: object) => {
    const { status, errors, data } = await page.ask(WHO, {}, headers);
    return [status, errors?.[0].extensions.code, data];
  };
  expect(await codes({})).toEqual([403, 'CSRF_TOKEN_INVALID', undefined]);
  expect(await codes({ 'x-csrf-token': 'forged' })).toEqual([403, 'CSRF_TOKEN_INVALID', undefined]);
  for (const origin of [STRANGER, 'null'])
    expect(await codes({ ...page.csrf, origin })).toEqual([403, 'ORIGIN_REFUSED', undefined]);
  // Another sign-in's token proves nothing about this one.
  const other = await signedIn();
  expect(await codes(other.csrf)).toEqual([403, 'CSRF_TOKEN_INVALID', undefined]);
  // Without any origin it is no page: a browser names it with every change.
  const cookie = [...page.jar].map(([name, value]) => `${name}=${value}`).join('; ');
  const headers = { 'content-type': 'application/json', cookie, ...page.csrf };
  const bare = await fetch(`${gateway.url}/graphql`, {
    method: 'POST',
    headers,
    body: JSON.stringify({ query: WHO }),
  });
  expect(bare.status).toBe(403);
});

it('gives a page that was reloaded its CSRF token by a GET (G67)', async () => {
  const page = await signedIn();
  const again = await page.send(`/graphql?query=${encodeURIComponent(WHO)}`);
  expect(await again.json()).toMatchObject({
    data: { viewer: { csrfToken: page.csrf['x-csrf-token'] } },
  });
  const stranger = await page.send(`/graphql?query=${encodeURIComponent(WHO)}`, {
    headers: { origin: STRANGER },
  });
  expect(stranger.status).toBe(403);
});

it('refreshes by cookie, in two tabs at once, under the same CSRF token (G37, G67)', async () => {
  const page = await signedIn();
  page.jar.delete('hostgraph_access');
  const tabs = await Promise.all([page.ask(REFRESH), page.ask(REFRESH)]);
  for (const { data } of tabs)
    expect(data.refreshSession.session).toEqual({
      accessToken: null,
      csrfToken: page.csrf['x-csrf-token'],
    });
  expect((await page.ask(WHO, {}, page.csrf)).data.viewer.kind).toBe('CUSTOMER');
  // A stranger's page cannot have the browser refresh.
  const forged = await page.ask(REFRESH, {}, { origin: STRANGER });
  expect(forged.errors[0].extensions.code).toBe('ORIGIN_REFUSED');
});

it('takes back a cookie that is good for nothing any more, and signs out (G67)', async () => {
  const page = await signedIn();
  page.jar.set('hostgraph_access', 'hgs_forged');
  const { status, data } = await page.ask(WHO);
  expect([status, data.viewer.kind]).toEqual([200, 'NOBODY']);
  expect(page.jar.has('hostgraph_access')).toBe(false);
  await page.ask(REFRESH);
  const out = await page.ask('mutation { signOut { signedOut } }', {}, page.csrf);
  expect(out.data.signOut).toEqual({ signedOut: true });
  expect(page.jar.size).toBe(0);
});

it('keeps the second factor, and gives its session in cookies (G67)', async () => {
  await addUser(gateway, 'Quinn');
  const page = openPage();
  const mine = { ...input, email: 'quinn@users.test' };
  const { data } = await page.ask(SIGN_IN, { input: mine });
  const csrf = { 'x-csrf-token': data.validateLogin.session.csrfToken as string };
  const SEND = 'mutation { sendTwoFactorCode(input: { module: TOTP }) { secret } }';
  const sent = await page.ask(SEND, {}, csrf);
  const app = new TOTP({ secret: Secret.fromBase32(sent.data.sendTwoFactorCode.secret) });
  const ACTIVATE = `mutation ($input: ActivateTwoFactorInput!) {
    activateTwoFactor(input: $input) { backupCodes } }`;
  const code = app.generate({ timestamp: now().getTime() });
  const active = await page.ask(ACTIVATE, { input: { module: 'TOTP', code } }, csrf);
  const [backup] = active.data.activateTwoFactor.backupCodes as string[];

  const next = openPage();
  const first = await next.ask(SIGN_IN, { input: mine });
  expect(first.headers.getSetCookie()).toEqual([]);
  const ANSWER = `mutation ($input: CompleteSignInInput!) {
    completeSignIn(input: $input) { session { accessToken } } }`;
  const { challenge } = first.data.validateLogin;
  const second = await next.ask(ANSWER, {
    input: { challenge: challenge.token, code: backup, asCookie: true },
  });
  expect(second.data.completeSignIn.session.accessToken).toBeNull();
  expect(next.jar.size).toBe(2);
});

it('gives the cookies again to a page that sends its sign-in again under its key (G67)', async () => {
  const key = { 'idempotency-key': 'cookies-again' };
  await openPage().ask(SIGN_IN, { input }, key);
  const page = openPage();
  await page.ask(SIGN_IN, { input }, key);
  expect(page.jar.size).toBe(2);
});

it('follows events over a socket by cookie, from a known origin only (G67)', async () => {
  const page = await signedIn();
  const cookie = [...page.jar].map(([name, value]) => `${name}=${value}`).join('; ');
  const kindOver = (origin: string) =>
    new Promise<unknown>((resolve) => {
      class Browser extends WebSocket {
        constructor(url: string, protocols: string) {
          super(url, protocols, { headers: { origin, cookie } });
        }
      }
      const client = createClient({
        url: `${gateway.url.replace('http', 'ws')}/graphql`,
        webSocketImpl: Browser,
        retryAttempts: 0,
        on: { closed: (event) => resolve((event as CloseEvent).code) },
      });
      client.subscribe(
        { query: '{ viewer { kind } }' },
        {
          next: ({ data }) => {
            resolve(data);
            void client.dispose();
          },
          error: () => undefined,
          complete: () => undefined,
        },
      );
    });
  expect(await kindOver(PAGE)).toEqual({ viewer: { kind: 'CUSTOMER' } });
  expect(await kindOver(STRANGER)).toBe(4403);
});
