import { afterEach, beforeEach, expect, test } from 'vitest';
import { connectProvider } from '#providers/connect.ts';
import { panelFrom } from '#providers/panels/panel.ts';
import provider from '#providers/panels/virtualizor/provider.ts';
import { failureOf, testCa } from '#test/providers/loopback.ts';
import { fakeVirtualizor, type FakeVirtualizor, virtualMachine } from './fake-virtualizor.ts';

let fake: FakeVirtualizor;
beforeEach(async () => void (fake = await fakeVirtualizor()));
afterEach(() => fake.stop());

const panel = (more: Record<string, string> = {}) => {
  const settings = {
    hostname: '127.0.0.1',
    port: String(fake.port),
    username: 'APIKEY',
    secret: 'APIPASS',
    caPem: testCa,
    ...more,
  };
  const account = { label: 'vz', isTestMode: false, settings };
  return panelFrom(provider.capabilities, connectProvider(provider, account));
};
const account = {
  key: 'service:77',
  username: 'carolco',
  domain: 'VPS.carol-example.com',
  password: 'S3cret&pass+word',
  email: 'carol@example.org',
  name: 'Carol Jones',
  plan: '3',
};
const machine = () => [...fake.machines.values()].at(-1)!;

test('a machine is made of its plan and what was chosen; limits are told in bytes', async () => {
  const settings = { osid: '270', ram: '4096', virt: 'lxc', other: 'not passed on' };
  expect(await panel().create({ ...account, settings })).toMatchObject({
    username: 'carolco',
    domain: 'vps.carol-example.com',
    suspended: false,
    ip: '192.0.2.9',
  });
  expect(machine()).toMatchObject({
    plid: '3',
    osid: '270',
    ram: '4096',
    rootpass: account.password,
  });
  expect(machine()).not.toHaveProperty('other');
  const add = fake.seen.find(({ query }) => query.get('act') === 'addvs')!;
  expect(add.query.get('virt')).toBe('lxc');
  expect(fake.seen.every(({ query }) => !`${query}`.includes('S3cret'))).toBe(true);
  // 20 GB; no limit of traffic is 0.
  expect(await panel().usage(account)).toEqual({
    diskUsed: null,
    diskLimit: '21474836480',
    trafficUsed: null,
    trafficLimit: null,
  });
  await panel().changePassword(account, 'N3w-password');
  expect(machine().rootpass).toBe('N3w-password');
});

test('one that is in the books when something fails is looked up, and not made twice', async () => {
  fake.failsLate = true;
  const since = new Date();
  expect(await failureOf(panel().create(account))).toMatchObject({
    outcome: 'UNKNOWN',
    message: 'Could not start the VPS',
  });
  await panel().create(account, since);
  expect(fake.machines.size).toBe(1);
});

test.each([
  ['of somebody else', { email: 'theirs@example.org', time: '4000000000' }],
  ['older than our attempt', { email: account.email, time: '1534250148' }],
])('a machine of the hostname %s is in the way', async (_whose, more) => {
  fake.machines.set('9', virtualMachine('9', 'vps.carol-example.com', more));
  expect((await failureOf(panel().create(account, new Date()))).outcome).toBe('REFUSED');
  expect(fake.machines.size).toBe(1);
});

test('the list is read to its end, parts of names are other machines, two are none', async () => {
  for (let id = 1; id <= 120; id += 1)
    fake.machines.set(String(id), virtualMachine(String(id), `${id}.vps.carol-example.com`));
  expect(await panel().find(account)).toBeNull();
  fake.machines.set('500', virtualMachine('500', 'vps.carol-example.com', { suspended: '1' }));
  expect(await panel().find(account)).toMatchObject({ plan: '3', suspended: true });
  // 121 in pages of 50.
  expect(fake.seen.map(({ query }) => query.get('page'))).toEqual(['1', '2', '3', '1', '2', '3']);
  fake.machines.set('501', virtualMachine('501', 'vps.carol-example.com'));
  expect((await failureOf(panel().terminate(account))).message).toContain('several');
  expect(fake.machines.size).toBe(122);
});

test('a reason goes along, and a suspended machine is not started', async () => {
  await panel().create(account);
  await panel().customFunction(account, 'restart', '');
  expect(machine().power).toBe('restart');
  await panel().suspend(account, 'Overdue');
  expect(machine().suspend_reason).toBe('Overdue');
  expect((await failureOf(panel().customFunction(account, 'start', ''))).outcome).toBe('REFUSED');
  expect((await failureOf(panel().customFunction(account, 'rebuild', ''))).outcome).toBe('REFUSED');
});

test('wrong credentials and a no are refused, without key or password in the words', async () => {
  expect(await failureOf(panel({ secret: 'WRONG' }).test())).toMatchObject({
    outcome: 'REFUSED',
    message: '127.0.0.1 refused our credentials.',
  });
  expect(await failureOf(panel().create({ ...account, plan: '99' }))).toMatchObject({
    outcome: 'REFUSED',
    message: 'No plan 99 for •••',
  });
  for (const more of [{ isReseller: true }, { domain: '' }])
    expect((await failureOf(panel().create({ ...account, ...more }))).outcome).toBe('REFUSED');
});
