import { createHash } from 'node:crypto';
import { beforeAll, expect, it } from 'vitest';
import { forgetBans } from '#modules/access/bans.ts';
import { startServer } from '#server.ts';
import { type Gateway, openGateway } from '#test/gateway.ts';
import { tokenOf } from '#test/people.ts';
import { callWhmcs, whmcs } from './whmcs.ts';

let gateway: Gateway;
beforeAll(async () => {
  gateway = await openGateway();
});

const md5 = (text: string) => createHash('md5').update(text).digest('hex');

const post = async (form: Record<string, string>, path = '/includes/api.php') => {
  const body = new URLSearchParams({ action: 'GetCurrencies', responsetype: 'json', ...form });
  const response = await fetch(`${gateway.url}${path}`, { method: 'POST', body });
  return { status: response.status, reply: (await response.json()) as Record<string, unknown> };
};

it('knows a credential by both spellings of its pair, and by the MD5 of its secret', async () => {
  const secret = tokenOf('staff');
  const known: Record<string, string>[] = [
    { identifier: 'staff', secret },
    { username: 'staff', password: secret },
    // The staff member's user name, as programs older than credentials send it.
    { username: 'ada', password: md5(secret) },
    { identifier: 'staff', secret: md5(secret) },
  ];
  for (const pair of known)
    expect(await post(pair), JSON.stringify(pair)).toMatchObject({
      status: 200,
      reply: { result: 'success', totalresults: '1' },
    });
});

it('refuses every other pair with 403 and says nothing of which half was wrong', async () => {
  const secret = tokenOf('staff');
  const refused = { status: 403, reply: { result: 'error', message: 'Authentication Failed' } };
  for (const pair of [
    {},
    { secret },
    { identifier: 'staff' },
    { identifier: 'staff', secret: 'wrong' },
    { identifier: 'carol', secret },
    { identifier: 'nobody', secret },
    { identifier: '', secret },
    { username: 'ada', password: md5('wrong') },
    { username: 'ada', password: md5(md5(secret)) },
    { identifier: 'staff', secret: createHash('sha256').update(secret).digest('hex') },
  ])
    expect(await post(pair as Record<string, string>), JSON.stringify(pair)).toEqual(refused);
});

it('takes the MD5 of a token for no token anywhere else', async () => {
  const { status } = await post({ token: md5(tokenOf('staff')) }, '/rapi/GetCurrencies');
  expect(status).toBe(403);
  const document = { query: '{ viewer { kind } }' };
  const response = await fetch(`${gateway.url}/graphql`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      authorization: `Bearer ${md5(tokenOf('staff'))}`,
    },
    body: JSON.stringify(document),
  });
  expect(await response.text()).toContain('UNAUTHENTICATED');
});

it('opens a token of a session to nobody', async () => {
  await gateway.rapi('AddUser', {
    first_name: 'Uma',
    last_name: 'User',
    email: 'uma@users.test',
    password: 'correct horse battery',
  });
  const login = await gateway.rapi('ValidateLogin', {
    email: 'uma@users.test',
    password: 'correct horse battery',
  });
  const { status } = await post({
    identifier: 'uma@users.test',
    secret: String(login.access_token),
  });
  expect(status).toBe(403);
});

it('holds a credential to its addresses, unless the access key of the configuration is sent', async () => {
  const { createApiCredential } = await gateway.data(
    `mutation ($input: CreateApiCredentialInput!) {
      createApiCredential(input: $input) { token credential { identifier } }
    }`,
    { input: { kind: 'STAFF', name: 'Office', permissions: ['*'], addresses: ['203.0.113.0/24'] } },
  );
  const pair = {
    identifier: createApiCredential.credential.identifier as string,
    secret: createApiCredential.token as string,
  };
  const refused = { status: 403, reply: { result: 'error', message: 'Invalid IP 127.0.0.1' } };
  expect(await post(pair)).toEqual(refused);
  // Nothing is configured in this gateway: no key opens it.
  expect(await post({ ...pair, accesskey: '' })).toEqual(refused);
  expect(await post({ ...pair, accesskey: 'undefined' })).toEqual(refused);
  // A new credential is known by the MD5 of its secret, too.
  expect(await post({ ...pair, secret: md5(pair.secret) })).toEqual(refused);

  const apiAccessKey = 'a key of twenty-four signs';
  const { app } = gateway;
  const server = await startServer({ ...app, config: { ...app.config, apiAccessKey } });
  const status = async (accesskey: string) => {
    const body = new URLSearchParams({ ...pair, accesskey, action: 'GetCurrencies' });
    const { status: code } = await fetch(`${server.url}/includes/api.php`, {
      method: 'POST',
      body,
    });
    return code;
  };
  expect(await status(apiAccessKey)).toBe(200);
  expect(await status(`${apiAccessKey}!`)).toBe(403);
  await server.stop();
});

it('names the action that a credential may not call, in lower case', async () => {
  const refused = await callWhmcs(gateway, 'GetClients', { responsetype: 'json' }, 'clerk');
  expect(refused).toMatchObject({
    status: 403,
    text: '{"result":"error","message":"Invalid Permissions: API action \\"getclients\\" is not allowed"}',
  });
  expect(await whmcs(gateway, 'GetInvoice', { invoiceid: 1 }, 'carol')).toMatchObject({
    result: 'error',
  });
});

it('lets nobody in from a banned address', async () => {
  // The interface bans nobody's own address, and every test comes from one.
  await gateway.app.db.bannedAddress.create({ data: { cidr: '127.0.0.1/32', reason: 'Spam' } });
  forgetBans(gateway.app);
  const refused = await callWhmcs(gateway, 'GetCurrencies', { responsetype: 'json' });
  expect(refused).toMatchObject({
    status: 403,
    text: '{"result":"error","message":"Invalid IP 127.0.0.1"}',
  });
});
