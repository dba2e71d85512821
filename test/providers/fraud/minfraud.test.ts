import { globalAgent } from 'node:https';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { connectProvider } from '#providers/connect.ts';
import provider from '#providers/fraud/minfraud/provider.ts';
import { connectMinFraud } from '#providers/fraud/minfraud/minfraud.ts';
import { failureOf } from '#test/providers/loopback.ts';
import { fakeMinFraud } from './fake-minfraud.ts';

let fake: Awaited<ReturnType<typeof fakeMinFraud>>;
const check = (more: object = {}) =>
  connectMinFraud({
    accountId: '42',
    licenseKey: 'LICENSE',
    host: '127.0.0.1',
    timeoutMs: 400,
    ...more,
  });
const order = {
  transactionId: 'order:77',
  clientId: 3,
  ipAddress: '203.0.113.9',
  email: 'carol@example.com',
  billing: { firstName: 'Carol', city: 'Köln', country: 'DE', company: '' },
  amount: '15.95',
  currency: 'USD',
};

beforeEach(async () => void (fake = await fakeMinFraud()));
afterEach(() => fake.stop());

test('an order is sent as it is and judged by its score', async () => {
  const verdict = await check().check(order);
  expect(verdict).toMatchObject({ score: '5.25', risk: 'LOW', warnings: ['The city is unknown.'] });
  expect(verdict.raw).toMatchObject({ id: 'mf-1', riskScore: 5.25 });
  expect(JSON.parse(fake.seen[0]!.text)).toMatchObject({
    event: { transaction_id: 'order:77' },
    device: { ip_address: '203.0.113.9' },
    billing: { first_name: 'Carol', city: 'Köln', country: 'DE' },
    order: { amount: 15.95, currency: 'USD' },
  });
});

test.each([
  [19.99, 'LOW'],
  [20, 'MEDIUM'],
  [69.99, 'MEDIUM'],
  [70, 'HIGH'],
])('a score of %d is %s', async (score, risk) => {
  fake.score = score;
  expect((await check().check(order)).risk).toBe(risk);
});

test('the limits are the staff’s to set', async () => {
  fake.score = 30;
  expect((await check({ rejectFrom: '25' }).check(order)).risk).toBe('HIGH');
});

test('an order with hardly anything known can be checked', async () => {
  expect((await check().check({ transactionId: 'order:1' })).score).toBe('5.25');
});

test('what the service cannot take is refused by name', async () => {
  for (const [more, words] of [
    [{ ipAddress: 'here' }, /ipAddress/],
    [{ billing: { country: 'Germany' } }, /country/],
    [{ currency: 'DOLLAR' }, /currency/],
  ] as const) {
    const error = await failureOf(check().check({ ...order, ...more }));
    expect(error).toMatchObject({ outcome: 'REFUSED', message: expect.stringMatching(words) });
  }
  expect(fake.seen).toHaveLength(0);
});

test('wrong credentials are refused with the service’s words', async () => {
  const error = await failureOf(check({ licenseKey: 'WRONG' }).check(order));
  expect(error).toMatchObject({ outcome: 'REFUSED', message: 'minFraud: Wrong license key.' });
});

test.each(['hang', 'drop', 'html', 'fail'] as const)(
  'a service that does %s gives no verdict, within the time limit',
  async (how) => {
    fake.misbehave(how);
    const began = performance.now();
    expect((await failureOf(check().check(order))).outcome).toBe('UNKNOWN');
    expect(performance.now() - began).toBeLessThan(2_000);
  },
);

test('a certificate of an unknown authority is not trusted', async () => {
  delete globalAgent.options.ca;
  expect((await failureOf(check().check(order))).outcome).toMatch(/NOT_SENT|UNKNOWN/);
  expect(fake.seen).toHaveLength(0);
});

test('settings that are missing or not scores are named', async () => {
  const connect = async (settings: Record<string, string>) =>
    connectProvider(provider, { label: 'minfraud', isTestMode: false, settings });
  await expect(connect({ accountId: '42' })).rejects.toThrow(/licenseKey/);
  const settings = { accountId: '42', licenseKey: 'x' };
  await expect(connect({ ...settings, rejectFrom: 'much' })).rejects.toThrow(/rejectFrom/);
  expect((await connect({ ...settings, rejectFrom: '' })).name).toBe('minfraud');
});
