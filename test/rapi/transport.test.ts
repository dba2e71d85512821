import { beforeAll, expect, it } from 'vitest';
import { type Gateway, openGateway } from '#test/gateway.ts';
import { tokenOf } from '#test/people.ts';

let gateway: Gateway;
beforeAll(async () => {
  gateway = await openGateway();
});

const post = (command: string, body: BodyInit, headers: Record<string, string> = {}) =>
  fetch(`${gateway.url}/rapi/${command}`, { method: 'POST', body, headers });
const token = () => tokenOf('staff');

it('takes form, multipart and JSON bodies alike, the token as field or header', async () => {
  const form = await post('GetClients', new URLSearchParams({ token: token(), limit_num: '1' }));
  const parts = new FormData();
  parts.set('token', token());
  parts.set('limit_num', '1');
  const multipart = await post('GetClients', parts);
  const json = await post('GetClients', JSON.stringify({ limit_num: 1 }), {
    'content-type': 'application/json',
    authorization: `Bearer ${token()}`,
  });
  const [first, ...others] = await Promise.all([form.text(), multipart.text(), json.text()]);
  expect(JSON.parse(first ?? '')).toMatchObject({ result: 'success', numreturned: 1 });
  expect(others).toEqual([first, first]);
});

it('answers 403 for a token that is missing or wrong', async () => {
  for (const body of [new URLSearchParams(), new URLSearchParams({ token: 'nope' })]) {
    const response = await post('GetClients', body);
    expect(response.status).toBe(body.has('token') ? 403 : 403);
    expect(await response.json()).toEqual({ result: 'error', message: 'Authentication Failed' });
  }
});

it('names the address that may not use a credential', async () => {
  const { db } = gateway.app;
  const credential = await db.apiCredential.findFirstOrThrow({ where: { identifier: 'carol' } });
  const allowed = await db.apiCredentialAddress.create({
    data: { credentialId: credential.id, cidr: '203.0.113.0/24' },
  });
  const response = await post('GetClients', new URLSearchParams({ token: tokenOf('carol') }));
  expect(response.status).toBe(403);
  const { message } = (await response.json()) as { message: string };
  expect(message).toMatch(/^Invalid IP (127\.0\.0\.1|::1)$/);
  await db.apiCredentialAddress.delete({ where: { id: allowed.id } });
});

it('refuses by name a command the credential may not call', async () => {
  const { db } = gateway.app;
  await db.apiCredential.updateMany({
    where: { identifier: 'clerk' },
    data: { commands: ['GetClients'] },
  });
  const allowed = await gateway.rapi('GetClients', { limit_num: 1 }, 'clerk');
  expect(allowed.result).toBe('success');
  const other = await gateway.rapi('AddClientNote', { user_id: 1, notes: 'x' }, 'clerk');
  expect(other).toEqual({
    result: 'error',
    message: 'Invalid Permissions: API action "addclientnote" is not allowed',
  });
});

it('does not know a command that is none, and wants POST', async () => {
  expect(await gateway.rapi('MakeCoffee')).toEqual({
    result: 'error',
    message: 'Command Not Found',
  });
  const got = await fetch(`${gateway.url}/rapi/GetClients?token=${token()}`);
  expect(got.status).toBe(405);
});

it('writes one note for fifty sends of one idempotency_key field', async () => {
  const form = { user_id: gateway.carol, notes: 'Once by form.', idempotency_key: 'form-1' };
  const replies = await Promise.all(
    Array.from({ length: 50 }, () => gateway.rapi('AddClientNote', form)),
  );
  expect(new Set(replies.map((reply) => JSON.stringify(reply))).size).toBe(1);
  expect(replies[0]?.result).toBe('success');
  expect(await gateway.app.db.clientNote.count({ where: { note: 'Once by form.' } })).toBe(1);
  expect(await gateway.rapi('AddClientNote', { ...form, notes: 'Other.' })).toEqual({
    result: 'error',
    message: 'This idempotency key was already used with another request.',
  });
});

it('refuses deep brackets, a 26 MB body and nonsense without falling over', async () => {
  const deep = `a${'[x]'.repeat(40)}=1&token=${token()}`;
  const form = { 'content-type': 'application/x-www-form-urlencoded' };
  const replies = [
    await post('GetClients', deep, form),
    await post('GetClients', new Uint8Array([0xff, 0x25, 0x25, 0x3d]), form),
    await post('GetClients', '{"a":', { 'content-type': 'application/json' }),
  ];
  for (const reply of replies) {
    expect(reply.status).toBeLessThan(500);
    expect(await reply.json()).toMatchObject({ result: 'error' });
  }
  const big = await post('GetClients', `a=${'x'.repeat(26 << 20)}`, form).catch(() => null);
  if (big) expect(big.status).toBe(413);
  expect((await gateway.rapi('GetClients', { limit_num: 1 })).result).toBe('success');
});
