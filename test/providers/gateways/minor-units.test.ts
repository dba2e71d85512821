import fc from 'fast-check';
import { expect, test } from 'vitest';
import { connectMailIn } from '#providers/gateways/mailin/mailin.ts';
import { connectProvider } from '#providers/connect.ts';
import stripe from '#providers/gateways/stripe/provider.ts';
import {
  fromStripeAmount,
  toPayPalAmount,
  toStripeAmount,
} from '#providers/gateways/minor-units.ts';
import { failureOf } from '#test/providers/loopback.ts';

test.each([
  ['15.95', 'USD', 1595],
  ['0.29', 'EUR', 29],
  ['1.1', 'USD', 110],
  ['500', 'JPY', 500],
  ['5.120', 'KWD', 5120],
  ['300', 'ISK', 30000],
  ['999999.99', 'USD', 99999999],
])('%s %s is %i in minor units', (amount, currency, units) => {
  expect(toStripeAmount(amount, currency)).toBe(units);
});

test.each([
  ['1.005', 'USD'],
  ['1.5', 'JPY'],
  ['1.001', 'KWD'],
  ['1.50', 'ISK'],
  ['0', 'USD'],
  ['-1', 'USD'],
  ['1e3', 'USD'],
  ['NaN', 'USD'],
  ['1', 'DOLLAR'],
  ['100000000', 'USD'],
])('%s %s is refused, never rounded', (amount, currency) => {
  expect(() => toStripeAmount(amount, currency)).toThrow(
    expect.objectContaining({ outcome: 'REFUSED' }),
  );
});

test('what goes out comes back the same', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 9_999_999 }),
      fc.constantFrom('USD', 'JPY', 'KWD', 'EUR'),
      (n, currency) => {
        const units = currency === 'KWD' ? n * 10 : n;
        expect(toStripeAmount(fromStripeAmount(units, currency), currency)).toBe(units);
      },
    ),
  );
  expect(fromStripeAmount(5120, 'kwd')).toBe('5.120');
  expect(fromStripeAmount(30000, 'isk')).toBe('300');
});

test('PayPal’s amounts have two decimals, or none where it knows none', () => {
  expect(toPayPalAmount('15.9', 'USD')).toBe('15.90');
  expect(toPayPalAmount('500', 'JPY')).toBe('500');
  for (const [amount, currency] of [
    ['1.5', 'HUF'],
    ['1.005', 'USD'],
  ] as const)
    expect(() => toPayPalAmount(amount, currency)).toThrow(/finer/);
});

test('a bank transfer shows instructions and refuses what only a bank can do', async () => {
  const mailin = connectMailIn({ instructions: 'IBAN …' });
  const request = { invoiceId: 1, amount: '1', currency: 'EUR', description: '', key: 'k' };
  const urls = { returnUrl: '', cancelUrl: '' };
  expect((await mailin.createPayment({ ...request, ...urls })).instructions).toBe('IBAN …');
  const refused = await failureOf(mailin.capture({ ...request, token: '' }));
  expect(refused).toMatchObject({ outcome: 'REFUSED', message: /cannot be captured/ });
  expect((await failureOf(mailin.refund('', request, 'k'))).message).toMatch(/cannot be refunded/);
  expect((await failureOf(mailin.parseWebhook(Buffer.from('{}'), {}))).name).toBe(
    'WebhookRejected',
  );
});

test('a gateway with a missing setting says which one', async () => {
  const connect = async (settings: Record<string, string>) =>
    connectProvider(stripe, { label: 'stripe', isTestMode: false, settings });
  const empty = { secretKey: 'sk', webhookSecret: '', accountId: 'acct_1' };
  await expect(connect(empty)).rejects.toThrow(/webhookSecret/);
  const full = { ...empty, webhookSecret: 'whsec_1' };
  expect((await connect(full)).kind).toBe('CLIENT_SECRET');
});
