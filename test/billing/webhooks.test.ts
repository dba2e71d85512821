import { afterEach, beforeAll, expect, it } from 'vitest';
import { booksAreRight, creditOf, invoiceOf, look } from './books.ts';
import { openWithGateways, storeCard, type WithGateways } from './gateways.ts';
import { deliver, paypalSays, stripeSays } from './webhooks.ts';

let { gateway, stripe, paypal } = {} as WithGateways;
beforeAll(async () => {
  ({ gateway, stripe, paypal } = await openWithGateways());
});
afterEach(() => booksAreRight(gateway));

const PAY = `mutation ($input: CapturePaymentByInvoiceInput!) {
  capturePaymentByInvoice(input: $input) { attempt { status } }
}`;

/** An invoice of 100 whose payment was begun at a gateway, and what the gateway made of it. */
async function begun(name: 'stripe' | 'paypal', client = gateway.carol) {
  const invoice = await invoiceOf(gateway, client, '100');
  const urls = { returnUrl: 'https://shop.example/back', cancelUrl: 'https://shop.example/no' };
  await gateway.data(PAY, { input: { invoiceId: invoice.id, gateway: { name }, ...urls } });
  const intent = stripe.intents.at(-1);
  const order = [...paypal.orders.values()].at(-1);
  return { ...invoice, intent, order };
}

/** The client pays at Stripe: so much, which need not be what was asked for. */
const paid = (intent: any, cents = intent.amount) =>
  Object.assign(intent, { status: 'succeeded', amount_received: cents });

const statusOf = async (id: string) => (await look(gateway, id)).status;
const rowsOf = async (id: string) => (await look(gateway, id)).transactions;

it('takes the same message once: twenty at once, again later', async () => {
  const { id, intent } = await begun('stripe');
  const message = stripeSays('payment_intent.succeeded', paid(intent));
  const all = await Promise.all(
    Array.from({ length: 20 }, () => deliver(gateway, 'stripe', message)),
  );
  expect(new Set([...all, await deliver(gateway, 'stripe', message)])).toEqual(new Set([200]));
  expect(await rowsOf(id)).toMatchObject([{ kind: 'PAYMENT', amountIn: { amount: '100.00' } }]);
  expect(await statusOf(id)).toBe('PAID');
  const other = stripeSays('payment_intent.succeeded', intent);
  expect(await deliver(gateway, 'stripe', other)).toBe(200);
  expect(await rowsOf(id)).toHaveLength(1);
});

it.each([
  ['less', 99_99, 'UNPAID', '0.01', '0.00'],
  ['more', 150_00, 'PAID', '0.00', '50.00'],
  ['a cent', 1, 'UNPAID', '99.99', '0.00'],
])('records %s than was asked as what it is', async (_what, cents, status, balance, credit) => {
  const before = Number(await creditOf(gateway, gateway.carol));
  const { id, intent } = await begun('stripe');
  await deliver(gateway, 'stripe', stripeSays('payment_intent.succeeded', paid(intent, cents)));
  expect(await look(gateway, id)).toMatchObject({ status, balance: { amount: balance } });
  expect(Number(await creditOf(gateway, gateway.carol)) - before).toBe(Number(credit));
});

it('lets a payment that takes days settle when its time comes, and does not charge meanwhile', async () => {
  const { id, intent } = await begun('stripe');
  await storeCard(gateway, gateway.carol, stripe.id);
  intent.status = 'processing';
  expect(await deliver(gateway, 'stripe', stripeSays('payment_intent.processing', intent))).toBe(
    200,
  );
  const charge = `mutation ($id: ID!) { capturePayment(input: { invoiceId: $id }) { attempt { status } } }`;
  const { errors } = await gateway.ask(charge, { id });
  expect(errors?.[0]?.extensions.code).toBe('PAYMENT_IN_PROGRESS');
  const failed = { ...intent, status: 'requires_payment_method' };
  paid(intent);
  expect(await deliver(gateway, 'stripe', stripeSays('payment_intent.succeeded', intent))).toBe(
    200,
  );
  // Older news that comes late, and news from before the payment.
  await deliver(gateway, 'stripe', stripeSays('payment_intent.payment_failed', failed));
  await deliver(gateway, 'stripe', stripeSays('payment_intent.processing', failed));
  expect(await statusOf(id)).toBe('PAID');
  expect(await rowsOf(id)).toHaveLength(1);
});

it('frees the invoice when a payment on its way fails', async () => {
  const { id, databaseId, intent } = await begun('stripe');
  intent.status = 'processing';
  await deliver(gateway, 'stripe', stripeSays('payment_intent.processing', intent));
  intent.status = 'requires_payment_method';
  await deliver(gateway, 'stripe', stripeSays('payment_intent.payment_failed', intent));
  const [attempt] = await gateway.app.db.paymentAttempt.findMany({
    where: { invoiceId: databaseId },
  });
  expect(attempt?.status).toBe('DECLINED');
  expect(await statusOf(id)).toBe('UNPAID');
});

it('gives money for a cancelled invoice to the client', async () => {
  const { id, intent } = await begun('stripe', gateway.stranger);
  await gateway.data(
    `mutation ($id: ID!) { cancelInvoice(input: { invoiceId: $id }) { invoice { id } } }`,
    { id },
  );
  await deliver(gateway, 'stripe', stripeSays('payment_intent.succeeded', paid(intent)));
  expect(await statusOf(id)).toBe('CANCELLED');
  expect(await creditOf(gateway, gateway.stranger)).toBe('100.00');
});

it('does not book what is of another invoice or currency, but keeps it for staff', async () => {
  const mine = await begun('stripe');
  const other = await begun('stripe', gateway.stranger);
  paid(mine.intent).metadata.invoice_id = String(other.databaseId);
  await deliver(gateway, 'stripe', stripeSays('payment_intent.succeeded', mine.intent));
  paid(other.intent).currency = 'jpy';
  await deliver(gateway, 'stripe', stripeSays('payment_intent.succeeded', other.intent));
  expect([...(await rowsOf(mine.id)), ...(await rowsOf(other.id))]).toEqual([]);
  const stored = await gateway.app.db.gatewayEvent.findMany({ where: { state: 'FAILED' } });
  expect(stored).toHaveLength(2);
  const received = await gateway.app.db.outboxEvent.count({
    where: { type: 'gateway.eventRefused' },
  });
  expect(received).toBe(2);
});

it('records refunds and disputes made at the gateway once, whatever comes first', async () => {
  const { id, intent } = await begun('stripe');
  paid(intent);
  const refund = { id: 're_1', amount: 40_00, currency: 'usd', status: 'succeeded' };
  const about = { ...refund, payment_intent: intent.id };
  // The refund is told of before its payment is.
  await deliver(gateway, 'stripe', stripeSays('refund.created', about));
  await deliver(gateway, 'stripe', stripeSays('refund.updated', about));
  await deliver(gateway, 'stripe', stripeSays('payment_intent.succeeded', intent));
  expect(await rowsOf(id)).toMatchObject([
    { kind: 'PAYMENT', amountIn: { amount: '100.00' } },
    { kind: 'REFUND', amountOut: { amount: '40.00' } },
  ]);
  await deliver(gateway, 'stripe', stripeSays('refund.failed', { ...about, status: 'failed' }));
  expect(await rowsOf(id)).toHaveLength(1);

  const dispute = { ...about, id: 'dp_1', amount: 100_00, status: 'needs_response' };
  await deliver(gateway, 'stripe', stripeSays('charge.dispute.created', dispute));
  await deliver(gateway, 'stripe', stripeSays('charge.dispute.funds_withdrawn', dispute));
  expect(await look(gateway, id)).toMatchObject({
    status: 'COLLECTIONS',
    balance: { amount: '100.00' },
    transactions: [{ kind: 'PAYMENT' }, { kind: 'CHARGEBACK' }],
  });
  const won = { ...dispute, status: 'won' };
  await deliver(gateway, 'stripe', stripeSays('charge.dispute.closed', won));
  await deliver(gateway, 'stripe', stripeSays('charge.dispute.funds_withdrawn', dispute));
  expect(await look(gateway, id)).toMatchObject({
    status: 'PAID',
    transactions: [{ kind: 'PAYMENT' }],
  });
});

it('books refunds of which Stripe says only what was given back in all (M32)', async () => {
  const { id, intent } = await begun('stripe');
  await deliver(gateway, 'stripe', stripeSays('payment_intent.succeeded', paid(intent)));
  const says = (cents: number) =>
    deliver(
      gateway,
      'stripe',
      stripeSays('charge.refunded', {
        id: 'ch_32',
        object: 'charge',
        payment_intent: intent.id,
        amount: 100_00,
        amount_refunded: cents,
        currency: 'usd',
      }),
    );
  const back = async () =>
    (await rowsOf(id))
      .filter(({ kind }: any) => kind === 'REFUND')
      .map(({ amountOut }: any) => amountOut.amount);
  await says(10_00);
  expect(await back()).toEqual(['10.00']);
  await says(20_00);
  await says(20_00);
  expect(await back()).toEqual(['10.00', '10.00']);
  const refund = { amount: 10_00, currency: 'usd', status: 'succeeded', payment_intent: intent.id };
  for (const name of ['re_32a', 're_32b'])
    await deliver(gateway, 'stripe', stripeSays('refund.created', { ...refund, id: name }));
  expect(await back()).toEqual(['10.00', '10.00']);
  // The other way round: the single refund first, then what it makes in all.
  await deliver(gateway, 'stripe', stripeSays('refund.created', { ...refund, id: 're_32c' }));
  await says(30_00);
  expect(await back()).toEqual(['10.00', '10.00', '10.00']);
});

it('believes nothing that is forged, altered, of another account or of the wrong form', async () => {
  const { id, intent } = await begun('stripe');
  const object = { ...paid(intent) };
  const type = 'payment_intent.succeeded';
  const good = stripeSays(type, object);
  const bad = [
    { ...good, headers: {} },
    stripeSays(type, object, {}, 'whsec_other'),
    { ...good, body: good.body.replace('10000', '99999') },
    stripeSays(type, object, { account: 'acct_other' }),
    stripeSays(type, object, { livemode: true }),
    { ...good, body: `signature[]=1&invoice_id[]=${id}` },
  ] as { body: string; headers: Record<string, string> }[];
  for (const message of bad) expect(await deliver(gateway, 'stripe', message)).toBe(400);
  expect(await deliver(gateway, 'paypal', good)).toBe(400);
  expect(await deliver(gateway, 'mailin', good)).toBe(404);
  expect(await deliver(gateway, 'nobody', good)).toBe(404);
  expect(await deliver(gateway, 'stripe', good, 'GET')).toBe(405);
  const large = { ...good, body: 'x'.repeat(300_000) };
  expect(await deliver(gateway, 'stripe', large)).toBe(413);
  expect(await rowsOf(id)).toEqual([]);
  expect(await deliver(gateway, 'stripe', stripeSays('customer.created', {}))).toBe(200);
});

it('asks for the message again while the gateway cannot be asked', async () => {
  const { id, intent } = await begun('stripe');
  const message = stripeSays('payment_intent.succeeded', paid(intent));
  stripe.misbehave('fail', intent.id);
  expect(await deliver(gateway, 'stripe', message)).toBe(503);
  expect(await statusOf(id)).toBe('UNPAID');
  expect(await deliver(gateway, 'stripe', message)).toBe(200);
  expect(await statusOf(id)).toBe('PAID');
});

it('books a message that failed once, when it comes again or is tried again (F8)', async () => {
  const { id, intent } = await begun('stripe');
  const message = stripeSays('payment_intent.succeeded', paid(intent));
  const { currency } = intent;
  intent.currency = 'eur';
  expect(await deliver(gateway, 'stripe', message)).toBe(200);
  const LIST = `query { gatewayEvents(filter: { state: [FAILED] }) {
    edges { node { id state result attempts } } } }`;
  const { gatewayEvents } = await gateway.data(LIST);
  const [{ node }] = gatewayEvents.edges;
  expect(node).toMatchObject({ state: 'FAILED', attempts: 1, result: expect.any(String) });
  const RETRY = `mutation ($input: RetryGatewayEventInput!) {
    retryGatewayEvent(input: $input) { gatewayEvent { state } task { state } } }`;
  const input = { gatewayEventId: node.id };
  const { retryGatewayEvent } = await gateway.data(RETRY, { input });
  expect(retryGatewayEvent).toEqual({
    gatewayEvent: { state: 'FAILED' },
    task: { state: 'REJECTED' },
  });
  intent.currency = currency;
  for (const _delivery of [1, 2]) {
    expect(await deliver(gateway, 'stripe', message)).toBe(200);
    expect(await statusOf(id)).toBe('PAID');
  }
  const invoiceId = Number(id.slice('Invoice:'.length));
  expect(await gateway.app.db.transaction.count({ where: { invoiceId } })).toBe(1);
});

/** The client approves and pays at PayPal, but never comes back to us. */
async function paidAtPayPal() {
  const made = await begun('paypal');
  made.order.status = 'APPROVED';
  const [unit] = made.order.purchase_units;
  const id = `CAP${made.order.id}`;
  const capture = { id, status: 'COMPLETED', amount: unit.amount, custom_id: unit.custom_id };
  unit.payments = { captures: [{ ...capture, payee: unit.payee }] };
  return { ...made, capture, unit };
}

it('takes a PayPal payment whose client never came back, and its refund', async () => {
  const { id, capture } = await paidAtPayPal();
  const completed = paypalSays('PAYMENT.CAPTURE.COMPLETED', capture);
  const all = await Promise.all([1, 2, 3].map(() => deliver(gateway, 'paypal', completed)));
  expect(all).toEqual([200, 200, 200]);
  expect(await statusOf(id)).toBe('PAID');
  const href = `https://api.paypal.com/v2/payments/captures/${capture.id}`;
  const refund = { id: 'RF9', amount: capture.amount, links: [{ rel: 'up', href }] };
  await deliver(gateway, 'paypal', paypalSays('PAYMENT.CAPTURE.REFUNDED', refund));
  await deliver(gateway, 'paypal', paypalSays('PAYMENT.CAPTURE.REFUNDED', refund));
  expect(await look(gateway, id)).toMatchObject({
    status: 'REFUNDED',
    transactions: [{ kind: 'PAYMENT' }, { kind: 'REFUND' }],
  });
});

it('refuses what PayPal does not vouch for, or what went to somebody else', async () => {
  const { id, capture, unit } = await paidAtPayPal();
  const good = paypalSays('PAYMENT.CAPTURE.COMPLETED', capture);
  const forged = { ...good, headers: { ...good.headers, 'paypal-transmission-sig': 'BAD' } };
  expect(await deliver(gateway, 'paypal', forged)).toBe(400);
  const amount = { currency_code: 'USD', value: '1000.00' };
  const wrong = paypalSays('PAYMENT.CAPTURE.COMPLETED', { ...capture, amount });
  expect(await deliver(gateway, 'paypal', wrong)).toBe(400);
  unit.payments.captures[0].payee = { merchant_id: 'SOMEBODY' };
  expect(await deliver(gateway, 'paypal', good)).toBe(400);
  paypal.misbehave('fail', '/verify-webhook-signature');
  expect(await deliver(gateway, 'paypal', good)).toBe(503);
  expect(await rowsOf(id)).toEqual([]);
});
