import { afterEach, beforeEach, expect, test } from 'vitest';
import { WebhookRejected } from '#providers/gateways/gateway.ts';
import { connectPayPal } from '#providers/gateways/paypal/paypal.ts';
import { deadPort, failureOf } from '#test/providers/loopback.ts';
import { fakePayPal, type FakePayPal } from './fake-paypal.ts';

let paypal: FakePayPal;
const settings = { clientId: 'ID', clientSecret: 'SECRET', webhookId: 'WH1', merchantId: 'M1' };
const gateway = (more: object = {}) =>
  connectPayPal({ ...settings, apiUrl: paypal.url, timeoutMs: 400, ...more });
const request = {
  invoiceId: 12,
  description: 'Invoice 12',
  amount: '15.95',
  currency: 'USD',
  key: 'payment:1',
  returnUrl: 'https://a.example/r',
  cancelUrl: 'https://a.example/c',
};
const paid = {
  status: 'SUCCEEDED',
  reference: 'CAPORDER1',
  amount: '15.95',
  currency: 'USD',
  invoiceId: 12,
  fee: '0.76',
  message: null,
};

beforeEach(async () => void (paypal = await fakePayPal()));
afterEach(() => paypal.stop());

/** The customer pays on PayPal's page. */
async function approved(it = gateway()) {
  const { reference } = await it.createPayment(request);
  paypal.orders.get(reference).status = 'APPROVED';
  return reference;
}

test('a payment begins on PayPal’s page, for our merchant, once per key', async () => {
  const start = await gateway().createPayment(request);
  expect(start.redirectUrl).toBe('https://paypal.example/checkout?token=ORDER1');
  expect(await gateway().createPayment(request)).toEqual(start);
  expect(paypal.orders.size).toBe(1);
  expect(paypal.orders.get('ORDER1').purchase_units[0]).toMatchObject({
    amount: { currency_code: 'USD', value: '15.95' },
    custom_id: '12|payment:1',
    payee: { merchant_id: 'M1' },
  });
});

test('an approved order is captured once; again it tells the same', async () => {
  const it = gateway();
  const order = await approved(it);
  expect(await it.complete(order, 'complete:1')).toEqual(paid);
  expect(await it.complete(order, 'complete:2')).toEqual(paid);
  expect(await it.find({ reference: order })).toEqual(paid);
  expect(await it.find({ reference: 'CAPORDER1' })).toEqual(paid);
  expect(await it.find({ reference: 'ORDER9' })).toBeNull();
});

test('an order that is not approved is refused, a declined one is an answer', async () => {
  const { reference } = await gateway().createPayment(request);
  expect((await failureOf(gateway().complete(reference, 'a'))).outcome).toBe('REFUSED');
  expect(await gateway().find({ reference })).toMatchObject({ status: 'ACTION_REQUIRED' });
  paypal.orders.get(reference).status = 'APPROVED';
  paypal.twist.decline = true;
  expect(await gateway().complete(reference, 'b')).toMatchObject({ status: 'DECLINED' });
});

test.each(['actThenDrop', 'actThenHang', 'html', 'fail'] as const)(
  'a capture that did %s is unknown, and asking again with its key settles it',
  async (how) => {
    const it = gateway();
    const order = await approved(it);
    paypal.misbehave(how, '/capture');
    expect((await failureOf(it.complete(order, 'complete:1'))).outcome).toBe('UNKNOWN');
    expect(await it.complete(order, 'complete:1')).toEqual(paid);
  },
);

test('the access token is kept, renewed when it is refused, and its failure sends nothing', async () => {
  const it = gateway();
  await Promise.all([it.createPayment(request), it.createPayment({ ...request, key: 'b' })]);
  await it.createPayment({ ...request, key: 'c' });
  const logins = () => paypal.seen.filter(({ path }) => path.endsWith('/token')).length;
  expect(logins()).toBeLessThanOrEqual(2);
  const before = logins();
  paypal.tokens.clear();
  await it.createPayment({ ...request, key: 'd' });
  expect(logins()).toBe(before + 1);
  for (const how of ['hang', 'html', 'fail'] as const) {
    paypal.misbehave(how, '/token');
    const error = await failureOf(gateway().createPayment({ ...request, key: how }));
    expect(error.outcome).toBe('NOT_SENT');
  }
  const wrong = gateway({ clientSecret: 'WRONG' });
  expect((await failureOf(wrong.createPayment(request))).outcome).toBe('REFUSED');
  const off = gateway({ apiUrl: `http://127.0.0.1:${await deadPort()}` });
  expect((await failureOf(off.createPayment(request))).outcome).toBe('NOT_SENT');
});

test('a stored method is charged, or declined with PayPal’s words', async () => {
  const it = gateway();
  const method = { methodReference: 'setup1', clientId: 3, email: '', name: '', key: 'm' };
  const stored = await it.storeMethod(method);
  expect(stored).toMatchObject({ token: 'vault1', type: 'Wallet', brand: 'b@example.com' });
  expect(await it.capture({ ...request, token: 'vault1' })).toEqual(paid);
  paypal.twist.decline = true;
  const declined = await it.capture({ ...request, token: 'vault1', key: 'payment:2' });
  expect(declined).toMatchObject({ status: 'DECLINED', message: 'INSTRUMENT_DECLINED!' });
  await it.deleteMethod('vault1');
  expect(paypal.seen.at(-1)).toMatchObject({ method: 'DELETE' });
});

test('refunds are made once per key and found by it', async () => {
  const it = gateway();
  await it.complete(await approved(it), 'c');
  const money = { amount: '5.00', currency: 'USD' };
  paypal.misbehave('actThenDrop', '/refund');
  expect((await failureOf(it.refund('CAPORDER1', money, 'r:1'))).outcome).toBe('UNKNOWN');
  const refund = { status: 'SUCCEEDED', reference: 'RF1', ...money };
  expect(await it.findRefund('CAPORDER1', 'r:1')).toEqual(refund);
  expect(await it.refund('CAPORDER1', money, 'r:1')).toEqual(refund);
  expect(await it.findRefund('CAPORDER1', 'r:2')).toBeNull();
  expect(paypal.orders.get('ORDER1').purchase_units[0].payments.refunds).toHaveLength(1);
});

const headers = {
  'paypal-transmission-id': 'TR1',
  'paypal-transmission-time': '2026-11-21T10:00:00Z',
  'paypal-transmission-sig': 'GOOD',
  'paypal-auth-algo': 'SHA256withRSA',
  'paypal-cert-url': 'https://api.paypal.com/v1/notifications/certs/CERT-1',
};
function webhook(resource: object, event_type = 'PAYMENT.CAPTURE.COMPLETED', more: object = {}) {
  const event = { id: 'WH-1', event_type, create_time: '2026-11-21T10:00:00.000Z', resource };
  return Buffer.from(JSON.stringify({ ...event, ...more }, null, 1));
}
const resource = { id: 'CAPORDER1', amount: { currency_code: 'USD', value: '15.95' } };

test('a verified webhook is believed after the payment itself was read back', async () => {
  const it = gateway();
  await it.complete(await approved(it), 'c');
  expect(await it.parseWebhook(webhook(resource), headers)).toEqual({
    id: 'WH-1',
    kind: 'PAYMENT_SUCCEEDED',
    reference: 'CAPORDER1',
    subject: null,
    amount: '15.95',
    currency: 'USD',
    payee: 'M1',
    invoiceId: 12,
    key: 'payment:1',
    fee: '0.76',
    occurredAt: new Date('2026-11-21T10:00:00Z'),
  });
  const verify = paypal.seen.find(({ path }) => path.endsWith('verify-webhook-signature'));
  expect(verify?.text).toContain(`"webhook_event":${webhook(resource)}`);
});

test('refunds and disputes name the payment they are about', async () => {
  const it = gateway();
  await it.complete(await approved(it), 'c');
  const href = 'https://api.paypal.com/v2/payments/captures/CAPORDER1';
  const amount = { currency_code: 'USD', value: '5.00' };
  const refund = { id: 'RF1', amount, links: [{ rel: 'up', href }] };
  const refunded = await it.parseWebhook(webhook(refund, 'PAYMENT.CAPTURE.REFUNDED'), headers);
  expect(refunded).toMatchObject({
    kind: 'REFUND_SUCCEEDED',
    reference: 'CAPORDER1',
    subject: 'RF1',
  });
  const dispute = {
    dispute_id: 'PP-D-1',
    dispute_amount: amount,
    disputed_transactions: [{ seller_transaction_id: 'CAPORDER1' }],
  };
  const opened = await it.parseWebhook(webhook(dispute, 'CUSTOMER.DISPUTE.CREATED'), headers);
  expect(opened).toMatchObject({ kind: 'DISPUTE_OPENED', subject: 'PP-D-1', amount: '5.00' });
  const other = await it.parseWebhook(webhook({}, 'BILLING.PLAN.CREATED'), headers);
  expect(other).toMatchObject({ kind: 'OTHER', amount: null });
});

const wrong = { ...resource, amount: { currency_code: 'USD', value: '1595.00' } };
const yen = { ...resource, amount: { currency_code: 'JPY', value: '15.95' } };
test.each([
  ['a bad signature', webhook(resource), { ...headers, 'paypal-transmission-sig': 'BAD' }],
  ['no signature', webhook(resource), {}],
  ['a wrong amount', webhook(wrong), headers],
  ['a wrong currency', webhook(yen), headers],
  ['an unknown payment', webhook({ ...resource, id: 'CAPNONE' }), headers],
  ['a path for a payment', webhook({ ...resource, id: '../../x' }), headers],
  ['no JSON', Buffer.from('<html>'), headers],
  ['a list', Buffer.from('null'), headers],
])('a webhook with %s is not believed', async (_what, body, sent) => {
  const it = gateway();
  await it.complete(await approved(it), 'c');
  expect(await failureOf(it.parseWebhook(body, sent))).toBeInstanceOf(WebhookRejected);
});

test.each([
  ['another merchant', { merchant_id: 'M2' }, false],
  ['our address', { email_address: 'Shop@Example.com' }, true],
  ['nobody', null, false],
])('a payment whose order names %s as payee', async (_who, payee, verified) => {
  const it = gateway({ email: 'shop@example.com' });
  const order = await approved(it);
  paypal.twist.payee = payee;
  await it.complete(order, 'c');
  const parsed = it.parseWebhook(webhook(resource), headers);
  if (verified) expect((await parsed).kind).toBe('PAYMENT_SUCCEEDED');
  else expect(await failureOf(parsed)).toBeInstanceOf(WebhookRejected);
});

test('while PayPal cannot be asked a webhook is neither believed nor thrown away', async () => {
  paypal.misbehave('fail', '/verify-webhook-signature');
  const error = await failureOf(gateway().parseWebhook(webhook(resource), headers));
  expect(error.outcome).toBe('UNKNOWN');
});
