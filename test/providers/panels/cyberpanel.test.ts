import { afterEach, beforeEach, expect, test } from 'vitest';
import { connectProvider } from '#providers/connect.ts';
import provider from '#providers/panels/cyberpanel/provider.ts';
import { panelFrom } from '#providers/panels/panel.ts';
import { failureOf, testCa } from '#test/providers/loopback.ts';
import { fakeCyberPanel, type FakeCyberPanel } from './fake-cyberpanel.ts';

let fake: FakeCyberPanel;
beforeEach(async () => void (fake = await fakeCyberPanel()));
afterEach(() => fake.stop());

const panel = (more: Record<string, string> = {}) => {
  const settings = {
    hostname: '127.0.0.1',
    port: String(fake.port),
    username: 'admin',
    secret: 'KEY',
    caPem: testCa,
    ...more,
  };
  const account = { label: 'cyber', isTestMode: false, settings };
  return panelFrom(provider.capabilities, connectProvider(provider, account));
};
const account = {
  key: 'service:77',
  username: 'carolco',
  domain: 'Carol-Example.com',
  password: 'S3cret&pass+word',
  email: 'carol@example.org',
  name: 'Carol',
  plan: 'starter',
};

test('a website is made with its user; megabytes are told in bytes, a limit of 0 as none', async () => {
  expect(await panel().create(account)).toEqual({
    username: 'carolco',
    domain: 'carol-example.com',
    plan: 'starter',
    suspended: false,
    createdAt: null,
    ip: '192.0.2.1',
  });
  expect(await panel().usage(account)).toEqual({
    diskUsed: '13107200',
    diskLimit: '1048576000',
    trafficUsed: '104857600',
    trafficLimit: null,
  });
  await panel().changePassword(account, 'N3w-password');
  expect(fake.users.get('carolco')).toBe('N3w-password');
  expect(await panel().test()).toEqual({ version: '2.4.4' });
});

test('a website is not given to a user that is there already', async () => {
  fake.users.set('carolco', 'theirs');
  for (const since of [undefined, new Date()])
    expect((await failureOf(panel().create(account, since))).outcome).toBe('REFUSED');
  expect(fake.websites.size).toBe(0);
  // A user that our password opens was made by an earlier attempt of ours.
  fake.users.set('carolco', account.password);
  await panel().create(account, new Date());
  expect(fake.websites.size).toBe(1);
});

test('a stranger’s website of the domain is neither taken over nor changed', async () => {
  const theirs = { admin: 'theirs', package: 'pro', suspended: false };
  fake.websites.set('carol-example.com', { ...theirs });
  for (const call of [
    panel().create(account, new Date()),
    panel().suspend(account, 'Overdue'),
    panel().changePassword(account, 'x-password'),
    panel().terminate(account),
  ])
    expect((await failureOf(call)).outcome).toBe('REFUSED');
  expect(fake.websites.get('carol-example.com')).toEqual(theirs);
});

test('one that takes long stays unknown, one that fails has its own words', async () => {
  fake.next = { looks: 1_000, line: 'Successfully Installed. [200]' };
  expect((await failureOf(panel({ timeoutMs: '300' }).create(account))).outcome).toBe('UNKNOWN');
  expect((await panel().create(account, new Date())).username).toBe('carolco');
  const line = 'This domain exists already. [404]';
  fake.next = { looks: 1, line };
  const other = { ...account, username: 'other', domain: 'other.com' };
  expect(await failureOf(panel().create(other))).toMatchObject({
    outcome: 'REFUSED',
    message: line,
  });
});

test.each([false, true])(
  'one among 10,000 websites is found (unsorted: %s)',
  async (isUnsorted) => {
    for (let at = 0; at < 10_000; at += 1) {
      const domain = `site-${String(at).padStart(5, '0')}.com`;
      fake.websites.set(domain, { admin: `u${at}`, package: 'pro', suspended: at % 2 === 1 });
    }
    if (isUnsorted) {
      fake.isUnsorted = true;
      // Near the beginning of a list the wrong way round.
      const found = await panel().find({ ...account, domain: 'site-09975.com' });
      expect(found).toMatchObject({ username: 'u9975', suspended: true });
      return;
    }
    for (const at of [0, 7, 4_321, 9_999]) {
      fake.seen.length = 0;
      const domain = `site-${String(at).padStart(5, '0')}.com`;
      const found = await panel().find({ ...account, domain });
      expect(found).toMatchObject({ username: `u${at}`, suspended: at % 2 === 1 });
      // 1,000 pages: one look whether it exists, the first page, and ten halves.
      expect(fake.seen.length).toBeLessThanOrEqual(12);
    }
    fake.seen.length = 0;
    expect(await panel().find({ ...account, domain: 'site-x.com' })).toBeNull();
    expect(fake.seen).toHaveLength(1);
  },
);

test('wrong credentials are refused; neither password nor key is shown', async () => {
  const { message, outcome } = await failureOf(panel({ secret: 'WRONG' }).test());
  expect({ message, outcome }).toEqual({
    message: 'Invalid login information.',
    outcome: 'REFUSED',
  });
  expect((await failureOf(panel().create({ ...account, plan: 'gold' }))).message).toBe(
    'No such package.',
  );
  const reseller = { ...account, isReseller: true };
  expect((await failureOf(panel().create(reseller))).outcome).toBe('REFUSED');
});
