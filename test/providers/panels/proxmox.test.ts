import { afterEach, beforeEach, expect, test } from 'vitest';
import { connectProvider } from '#providers/connect.ts';
import { panelFrom } from '#providers/panels/panel.ts';
import provider from '#providers/panels/proxmox/provider.ts';
import { failureOf, testCa } from '#test/providers/loopback.ts';
import { fakeProxmox, type FakeProxmox } from './fake-proxmox.ts';

let fake: FakeProxmox;
beforeEach(async () => void (fake = await fakeProxmox()));
afterEach(() => fake.stop());

const panel = (more: Record<string, string> = {}) => {
  const settings = {
    hostname: '127.0.0.1',
    port: String(fake.port),
    username: 'shop@pve!gateway',
    secret: 'KEY',
    caPem: testCa,
    ...more,
  };
  const account = { label: 'pve', isTestMode: false, settings };
  return panelFrom(provider.capabilities, connectProvider(provider, account));
};
const account = {
  key: 'service:77',
  username: 'carolco',
  domain: 'vps.carol-example.com',
  password: 'S3cret&pass+word',
  email: 'carol@example.org',
  name: 'Carol',
  plan: 'debian-12',
};
// 100,000 and twice 77.
const VMID = 100_154;
const machine = () => fake.machines.get(VMID)!;

test('a machine is copied from its template, configured, grown and started', async () => {
  const settings = {
    cores: '4',
    memory: '8192',
    disk: '40',
    storage: 'ceph',
    ipconfig0: 'ip=192.0.2.7/24,gw=192.0.2.1',
    template: 'not passed on',
  };
  const made = await panel().create({ ...account, settings });
  expect(made).toEqual({
    username: 'carolco',
    domain: 'vps.carol-example.com',
    plan: null,
    suspended: false,
    createdAt: null,
    ip: '192.0.2.7',
  });
  expect(machine().config).toMatchObject({
    description: 'service:77',
    cores: '4',
    memory: '8192',
    cipassword: 'S3cret&pass+word',
    scsi0: 'local-lvm:base-9000-disk-0,size=40G',
    onboot: '1',
  });
  expect(machine().config).not.toHaveProperty('template');
  expect(machine().status).toBe('running');
  const clone = fake.seen.find(({ path }) => path.endsWith('/9000/clone'))!;
  expect(Object.fromEntries(new URLSearchParams(clone.text))).toMatchObject({
    newid: String(VMID),
    full: '1',
    storage: 'ceph',
  });
  // No password stands in an address, where logs would keep it.
  expect(fake.seen.every(({ query }) => !`${query}`.includes('pass'))).toBe(true);
});

test('a template is named by its number as well, and copied on its own node', async () => {
  await panel().create({ ...account, plan: '9001' });
  expect(machine().node).toBe('pve2');
  const unknown = { ...account, key: 'service:78', plan: '9002' };
  expect((await failureOf(panel().create(unknown))).outcome).toBe('REFUSED');
  // An add-on's machine is another one than that of the service with its number.
  await panel().create({ ...account, key: 'addon:77' });
  expect(fake.machines.has(VMID + 1)).toBe(true);
});

test('a copy that takes long stays unknown until it is there, and is not made twice', async () => {
  fake.next = { ending: 'OK', looks: 1_000 };
  const slow = panel({ timeoutMs: '400' });
  const since = new Date();
  holdTheCopy();
  expect((await failureOf(slow.create(account))).outcome).toBe('UNKNOWN');
  expect(machine().config).toEqual({ lock: 'clone' });
  // Neither is it made again nor acted upon meanwhile.
  expect((await failureOf(slow.create(account, since))).outcome).toBe('UNKNOWN');
  const early = await failureOf(slow.suspend(account, 'Overdue'));
  expect(early).toMatchObject({ outcome: 'UNKNOWN', message: expect.stringContaining('copied') });
  machine().config = { name: account.domain, description: 'service:77', scsi0: 'x,size=8G' };
  await panel().create(account, since);
  expect(machine().status).toBe('running');
  expect(fake.seen.filter(({ path }) => path.endsWith('/clone'))).toHaveLength(1);
});

/** The copy is held back: its own timer finds the lock gone. */
function holdTheCopy(): void {
  const set = fake.machines.set.bind(fake.machines);
  fake.machines.set = (vmid, one) => {
    fake.machines.set = set;
    set(vmid, one);
    return set(vmid, { ...one, config: { lock: 'clone' } });
  };
}

test('a task that fails is refused with its own words', async () => {
  fake.next = { ending: 'clone failed: storage is full', looks: 2 };
  expect(await failureOf(panel().create(account))).toMatchObject({
    outcome: 'REFUSED',
    message: 'clone failed: storage is full',
  });
});

test('a stranger’s machine is neither taken over nor changed', async () => {
  const theirs = { name: account.domain, description: 'service:770' };
  fake.machines.set(VMID, { node: 'pve1', status: 'running', template: false, config: theirs });
  for (const call of [
    panel().create(account, new Date()),
    panel().suspend(account, 'Overdue'),
    panel().terminate(account),
    panel().changePassword(account, 'new-password'),
  ])
    expect((await failureOf(call)).outcome).toBe('REFUSED');
  expect(machine()).toMatchObject({ status: 'running', config: theirs });
});

test('what the token may not see is not taken for gone', async () => {
  await panel().create(account);
  fake.hidden.add(VMID);
  expect((await failureOf(panel().terminate(account))).outcome).toBe('REFUSED');
  expect(fake.machines.has(VMID)).toBe(true);
});

test('suspended is a tag: a machine its owner shut down is not suspended', async () => {
  await panel().create(account);
  await panel().customFunction(account, 'shutdown', '');
  expect(machine().status).toBe('stopped');
  expect((await panel().find(account))?.suspended).toBe(false);
  // Nor is it started by an unsuspension that finds nothing to do.
  await panel().unsuspend(account);
  expect(machine().status).toBe('stopped');
  await panel().suspend(account, 'Overdue');
  expect(machine().config).toMatchObject({ tags: 'shop;suspended', onboot: '0' });
  expect((await failureOf(panel().customFunction(account, 'start', ''))).outcome).toBe('REFUSED');
  await panel().unsuspend(account);
  expect(machine()).toMatchObject({ status: 'running', config: { tags: 'shop', onboot: '1' } });
});

test('a password needs the agent in the guest', async () => {
  await panel().create(account);
  fake.hasAgent = false;
  expect(await failureOf(panel().changePassword(account, 'N3w-password'))).toMatchObject({
    outcome: 'REFUSED',
    message: 'QEMU guest agent is not running',
  });
  expect(machine().config.cipassword).toBe(account.password);
  fake.hasAgent = true;
  await panel().changePassword(account, 'N3w-password');
  expect(machine().config.cipassword).toBe('N3w-password');
});

test('a machine that moved to another node is found there', async () => {
  await panel().create(account);
  machine().node = 'pve2';
  await panel().suspend(account, 'Overdue');
  expect(machine().status).toBe('stopped');
});

test('credentials that do not fit are refused, a token of another form is not sent', async () => {
  expect(await failureOf(panel({ secret: 'WRONG' }).test())).toMatchObject({
    outcome: 'REFUSED',
    message: 'permission denied - invalid API token',
  });
  expect(() => panel({ username: 'root@pam' })).toThrow('user@realm!name');
  expect(await panel().test()).toEqual({ version: '8.2.4' });
});

test('resellers, sizes that are none and unknown functions are refused', async () => {
  for (const call of [
    panel().create({ ...account, isReseller: true }),
    panel().create({ ...account, settings: { disk: 'much' } }),
    panel().create({ ...account, key: 'order:1' }),
  ])
    expect((await failureOf(call)).outcome).toBe('REFUSED');
  expect(fake.machines.size).toBe(2);
  await panel().create(account);
  expect((await failureOf(panel().customFunction(account, 'format', ''))).outcome).toBe('REFUSED');
});
