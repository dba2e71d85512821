import { afterEach, beforeEach, expect, test } from 'vitest';
import { connectPlesk } from '#providers/panels/plesk/plesk.ts';
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

test('no other subscription is taken for the account’s, whatever the server does with the filter', async () => {
  await panel().create(account);
  const erin = { ...account, key: 'service:79', username: 'erin', domain: 'erin.example' };
  plesk.filter.isKnown = false;
  expect(await panel().find(erin)).toBeNull();
  await panel().create(erin);
  await panel().suspend(erin, 'Overdue');
  expect(plesk.sites.map(({ name, status }) => [name, status])).toEqual([
    ['dave.example', 'active'],
    ['erin.example', 'suspended'],
  ]);
  await panel().terminate(erin);
  expect(plesk.sites.map(({ name }) => name)).toEqual(['dave.example']);
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

test('an API key and the administrator’s password both let in, a wrong key does not', async () => {
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
  // The first request to /domains only looks; it is let pass.
  if (path === '/domains') plesk.misbehave(0, path);
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
  // The customer does not stay behind without a subscription.
  expect(plesk.clients).toHaveLength(0);
  await panel().create(account);
  const unknown = await failureOf(panel().changePackage(account, 'Gold'));
  expect(unknown.message).toBe('Service plan Gold is unknown.');
});

test('control characters are refused', async () => {
  const error = await failureOf(panel().create({ ...account, name: 'a\r\nb' }));
  expect(error).toMatchObject({ outcome: 'REFUSED', message: /name contains control/ });
  expect(plesk.seen).toHaveLength(0);
});

test('usage has the limits of the subscription, and a link signs the customer in (D70)', async () => {
  await panel().create(account);
  expect(await panel().usage(account)).toEqual({
    diskUsed: '9007199254',
    diskLimit: '1073741824',
    trafficUsed: '42',
    // -1 is no limit.
    trafficLimit: null,
  });
  const link = await panel().customFunction(account, 'createLoginLink', '{"ip":"10.50.1.71"}');
  // MTAuNTAuMS43MQ== is 10.50.1.71, as in Plesk's own sample.
  const session = encodeURIComponent('session-dave-MTAuNTAuMS43MQ==');
  expect(link.data.url).toBe(
    `https://127.0.0.1:${plesk.port}/enterprise/rsession_init.php?PLESKSESSID=${session}`,
  );
  const without = await failureOf(panel().customFunction(account, 'createLoginLink', ''));
  expect(without.message).toContain('ip is required');
});

test('nothing that an account is put through reads the list of 10,000 customers', async () => {
  for (let id = 1; id <= 10_000; id += 1)
    plesk.clients.push({
      id,
      login: `u${id}`,
      password: 'x',
      external_id: `service:${10_000 + id}`,
      type: 'customer',
    });
  const it = panel();
  await it.create(account);
  await it.suspend(account, 'Overdue');
  await it.unsuspend(account);
  await it.changePackage(account, 'Pro');
  await it.changePassword(account, 'Neu-2');
  await it.usage(account);
  await it.terminate(account);
  await it.terminate(account);
  // Somebody's login is refused without reading the list as well.
  expect((await failureOf(it.create({ ...account, username: 'u9999' }))).outcome).toBe('REFUSED');
  const lists = plesk.seen.filter(
    ({ method, path, query }) =>
      method === 'GET' && /\/(clients|domains)$/.test(path) && !query.has('name'),
  );
  expect(lists).toEqual([]);
  expect(plesk.clients).toHaveLength(10_000);
});
