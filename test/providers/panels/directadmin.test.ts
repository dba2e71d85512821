import { afterEach, beforeEach, expect, test } from 'vitest';
import { connectProvider } from '#providers/connect.ts';
import provider from '#providers/panels/directadmin/provider.ts';
import { panelFrom } from '#providers/panels/panel.ts';
import { failureOf, testCa } from '#test/providers/loopback.ts';
import { fakeDirectAdmin, type FakeDirectAdmin } from './fake-directadmin.ts';

let fake: FakeDirectAdmin;
beforeEach(async () => void (fake = await fakeDirectAdmin()));
afterEach(() => fake.stop());

const panel = (more: Record<string, string> = {}) => {
  const settings = {
    hostname: '127.0.0.1',
    port: String(fake.port),
    username: 'reseller',
    secret: 'KEY',
    caPem: testCa,
    ip: '192.0.2.1',
    ...more,
  };
  const account = { label: 'da', isTestMode: false, settings };
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

test('usage is in bytes, with the limits of the account', async () => {
  await panel().create(account);
  // 12.5 MB = 12.5 × 1,048,576; 1,000 MB; 100 MB; unlimited is null.
  expect(await panel().usage(account)).toEqual({
    diskUsed: '13107200',
    diskLimit: '1048576000',
    trafficUsed: '104857600',
    trafficLimit: null,
  });
});

test('a stranger’s account of the name is neither taken over nor changed', async () => {
  const theirs = { domain: 'theirs.example', password: 'x', package: 'p', suspended: false };
  fake.users.set('carolco', theirs);
  for (const call of [
    panel().create(account, new Date()),
    panel().suspend(account, 'Overdue'),
    panel().terminate(account),
  ])
    expect((await failureOf(call)).outcome).toBe('REFUSED');
  expect(fake.users.get('carolco')).toEqual(theirs);
});

test('an account of our name and domain that another password opens is not ours', async () => {
  const domain = account.domain.toLowerCase();
  fake.users.set('carolco', { domain, password: 'x', package: 'p', suspended: false });
  expect((await failureOf(panel().create(account, new Date()))).outcome).toBe('REFUSED');
});

test('the panel’s words are shown without the password, credentials that are wrong refused', async () => {
  const wrong = await failureOf(panel({ ip: '192.0.2.9' }).create(account));
  expect(wrong.message).toBe('Cannot create account: You do not own that IP');
  expect((await failureOf(panel({ secret: 'OTHER' }).test())).outcome).toBe('REFUSED');
});
