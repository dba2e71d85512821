import { afterAll, beforeAll, expect, it } from 'vitest';
import { freeze } from '#core/clock.ts';
import { codeOf, type Gateway, openGateway } from '#test/gateway.ts';
import { transcript } from '#test/transcript.ts';

let gateway: Gateway;
const thaw = freeze('2026-11-21T12:00:00Z');
beforeAll(async () => {
  gateway = await openGateway();
});
afterAll(thaw);

const formData = (form: object) => Buffer.from(JSON.stringify(form)).toString('base64');
const SAVE = `mutation ($input: SaveResellerApiKeyInput!) {
  saveResellerApiKey(input: $input) { token apiKey { id name permissions commands } }
}`;
const viewerBy = async (token: string) => {
  const response = await fetch(`${gateway.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: '{"query":"{ viewer { kind permissions } clients { totalCount } }"}',
  });
  return { status: response.status, body: await response.json() };
};

it('shows a new key’s token once, and the key does what it may and no more', async () => {
  const input = {
    clientId: `Client:${gateway.rita}`,
    name: 'Reader',
    permissions: ['clients:read'],
  };
  const { saveResellerApiKey: made } = await gateway.data(SAVE, { input }, 'reseller');
  const seen = await viewerBy(made.token);
  expect(seen.body).toEqual({
    data: {
      viewer: { kind: 'RESELLER', permissions: ['clients:read'] },
      clients: { totalCount: 1 },
    },
  });
  const list = '{ resellerApiKeys(clientId: "Client:2") { name tokenLast4 } }';
  const { resellerApiKeys } = await gateway.data(list, {}, 'reseller');
  expect(JSON.stringify(resellerApiKeys)).not.toContain(made.token);

  const rotated = await gateway.data(
    `mutation ($input: RotateResellerApiKeyInput!) { rotateResellerApiKey(input: $input) { token } }`,
    { input: { id: made.apiKey.id } },
    'reseller',
  );
  expect((await viewerBy(made.token)).status).toBe(401);
  const { token } = rotated.rotateResellerApiKey;
  expect((await viewerBy(token)).status).toBe(200);
  await gateway.data(
    `mutation ($input: DeleteResellerApiKeyInput!) { deleteResellerApiKey(input: $input) { apiKey { revokedAt } } }`,
    { input: { id: made.apiKey.id } },
    'reseller',
  );
  expect((await viewerBy(token)).status).toBe(401);
});

it('never lets a key give away more than it holds', async () => {
  const base = { clientId: `Client:${gateway.rita}`, name: 'Manager' };
  const input = { ...base, permissions: ['resellers:write', 'clients:read'] };
  const { saveResellerApiKey } = await gateway.data(SAVE, { input });
  const response = await fetch(`${gateway.url}/graphql`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      authorization: `Bearer ${saveResellerApiKey.token}`,
    },
    body: JSON.stringify({ query: SAVE, variables: { input: { ...base, permissions: ['*'] } } }),
  });
  const answer = (await response.json()) as { errors: { extensions: object }[] };
  expect(answer.errors[0]?.extensions).toMatchObject({ code: 'PERMISSION_BEYOND_YOURS' });
});

it('refuses a key for a client that is none of its own, or no reseller', async () => {
  const input = { clientId: `Client:${gateway.carol}`, name: 'x' };
  expect(codeOf(await gateway.ask(SAVE, { input }, 'reseller'))).toBe('CLIENT_NOT_FOUND');
  expect(codeOf(await gateway.ask(SAVE, { input }, 'staff'))).toBe('CLIENT_NOT_FOUND');
});

it('refuses a key once it has expired', async () => {
  const input = {
    clientId: `Client:${gateway.rita}`,
    name: 'Short',
    expiresAt: '2026-11-21T12:00:01Z',
  };
  const { saveResellerApiKey } = await gateway.data(SAVE, { input });
  expect((await viewerBy(saveResellerApiKey.token)).status).toBe(200);
  const later = freeze('2026-11-21T12:00:02Z');
  expect((await viewerBy(saveResellerApiKey.token)).status).toBe(401);
  later();
});

it('speaks DoResellerApiKeySave as it always did', async () => {
  const form = { clientid: gateway.rita, name: 'Billing program' };
  await transcript(
    gateway,
    'DoResellerApiKeySave',
    [
      { title: 'a new key', form: { FormData: formData(form) }, as: 'reseller' },
      {
        title: 'with everything',
        form: {
          FormData: formData({
            ...form,
            permissions: ['clients:read', 'billing:read'],
            commands: 'GetClients, AddClientNote',
            ip_addresses: ['203.0.113.7', '2001:db8::/32'],
            expires_at: '2027-01-31',
          }),
        },
      },
      { title: 'changing one', form: { FormData: formData({ ...form, id: 10, name: 'Renamed' }) } },
      { title: 'a key that is none', form: { FormData: formData({ ...form, id: 9999 }) } },
      {
        title: 'no such permission',
        form: { FormData: formData({ ...form, permissions: ['x:y'] }) },
      },
      { title: 'no such command', form: { FormData: formData({ ...form, commands: ['Cook'] }) } },
      {
        title: 'no address',
        form: { FormData: formData({ ...form, ip_addresses: ['999.1.1.1'] }) },
      },
      { title: 'no name', form: { FormData: formData({ clientid: gateway.rita }) } },
      {
        title: 'another’s',
        form: { FormData: formData({ ...form, clientid: 1 }) },
        as: 'reseller',
      },
      { title: 'no base64', form: { FormData: '***' } },
    ],
    ['token', 'identifier'],
  );
});

it('speaks GetResellerApis and GetResellerApiForm as they always did', async () => {
  const clientid = gateway.rita;
  await transcript(
    gateway,
    'GetResellerApis',
    [
      { title: 'the reseller’s keys', form: { clientid }, as: 'reseller' },
      { title: 'another client’s', form: { clientid: gateway.carol }, as: 'reseller' },
      { title: 'a customer', form: { clientid }, as: 'carol' },
    ],
    ['token', 'identifier', 'created_at', 'lastused'],
  );
  await transcript(gateway, 'GetResellerApiForm', [
    { title: 'a new key', form: { clientid } },
    { title: 'an existing one', form: { user_id: clientid, id: 11 }, as: 'reseller' },
    { title: 'one that is none', form: { clientid, id: 9999 } },
    { title: 'no reseller', form: { clientid: gateway.carol } },
  ]);
});

it('speaks DoResellerApiKeyDelete as it always did', async () => {
  await transcript(gateway, 'DoResellerApiKeyDelete', [
    { title: 'a key', form: { id: 10 }, as: 'reseller' },
    { title: 'again', form: { id: 10 }, as: 'reseller' },
    { title: 'a customer', form: { id: 8 }, as: 'carol' },
    { title: 'staff’s own credential', form: { id: 1 }, as: 'staff' },
  ]);
});

it('speaks the four address commands as they always did', async () => {
  const user_id = gateway.rita;
  await transcript(gateway, 'GetResellerIpForm', [{ title: 'the form', form: {} }]);
  await transcript(gateway, 'DoResellerIpSave', [
    { title: 'this machine', form: { user_id, FormData: formData({ ip_address: '127.0.0.0/8' }) } },
    {
      title: 'a network with a note',
      form: { user_id, FormData: formData({ ip_address: '2001:db8::/32', note: 'Office' }) },
      as: 'reseller',
    },
    { title: 'again', form: { user_id, FormData: formData({ ip_address: '2001:db8::/32' }) } },
    { title: 'no address', form: { user_id, FormData: formData({ ip_address: 'here' }) } },
    {
      title: 'no reseller',
      form: { user_id: gateway.carol, FormData: formData({ ip_address: '::1' }) },
    },
  ]);
  await transcript(
    gateway,
    'GetResellerIPs',
    [
      { title: 'the list', form: { clientid: user_id } },
      { title: 'another’s', form: { clientid: gateway.carol }, as: 'reseller' },
    ],
    ['created_at'],
  );
  await transcript(gateway, 'DoResellerIpDelete', [
    { title: 'an address', form: { id: 4 } },
    { title: 'none', form: { id: 9999 } },
    { title: 'a customer', form: { id: 3 }, as: 'carol' },
  ]);
});
