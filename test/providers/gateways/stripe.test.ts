import { Stripe } from 'stripe';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { WebhookRejected } from '#providers/gateways/gateway.ts';
import { connectStripe } from '#providers/gateways/stripe/stripe.ts';
import { deadPort, failureOf } from '#test/providers/loopback.ts';
import { fakeStripe, type FakeStripe } from './fake-stripe.ts';

let stripe: FakeStripe;
const settings = { secretKey: 'sk_test_KEY', webhookSecret: 'whsec_test', accountId: 'acct_us' };
const gateway = (more: object = {}) =>
  connectStripe({ ...settings, apiUrl: stripe.url, timeoutMs: 400, ...more });
const charge = {
  invoiceId: 12,
  token: 'cus_1/pm_ok',
  description: 'Invoice 12',
  amount: '15.95',
  currency: 'USD',
  key: 'payment:1',
};
const urls = { returnUrl: 'https://a.example/r', cancelUrl: 'https://a.example/c' };

beforeEach(async () => void (stripe = await fakeStripe()));
afterEach(() => stripe.stop());

test('a payment begins with a client secret and the marks of its invoice', async () => {
  const start = await gateway().createPayment({ ...charge, ...urls });
  expect(start).toEqual({ reference: 'pi_1', clientSecret: 'pi_1_secret' });
  expect(stripe.intents[0]).toMatchObject({
    amount: 1595,
    currency: 'usd',
    metadata: { invoice_id: '12', key: 'payment:1' },
  });
  expect(stripe.seen[0]?.headers['stripe-version']).toBe('2026-10-28.endive');
  expect(await gateway().complete('pi_1', 'x')).toMatchObject({ status: 'DECLINED' });
});

test('a stored method is charged once per key, with the fee told', async () => {
  const first = await gateway().capture(charge);
  expect(first).toEqual({
    status: 'SUCCEEDED',
    reference: 'pi_1',
    amount: '15.95',
    currency: 'USD',
    invoiceId: 12,
    fee: '0.59',
    message: null,
  });
  expect(await gateway().capture(charge)).toEqual(first);
  expect(stripe.intents).toHaveLength(1);
});

test('a declined card and one that asks for authentication are answers, not errors', async () => {
  const declined = await gateway().capture({ ...charge, token: 'cus_1/pm_declined' });
  expect(declined).toMatchObject({ status: 'DECLINED', message: 'Your card was declined.' });
  const sca = await gateway().capture({ ...charge, token: 'cus_1/pm_sca', key: 'payment:2' });
  expect(sca).toMatchObject({ status: 'ACTION_REQUIRED', clientSecret: 'pi_2_secret' });
});

test.each(['actThenHang', 'actThenDrop', 'html'] as const)(
  'a charge that did %s is unknown or settled, found by its key, and never made twice',
  async (how) => {
    const since = new Date();
    stripe.misbehave(how, '/payment_intents');
    if (how === 'actThenDrop') stripe.misbehave('actThenDrop', '/payment_intents');
    expect((await failureOf(gateway().capture(charge))).outcome).toBe('UNKNOWN');
    const found = await gateway().find({ key: 'payment:1', since });
    expect(found).toMatchObject({ status: 'SUCCEEDED', reference: 'pi_1', amount: '15.95' });
    expect(await gateway().capture(charge)).toEqual(found);
    expect(stripe.intents).toHaveLength(1);
  },
);

test('what never reached Stripe is not found, and an unreachable Stripe is NOT_SENT', async () => {
  const off = gateway({ apiUrl: `http://127.0.0.1:${await deadPort()}` });
  expect((await failureOf(off.capture(charge))).outcome).toBe('NOT_SENT');
  expect(await gateway().find({ key: 'payment:1', since: new Date() })).toBeNull();
  expect(await gateway().find({ reference: 'pi_9' })).toBeNull();
  stripe.misbehave('fail', '/payment_intents');
  expect((await failureOf(gateway().capture(charge))).outcome).toBe('UNKNOWN');
  expect((await failureOf(gateway({ secretKey: 'sk_test_X' }).capture(charge))).outcome).toBe(
    'REFUSED',
  );
});

test('refunds are made once per key, found by it, and never exceed the payment', async () => {
  await gateway().capture(charge);
  const money = { amount: '10.00', currency: 'USD' };
  const refund = await gateway().refund('pi_1', money, 'refund:1');
  expect(refund).toEqual({ status: 'SUCCEEDED', reference: 're_1', ...money });
  expect(await gateway().refund('pi_1', money, 'refund:1')).toEqual(refund);
  expect(await gateway().findRefund('pi_1', 'refund:1')).toEqual(refund);
  expect(await gateway().findRefund('pi_1', 'refund:2')).toBeNull();
  const more = await failureOf(gateway().refund('pi_1', money, 'refund:2'));
  expect(more).toMatchObject({ outcome: 'REFUSED', message: 'Refund is more than the charge.' });
});

test('a payment of three days ago is found among 50,000 later ones in a few pages (F41)', async () => {
  const since = new Date(Date.now() - 3 * 86_400_000);
  await gateway().capture(charge);
  const at = Math.floor(since.getTime() / 1_000);
  stripe.intents[0].created = at + 40;
  // 50,000 in three days: one every 5.184 s; 231 of them within 5 + 15 minutes around it.
  for (let n = 1; n <= 50_000; n += 1)
    stripe.intents.push({
      id: `pi_later_${n}`,
      object: 'payment_intent',
      created: at + Math.floor(n * 5.184),
      metadata: { key: `other:${n}` },
    });
  const before = stripe.seen.length;
  const found = await gateway({ timeoutMs: 5_000 }).find({ key: 'payment:1', since });
  expect(found).toMatchObject({ status: 'SUCCEEDED', reference: 'pi_1', amount: '15.95' });
  // 900 s ÷ 5.184 s = 173 later ones: two pages of 100, and the payment itself.
  expect(stripe.seen.length - before).toBe(3);
  expect(await gateway({ timeoutMs: 5_000 }).find({ key: 'none', since })).toBeNull();
  expect(stripe.seen.length - before).toBe(5);
});

test('the methods of a client belong to one customer, made anew only when it is gone (F41)', async () => {
  const method = { clientId: 3, email: 'c@example.com', name: 'C' };
  const first = { ...method, methodReference: 'pm_1', key: 'method:1' };
  const { token } = await gateway().storeMethod(first);
  const second = { ...method, methodReference: 'pm_2', key: 'method:2', otherToken: token };
  expect((await gateway().storeMethod(second)).token).toBe('cus_1/pm_2');
  expect(stripe.customers).toEqual(['cus_1']);
  stripe.customers.length = 0;
  stripe.customers.push('cus_other');
  const third = { ...method, methodReference: 'pm_3', key: 'method:3', otherToken: token };
  expect((await gateway().storeMethod(third)).token).toBe('cus_2/pm_3');
});

test('a method is kept as a token with what may be shown', async () => {
  const method = { methodReference: 'pm_1', clientId: 3, email: 'c@example.com', name: 'C' };
  expect(await gateway().storeMethod({ ...method, key: 'method:1' })).toEqual({
    token: 'cus_1/pm_1',
    type: 'CreditCard',
    brand: 'visa',
    last4: '4242',
    expiry: '2031-03',
  });
  await gateway().deleteMethod('cus_1/pm_1');
  expect(stripe.seen.at(-1)?.path).toBe('/v1/payment_methods/pm_1/detach');
  expect((await failureOf(gateway().deleteMethod('4242424242424242'))).outcome).toBe('REFUSED');
});

const sdk = new Stripe('sk_test_KEY');
function signed(object: object, more: any = {}) {
  const { secret = 'whsec_test', timestamp, type = 'payment_intent.succeeded', ...event } = more;
  const payload = JSON.stringify({
    id: 'evt_1',
    object: 'event',
    type,
    created: 1_790_000_000,
    livemode: false,
    data: { object },
    ...event,
  });
  const header = sdk.webhooks.generateTestHeaderString({
    payload,
    secret,
    ...(timestamp && { timestamp }),
  });
  return [Buffer.from(payload), { 'stripe-signature': header }] as const;
}
const intent = {
  id: 'pi_1',
  object: 'payment_intent',
  amount: 1595,
  amount_received: 1595,
  currency: 'usd',
  metadata: { invoice_id: '12' },
};

test('a signed event tells exactly what was paid', async () => {
  expect(await gateway().parseWebhook(...signed(intent))).toEqual({
    id: 'evt_1',
    kind: 'PAYMENT_SUCCEEDED',
    reference: 'pi_1',
    subject: null,
    amount: '15.95',
    currency: 'USD',
    payee: 'acct_us',
    invoiceId: 12,
    key: null,
    fee: null,
    occurredAt: new Date(1_790_000_000_000),
  });
});

test('a payment that received less than it asked for tells what was received', async () => {
  const event = await gateway().parseWebhook(...signed({ ...intent, amount_received: 1 }));
  expect(event.amount).toBe('0.01');
});

test('refunds, disputes and foreign events have their kinds', async () => {
  const refund = {
    id: 're_1',
    amount: 5,
    currency: 'usd',
    payment_intent: 'pi_1',
    status: 'failed',
  };
  const of = async (object: object, type: string) =>
    (await gateway().parseWebhook(...signed(object, { type }))).kind;
  expect(await of({ ...refund, status: 'succeeded' }, 'refund.updated')).toBe('REFUND_SUCCEEDED');
  expect(await of(refund, 'refund.failed')).toBe('REFUND_FAILED');
  expect(await of({ ...refund, status: 'pending' }, 'refund.created')).toBe('OTHER');
  expect(await of({ ...refund, id: 'dp_1' }, 'charge.dispute.created')).toBe('DISPUTE_OPENED');
  expect(await of(intent, 'payment_intent.payment_failed')).toBe('PAYMENT_FAILED');
  expect(await of({}, 'customer.created')).toBe('OTHER');
});

test.each([
  ['a bad signature', signed(intent, { secret: 'whsec_other' })],
  ['no signature', [signed(intent)[0], {}] as const],
  ['an altered body', [Buffer.from(`${signed(intent)[0]} `), signed(intent)[1]] as const],
  ['an old timestamp', signed(intent, { timestamp: Math.floor(Date.now() / 1000) - 3_600 })],
  ['another account', signed(intent, { account: 'acct_other' })],
  ['another destination', signed({ ...intent, transfer_data: { destination: 'acct_other' } })],
  ['live mode on a test key', signed(intent, { livemode: true })],
])('a webhook with %s is not believed', async (_what, [body, headers]) => {
  const error = await failureOf(gateway().parseWebhook(body, headers));
  expect(error).toBeInstanceOf(WebhookRejected);
});

test('a webhook is not believed while no secret is set', async () => {
  const error = await failureOf(gateway({ webhookSecret: '' }).parseWebhook(...signed(intent)));
  expect(error).toBeInstanceOf(WebhookRejected);
});
