import { afterAll, beforeAll, expect, it } from 'vitest';
import { freeze } from '#core/clock.ts';
import { codeOf, type Gateway, openGateway } from '#test/gateway.ts';

let gateway: Gateway;
const thaw = freeze('2026-11-21T12:00:00Z');
beforeAll(async () => {
  gateway = await openGateway();
});
afterAll(thaw);

const ADD = `mutation ($input: CreateApiCredentialInput!) {
  createApiCredential(input: $input) { token credential { id tokenLast4 addresses { address } } }
}`;
const ROTATE = `mutation ($input: RotateApiCredentialInput!) { rotateApiCredential(input: $input) { token } }`;
const REVOKE = `mutation ($input: RevokeApiCredentialInput!) {
  revokeApiCredential(input: $input) { credential { revokedAt } }
}`;
const UPDATE = `mutation ($input: UpdateApiCredentialInput!) {
  updateApiCredential(input: $input) { credential { id } }
}`;

const withToken = async (token: string, query = '{ viewer { kind permissions commands } }') =>
  gateway.ask(query, {}, null, { authorization: `Bearer ${token}` });

it('shows a token once, and it works until it is rotated or revoked', async () => {
  const { createApiCredential } = await gateway.data(ADD, {
    input: { kind: 'STAFF', name: 'Billing robot', permissions: ['clients:read'] },
  });
  const { token, credential } = createApiCredential;
  expect((await withToken(token)).data.viewer).toMatchObject({
    kind: 'STAFF',
    permissions: ['clients:read'],
  });
  expect(credential.tokenLast4).toBe(token.slice(-4));
  const rows = await gateway.app.db.apiCredential.findMany();
  const audit = await gateway.app.db.auditEntry.findMany();
  expect(JSON.stringify([rows, audit.map(({ input }) => input)])).not.toContain(token);

  const input = { credentialId: credential.id };
  const { rotateApiCredential } = await gateway.data(ROTATE, { input });
  expect(codeOf(await withToken(token))).toBe('UNAUTHENTICATED');
  expect((await withToken(rotateApiCredential.token)).errors).toBeUndefined();
  await gateway.data(REVOKE, { input });
  expect(codeOf(await withToken(rotateApiCredential.token))).toBe('UNAUTHENTICATED');
  expect(codeOf(await gateway.ask(ROTATE, { input }))).toBe('API_CREDENTIAL_NOT_FOUND');
});

it('limits a key to commands, addresses and a time', async () => {
  const { createApiCredential } = await gateway.data(ADD, {
    input: {
      kind: 'CUSTOMER',
      name: 'Carol’s script',
      clientId: `Client:${gateway.carol}`,
      commands: ['GetClientDetails', 'GetClients'],
      addresses: ['127.0.0.1', '10.1.2.3/8'],
      expiresAt: '2026-11-22T00:00:00Z',
    },
  });
  const { token, credential } = createApiCredential;
  expect(credential.addresses).toEqual([{ address: '127.0.0.1' }, { address: '10.0.0.0/8' }]);
  const rapi = async (command: string) => {
    const body = new URLSearchParams({ token, user_id: String(gateway.carol) });
    const response = await fetch(`${gateway.url}/rapi/${command}`, { method: 'POST', body });
    return (await response.json()) as { result: string; message?: string };
  };
  expect((await rapi('GetClientDetails')).result).toBe('success');
  expect((await rapi('GetContacts')).message).toContain('Invalid Permissions');

  const elsewhere = { credentialId: credential.id, addresses: ['192.0.2.1'] };
  await gateway.data(UPDATE, { input: elsewhere });
  expect(codeOf(await withToken(token))).toBe('ADDRESS_REFUSED');
  await gateway.data(UPDATE, { input: { ...elsewhere, addresses: [] } });
  const back = freeze('2026-11-22T00:00:00Z');
  expect(codeOf(await withToken(token))).toBe('UNAUTHENTICATED');
  back();
});

it('names every command that there is not (F65)', async () => {
  const commands = ['GetEverything', 'GetClients', 'EatClients'];
  const { errors } = await gateway.ask(ADD, { input: { kind: 'STAFF', name: 'x', commands } });
  expect(errors?.[0]).toMatchObject({
    message: 'There are no commands "GetEverything", "EatClients".',
    extensions: { code: 'COMMAND_UNKNOWN', field: 'commands' },
  });
});

it('refuses names nobody knows and rights a kind cannot have', async () => {
  const refused = async (more: object, as?: 'clerk' | 'reseller') =>
    codeOf(await gateway.ask(ADD, { input: { kind: 'STAFF', name: 'x', ...more } }, as));
  expect(await refused({ permissions: ['clients:eat'] })).toBe('PERMISSION_UNKNOWN');
  expect(await refused({ commands: ['GetEverything'] })).toBe('COMMAND_UNKNOWN');
  expect(await refused({ addresses: ['10.0.0'] })).toBe('BAD_INPUT');
  expect(await refused({ expiresAt: '2026-11-21T11:00:00Z' })).toBe('BAD_INPUT');
  expect(await refused({ adminId: 'Admin:9999' })).toBe('ADMIN_NOT_FOUND');
  expect(await refused({ kind: 'CUSTOMER' })).toBe('BAD_INPUT');
  const client = { clientId: `Client:${gateway.carol}` };
  expect(await refused({ kind: 'RESELLER', ...client })).toBe('BAD_INPUT');
  expect(await refused({ kind: 'CUSTOMER', ...client, permissions: ['system:read'] })).toBe(
    'PERMISSION_UNKNOWN',
  );
  expect(await refused({}, 'reseller')).toBe('FORBIDDEN');
  await gateway.app.db.apiCredential.updateMany({
    where: { identifier: 'clerk' },
    data: { permissions: ['access:configure'] },
  });
  expect(await refused({ permissions: ['*'] }, 'clerk')).toBe('PERMISSION_NOT_YOURS');
  expect(await refused({ commands: ['GetClients'] }, 'clerk')).toBe('PERMISSION_NOT_YOURS');
  const staff = await gateway.app.db.apiCredential.findUniqueOrThrow({
    where: { identifier: 'staff' },
  });
  const takeOver = { input: { credentialId: `ApiCredential:${staff.id}` } };
  expect(codeOf(await gateway.ask(ROTATE, takeOver, 'clerk'))).toBe('PERMISSION_NOT_YOURS');
});
