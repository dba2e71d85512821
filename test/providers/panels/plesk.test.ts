import { afterEach, beforeEach, expect, test } from 'vitest';
import { panels } from '#providers/panels/panels.ts';
import { connectPlesk } from '#providers/panels/plesk.ts';
import { failureOf, testCa } from '#test/providers/loopback.ts';
import { fakePlesk, type FakePlesk } from './fake-plesk.ts';

let plesk: FakePlesk;
const account = {
  key: 'service:78',
  username: 'dave',
  domain: 'dave.example',
  password: 'Geheim-1',
  email: 'dave@example.com',
  name: 'Dave Ünal',
  plan: 'Starter',
};
const panel = (more: object = {}) => {
  const { port } = plesk;
  const secret = 'KEY';
  return connectPlesk({
    hostname: '127.0.0.1',
    port,
    secret,
    caPem: testCa,
    timeoutMs: 400,
    ...more,
  });
};

beforeEach(async () => void (plesk = await fakePlesk()));
afterEach(() => plesk.stop());

test('an account is a customer marked as ours with one subscription', async () => {
  await panel().create(account);
  expect(plesk.clients).toMatchObject([{ login: 'dave', external_id: 'service:78' }]);
  expect(plesk.sites).toMatchObject([{ name: 'dave.example', owner: 1, plan: 'Starter' }]);
  expect(await panel().find(account)).toMatchObject({ username: 'dave', suspended: false });
});

test('every change reaches the subscription, and repeating it is harmless', async () => {
  const it = panel();
  await it.create(account);
  for (const _ of [1, 2]) await it.suspend(account, 'Overdue');
  expect(plesk.sites[0]?.status).toBe('suspended');
  for (const _ of [1, 2]) await it.unsuspend(account);
  await it.changePackage(account, 'Pro');
  await it.changePassword(account, 'Neu-2');
  expect(plesk.sites[0]).toMatchObject({ status: 'active', plan: 'Pro', ftpPassword: 'Neu-2' });
  expect(plesk.clients[0]?.password).toBe('Neu-2');
  expect((await it.usage(account)).diskUsed).toBe('9007199254');
  expect((await it.customFunction(account, 'subscriptionInfo', '')).data.info).toContain('Pro');
  for (const _ of [1, 2]) await it.terminate(account);
  expect([plesk.sites, plesk.clients]).toEqual([[], []]);
});

test('an API key and the administrator’s password both open the door, a wrong key does not', async () => {
  expect(await panel().test()).toEqual({ version: '18.0.61' });
  expect(await panel({ username: 'admin', secret: 'PASSWORD' }).test()).toBeTruthy();
  expect((await failureOf(panel({ secret: 'WRONG' }).test())).outcome).toBe('REFUSED');
});

test.each([
  ['actThenDrop', '/clients'],
  ['actThenHang', '/domains'],
  ['html', '/domains'],
] as const)('after %s at %s a retry completes the one account', async (how, path) => {
  const firstTriedAt = new Date();
  const it = panel();
  // The first request to each path only looks; it is let pass.
  plesk.misbehave(0, path);
  plesk.misbehave(how, path);
  expect((await failureOf(it.create(account))).outcome).toBe('UNKNOWN');
  await it.create(account, firstTriedAt);
  expect(plesk.clients).toHaveLength(1);
  expect(plesk.sites).toHaveLength(1);
});

test('a stranger’s customer or domain is never taken over', async () => {
  await panel().create(account);
  const mine = { ...account, key: 'service:99' };
  for (const work of [
    () => panel().create(account),
    () => panel().create(mine, new Date()),
    () => panel().create({ ...mine, username: 'eve' }, new Date()),
    () => panel().suspend({ ...mine, username: 'eve' }, 'x'),
    () => panel().terminate(mine),
  ])
    expect((await failureOf(work())).outcome).toBe('REFUSED');
  expect(plesk.sites[0]).toMatchObject({ status: 'active', ftpPassword: 'Geheim-1' });
});

test('refusals keep Plesk’s words and never the password', async () => {
  const error = await failureOf(panel().create({ ...account, plan: 'Gold' }));
  expect(error).toMatchObject({ outcome: 'REFUSED', message: 'No plan Gold for •••.' });
  await panel().create(account, new Date());
  const unknown = await failureOf(panel().changePackage(account, 'Gold'));
  expect(unknown.message).toBe('Service plan Gold is unknown.');
});

test('control characters are refused', async () => {
  const error = await failureOf(panel().create({ ...account, name: 'a\r\nb' }));
  expect(error).toMatchObject({ outcome: 'REFUSED', message: /name contains control/ });
  expect(plesk.seen).toHaveLength(0);
});

test('the table lists every module with what it asks for; autorelease has no panel', () => {
  expect(Object.keys(panels)).toEqual(['cpanel', 'plesk', 'autorelease']);
  expect(panels.autorelease?.connect).toBeUndefined();
  for (const { displayName, packageFields } of Object.values(panels)) {
    expect(displayName).not.toBe('');
    expect(packageFields.length).toBeGreaterThan(0);
  }
});
