import { beforeAll, expect, it } from 'vitest';
import { type Gateway, openGateway } from '#test/gateway.ts';
import { askAs } from './cast.ts';

let gateway: Gateway;
beforeAll(async () => {
  gateway = await openGateway();
});

const formOf = (data: object) => Buffer.from(JSON.stringify(data)).toString('base64');
const inDays = (days: number) =>
  new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);

/** Calls a legacy command with any token. */
async function rapiAs(token: string, command: string, form: Record<string, string>) {
  const body = new URLSearchParams({ token, ...form });
  const response = await fetch(`${gateway.url}/rapi/${command}`, { method: 'POST', body });
  return { status: response.status, ...((await response.json()) as Record<string, unknown>) };
}

const save = (token: string, data: object) =>
  rapiAs(token, 'DoResellerApiKeySave', {
    FormData: formOf({ clientid: gateway.rita, ...data }),
  });

const RITA = 'token-of-reseller';

/** A key for two commands, from here, for three days. */
async function narrow(): Promise<string> {
  const reply = (await save(RITA, {
    name: 'narrow',
    commands: ['DoResellerApiKeySave', 'GetResellerApis'],
    ip_addresses: ['127.0.0.1'],
    expires_at: inDays(3),
  })) as unknown as { token: string };
  expect(reply).toMatchObject({ result: 'success' });
  return reply.token;
}

it('keeps the commands of a key on every transport (R3, G5)', async () => {
  const token = await narrow();
  const answer = await askAs(gateway, token, '{ clients { totalCount } viewer { kind } }');
  expect(answer.errors?.[0]?.extensions).toMatchObject({ code: 'FORBIDDEN' });
  expect(answer.data).toEqual({ clients: null, viewer: { kind: 'RESELLER' } });
  const query = new URLSearchParams({
    'auth-userid': String(gateway.resellerId),
    'api-key': token,
    'customer-id': String(gateway.rob),
  });
  const balance = await fetch(`${gateway.url}/api/billing/customer-balance.json?${query}`);
  expect([balance.status, await balance.json()]).toEqual([
    500,
    {
      status: 'ERROR',
      message: 'Access Denied: You are not authorized to perform this action.',
    },
  ]);
  const own = await rapiAs(token, 'GetResellerApis', { clientid: String(gateway.rita) });
  expect(own).toMatchObject({ result: 'success' });
  const file = await fetch(`${gateway.url}/files/invoices/1.pdf`, {
    headers: { authorization: `Bearer ${token}` },
  });
  expect(file.status).toBe(403);
});

it('lets a limited key make no stronger one (R4)', async () => {
  const token = await narrow();
  const stronger = await save(token, { name: 'escalated' });
  expect(stronger).toMatchObject({ result: 'error' });
  expect(String((stronger as { message?: unknown }).message)).toMatch(
    /^You cannot give what you do not hold: .*commands.*ip_addresses.*expires_at/,
  );
  const { apis } = (await rapiAs(RITA, 'GetResellerApis', {
    clientid: String(gateway.rita),
  })) as unknown as { apis: { api: { name: string }[] } };
  expect(apis.api.map(({ name }) => name)).not.toContain('escalated');
  const same = await save(token, {
    name: 'same',
    permissions: [],
    commands: ['GetResellerApis'],
    ip_addresses: ['127.0.0.1'],
    expires_at: inDays(1),
  });
  expect(same).toMatchObject({ result: 'success' });
});

const SAVE = `mutation ($input: SaveResellerApiKeyInput!) {
  saveResellerApiKey(input: $input) {
    apiKey { id name permissions commands addresses { address } expiresAt } token
  }
}`;

it('changes of a key what is named and nothing else (R6)', async () => {
  const clientId = `Client:${gateway.rita}`;
  const limits = {
    permissions: ['clients:read', 'resellers:read'],
    commands: ['GetClients'],
    addresses: ['203.0.113.5'],
    expiresAt: `${inDays(9)}T00:00:00.000Z`,
  };
  const input = { clientId, name: 'limited', ...limits };
  const { saveResellerApiKey: made } = await gateway.data(SAVE, { input }, 'reseller');
  const { id } = made.apiKey;
  const renamed = await gateway.data(
    SAVE,
    { input: { clientId, id, name: 'renamed' } },
    'reseller',
  );
  expect(renamed.saveResellerApiKey.apiKey).toEqual({ ...made.apiKey, name: 'renamed' });
  for (const permissions of ['', []]) {
    const key = Number(id.split(':')[1]);
    expect(await save(RITA, { id: key, name: 'n', permissions })).toMatchObject({
      result: 'success',
    });
    const row = await gateway.app.db.apiCredential.findUniqueOrThrow({ where: { id: key } });
    expect(row.permissions).toEqual([]);
    expect(row.commands).toEqual(['GetClients']);
  }
});

it('refuses a reseller who puts a new client into a group (R1)', async () => {
  const group = await gateway.app.db.clientGroup.create({ data: { name: 'Half' } });
  const form = {
    first_name: 'Nora',
    last_name: 'New',
    email: 'nora@example.com',
    address1: '1 Road',
    city: 'London',
    state: 'London',
    postcode: 'N1',
    country: 'GB',
    phonenumber: '+442079460001',
  };
  const grouped = await rapiAs(RITA, 'AddClient', { ...form, group_id: String(group.id) });
  expect(grouped).toMatchObject({
    status: 403,
    message: 'Invalid Permissions: parameter "group_id" of API action "addclient" is not allowed',
  });
  expect(await gateway.app.db.client.count({ where: { email: form.email } })).toBe(0);
  expect(await rapiAs(RITA, 'AddClient', form)).toMatchObject({ result: 'success' });
});

it('writes what a key does under its client, whatever the key is called (R7)', async () => {
  const { token } = (await save(RITA, { name: 'ada' })) as unknown as { token: string };
  await rapiAs(token, 'AddClientNote', { user_id: String(gateway.rob), notes: 'hello' });
  const last = await gateway.app.db.activityEntry.findFirstOrThrow({ orderBy: { id: 'desc' } });
  expect([last.username, last.adminId]).toEqual(['rita@example.test', null]);
});

it('lets a suspended reseller read and change nothing (R8)', async () => {
  const { db, authCache } = gateway.app;
  const where = { id: gateway.resellerId };
  await db.reseller.update({ where, data: { status: 'SUSPENDED' } });
  await authCache.outlive();
  expect(await rapiAs(RITA, 'GetClients', { page_num: '1' })).toMatchObject({ result: 'success' });
  expect(
    await rapiAs(RITA, 'AddClientNote', { user_id: String(gateway.rob), notes: 'x' }),
  ).toMatchObject({ result: 'error', message: 'This reseller may not sell at the moment.' });
  await db.reseller.update({ where, data: { status: 'CLOSED' } });
  await authCache.outlive();
  expect(await rapiAs(RITA, 'GetClients', { page_num: '1' })).toMatchObject({
    status: 403,
    message: 'Authentication Failed',
  });
  await db.reseller.update({ where, data: { status: 'ACTIVE' } });
  await authCache.outlive();
});
