import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { connectWhm } from '#providers/panels/cpanel/whm.ts';
import { deadPort, failureOf, testCa } from '#test/providers/loopback.ts';
import { fakeWhm, type FakeWhm } from './fake-whm.ts';

let whm: FakeWhm;
const account = {
  key: 'service:77',
  username: 'carol',
  domain: 'carol.example',
  password: 'S3cret&pässword',
  email: 'carol@example.com',
  name: 'Carol',
  plan: 'starter',
};
const panel = (more: object = {}) =>
  connectWhm({
    hostname: '127.0.0.1',
    port: whm.port,
    username: 'root',
    secret: 'TOKEN',
    caPem: testCa,
    timeoutMs: 400,
    ...more,
  });

beforeAll(async () => void (whm = await fakeWhm()));
afterAll(() => whm.stop());
beforeEach(() => {
  whm.accounts.clear();
  whm.seen.length = 0;
});

test('an account is made, and its password travels in the body and not in the address', async () => {
  const made = await panel().create(account);
  expect(made).toMatchObject({ username: 'carol', domain: 'carol.example', ip: '192.0.2.7' });
  expect(whm.accounts.get('carol')?.password).toBe('S3cret&pässword');
  expect(whm.seen.some(({ path, query }) => `${path}${query}`.includes('cret'))).toBe(false);
});

test('suspend, unsuspend, package, password and terminate do what they say, also twice', async () => {
  const it = panel();
  await it.create(account);
  for (const _ of [1, 2]) await it.suspend(account, 'Overdue');
  expect(whm.accounts.get('carol')?.suspended).toBe(true);
  expect(whm.seen.filter(({ path }) => path.endsWith('/suspendacct'))).toHaveLength(1);
  for (const _ of [1, 2]) await it.unsuspend(account);
  await it.changePackage(account, 'pro');
  await it.changePassword(account, 'new-one');
  expect(whm.accounts.get('carol')).toMatchObject({
    suspended: false,
    plan: 'pro',
    password: 'new-one',
  });
  for (const _ of [1, 2]) await it.terminate(account);
  expect(whm.accounts.size).toBe(0);
});

test('usage is in bytes, exactly', async () => {
  await panel().create(account);
  expect(await panel().usage(account)).toEqual({
    diskUsed: '536870912',
    diskLimit: '1610612736',
    trafficUsed: '123456789',
    trafficLimit: null,
  });
});

test('custom functions give a login link and the packages; unknown ones and bad JSON are refused', async () => {
  await panel().create(account);
  const link = await panel().customFunction(account, 'createLoginLink', '');
  expect(link.data.url).toContain('cpsess');
  const packages = await panel().customFunction(account, 'listPackages', '{}');
  expect(packages.data.packages).toEqual(['starter', 'pro']);
  for (const [name, json] of [
    ['formatDisk', '{}'],
    ['listPackages', '[1]'],
    ['listPackages', '{'],
  ])
    expect((await failureOf(panel().customFunction(account, name!, json!))).outcome).toBe(
      'REFUSED',
    );
});

test('the version proves address, certificate and token', async () => {
  expect(await panel().test()).toEqual({ version: '11.126.0.5', load: '0.15 0.24 0.30' });
  expect((await failureOf(panel({ secret: 'WRONG' }).test())).outcome).toBe('REFUSED');
});

test('a certificate of an unknown authority is not trusted and nothing is sent', async () => {
  expect((await failureOf(panel({ caPem: undefined }).test())).outcome).toBe('NOT_SENT');
  expect(whm.seen).toHaveLength(0);
});

test.each(['actThenDrop', 'actThenHang', 'html'] as const)(
  'after createacct did %s the outcome is unknown and a retry makes no second account',
  async (how) => {
    const firstTriedAt = new Date();
    whm.misbehave(how, '/createacct');
    expect((await failureOf(panel().create(account))).outcome).toBe('UNKNOWN');
    expect(await panel().find(account)).toMatchObject({ username: 'carol' });
    const again = await panel().create(account, firstTriedAt);
    expect(again).toMatchObject({ username: 'carol', domain: 'carol.example', plan: 'starter' });
    expect(whm.accounts.size).toBe(1);
    expect(whm.seen.filter(({ path }) => path.endsWith('/createacct'))).toHaveLength(1);
  },
);

test('a retry makes the account when the first attempt did not', async () => {
  const firstTriedAt = new Date();
  whm.misbehave('drop', '/createacct');
  expect((await failureOf(panel().create(account))).outcome).toBe('UNKNOWN');
  await panel().create(account, firstTriedAt);
  expect(whm.accounts.size).toBe(1);
});

test('an account that was there before us is never taken over', async () => {
  await panel().create(account);
  expect((await failureOf(panel().create(account))).outcome).toBe('REFUSED');
  const old = whm.accounts.get('carol')!;
  old.startedAt -= 86_400;
  expect((await failureOf(panel().create(account, new Date()))).outcome).toBe('REFUSED');
  const other = { ...account, domain: 'mallory.example' };
  for (const work of [
    () => panel().create({ ...account, username: 'mallory' }, new Date()),
    () => panel().terminate(other),
    () => panel().suspend(other, 'x'),
    () => panel().changePassword(other, 'x'),
  ])
    expect((await failureOf(work())).outcome).toBe('REFUSED');
  expect(whm.accounts.get('carol')?.password).toBe(account.password);
});

test('the panel’s own words are kept, without the password', async () => {
  const error = await failureOf(panel().create({ ...account, plan: 'gold' }));
  expect(error).toMatchObject({ outcome: 'REFUSED', message: expect.stringContaining('“gold”') });
  expect(error.message).not.toContain('cret');
});

test('control characters are refused before anything is sent', async () => {
  for (const bad of [
    { password: 'a\r\nroot=1' },
    { domain: 'a.example\n' },
    { email: 'a@b\u0000' },
  ]) {
    const error = await failureOf(panel().create({ ...account, ...bad }));
    expect(error).toMatchObject({ outcome: 'REFUSED', message: /control characters/ });
  }
  expect(whm.seen.every(({ path }) => /\/(accountsummary|listaccts)$/.test(path))).toBe(true);
});

test('a panel that is off is NOT_SENT, one that hangs is UNKNOWN within the time limit', async () => {
  const off = panel({ port: await deadPort() });
  expect((await failureOf(off.create(account))).outcome).toBe('NOT_SENT');
  whm.misbehave('hang', '/version');
  const began = performance.now();
  expect((await failureOf(panel().test())).outcome).toBe('UNKNOWN');
  expect(performance.now() - began).toBeLessThan(2_000);
});

test('at most four calls are under way at one host, and a slow answer still counts', async () => {
  await panel().create(account);
  for (let call = 0; call < 6; call += 1) whm.misbehave(100, '/accountsummary');
  const began = performance.now();
  await Promise.all(Array.from({ length: 6 }, () => panel().find(account)));
  expect(performance.now() - began).toBeGreaterThan(190);
});

test('a hostname that is more than a host is refused', async () => {
  for (const hostname of ['a.example/x?', 'user@a.example', 'a.example#', 'a b'])
    expect((await failureOf(panel({ hostname }).test())).outcome).toBe('NOT_SENT');
});

test('a reseller gets the limits of its product, and is made again until it is one (D65)', async () => {
  const settings = { resellerAccounts: '25', resellerDisk: '50000', 'Disk Space': '1000' };
  const reseller = { ...account, isReseller: true, settings };
  const since = new Date();
  whm.misbehave('fail', '/setupreseller');
  // Whatever goes wrong after the account was made, no other name is tried.
  expect((await failureOf(panel().create(reseller))).outcome).toBe('UNKNOWN');
  await panel().create(reseller, since);
  expect(whm.accounts.size).toBe(1);
  expect(whm.accounts.get('carol')).toMatchObject({
    isReseller: true,
    limits: {
      account_limit: '25',
      diskspace_limit: '50000',
      enable_account_limit: '1',
      enable_resource_limits: '1',
    },
  });
  const made = whm.seen.find(({ path }) => path.endsWith('/createacct'))!;
  const sent = Object.fromEntries(new URLSearchParams(made.text));
  expect(sent).toMatchObject({ quota: '1000' });
  expect(sent).not.toHaveProperty('resellerAccounts');
});

test('nothing that an account is put through reads the list of all accounts', async () => {
  const it = panel();
  const reseller = { ...account, isReseller: true };
  for (const one of [account, reseller]) {
    await it.create(one);
    await it.suspend(one, 'Overdue');
    await it.unsuspend(one);
    await it.changePackage(one, 'pro');
    await it.changePassword(one, 'new-one');
    await it.usage(one);
    await it.terminate(one);
    await it.terminate(one);
  }
  const lists = whm.seen.filter(({ path }) => /\/(listaccts|showbw)$/.test(path));
  expect(lists.length).toBeGreaterThan(0);
  for (const { text } of lists)
    expect(new URLSearchParams(text).get('search')).toMatch(/^\^carol(\\\.example)?\$$/);
});
