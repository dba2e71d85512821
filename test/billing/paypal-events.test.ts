import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { runTask } from '#schema/tasks/run.ts';
import { type Gateway, openGateway } from '#test/gateway.ts';
import { booksAreRight, invoiceOf, look } from './books.ts';
import { usePayPal } from './gateways.ts';
import { deliver, paypalSays } from './webhooks.ts';

let gateway: Gateway;
let paypal: Awaited<ReturnType<typeof usePayPal>>;
beforeAll(async () => {
  gateway = await openGateway();
  paypal = await usePayPal(gateway);
});
afterEach(() => booksAreRight(gateway));
afterAll(() => paypal.stop());

const PAY = `mutation ($input: CapturePaymentByInvoiceInput!) {
  capturePaymentByInvoice(input: $input) { attempt { status } } }`;
const FINISH = `mutation ($input: CallPaymentGatewayInput!) {
  callPaymentGateway(input: $input) { attempt { status } } }`;

/** An order at PayPal that its payer approved, and the message that tells of it. */
async function approved() {
  const invoice = await invoiceOf(gateway, gateway.carol, '100');
  const urls = { returnUrl: 'https://shop.example/back', cancelUrl: 'https://shop.example/no' };
  await gateway.data(PAY, {
    input: { invoiceId: invoice.id, gateway: { name: 'paypal' }, ...urls },
  });
  const order = [...paypal.orders.values()].at(-1);
  order.status = 'APPROVED';
  return { ...invoice, order, message: paypalSays('CHECKOUT.ORDER.APPROVED', order) };
}
const send = (message: { body: string; headers: Record<string, string> }) =>
  deliver(gateway, 'paypal', message);
const say = (type: string, resource: object) => send(paypalSays(type, resource));
const capturesOf = ({ id }: { id: string }) =>
  paypal.seen.filter(({ path }) => path === `/v2/checkout/orders/${id}/capture`).length;
const attemptOf = (invoiceId: number) =>
  gateway.app.db.paymentAttempt.findFirstOrThrow({ where: { invoiceId }, orderBy: { id: 'desc' } });
const rowsOf = async (id: string) =>
  (await look(gateway, id)).transactions.map(({ kind }: any) => kind);
const resultOf = async () =>
  (await gateway.app.db.gatewayEvent.findFirstOrThrow({ orderBy: { id: 'desc' } })).result;

it('captures an approved order whose client never came back, once', async () => {
  const { id, order, message } = await approved();
  const all = await Promise.all([1, 2, 3, 4, 5].map(() => send(message)));
  expect(new Set(all)).toEqual(new Set([200]));
  expect(await look(gateway, id)).toMatchObject({ status: 'PAID', transactions: [{}] });
  await say('CHECKOUT.ORDER.APPROVED', order);
  expect(capturesOf(order)).toBe(1);
  expect(await rowsOf(id)).toEqual(['PAYMENT']);
});

it('captures once when the client comes back at the same moment', async () => {
  const { id, order, message } = await approved();
  const input = { invoiceId: id, gateway: { name: 'paypal' }, reference: order.id };
  const back = () => gateway.ask(FINISH, { input });
  await Promise.all([send(message), back(), send(message), back()]);
  expect(await look(gateway, id)).toMatchObject({ status: 'PAID', balance: { amount: '0.00' } });
  expect(await rowsOf(id)).toEqual(['PAYMENT']);
});

it('asks again what became of a capture whose answer was lost', async () => {
  const { id, message } = await approved();
  paypal.misbehave('actThenDrop', '/capture');
  expect(await send(message)).toBe(200);
  expect(await look(gateway, id)).toMatchObject({ status: 'UNPAID' });
  const { id: taskId, state } = await gateway.app.db.task.findFirstOrThrow({
    where: { kind: 'payment.complete' },
    orderBy: { id: 'desc' },
  });
  expect(state).toBe('UNKNOWN');
  expect((await runTask(gateway.app, taskId)).state).toBe('SUCCEEDED');
  expect(await rowsOf(id)).toEqual(['PAYMENT']);
});

it('says that PayPal declined after all, and takes nothing', async () => {
  const { id, databaseId, message } = await approved();
  paypal.twist.decline = true;
  expect(await send(message)).toBe(200);
  paypal.twist.decline = false;
  expect((await attemptOf(databaseId)).status).toBe('DECLINED');
  expect(await look(gateway, id)).toMatchObject({ status: 'UNPAID', transactions: [] });
});

it('does not capture what is not owed any more, and waits for a payment under way', async () => {
  const { id, databaseId, order, message } = await approved();
  await gateway.app.db.paymentAttempt.create({
    data: {
      invoiceId: databaseId,
      clientId: gateway.carol,
      currencyCode: 'USD',
      amount: '100',
      chargeAmount: '100',
      chargeCurrency: 'USD',
      idempotencyKey: crypto.randomUUID(),
    },
  });
  expect(await send(message)).toBe(503);
  await gateway.app.db.paymentAttempt.updateMany({
    where: { invoiceId: databaseId, status: 'PENDING' },
    data: { status: 'CANCELLED' },
  });
  const pay = `mutation ($id: ID!) { addInvoicePayment(input: { invoiceId: $id }) { __typename } }`;
  await gateway.data(pay, { id });
  expect(await send(message)).toBe(200);
  expect(await resultOf()).toBe('Nothing is owed any more.');
  expect(capturesOf(order)).toBe(0);
});

it('leaves orders alone that are not ours, not known, or pay somebody else', async () => {
  const { order } = await approved();
  const other = { ...order, id: 'ORDERX', purchase_units: [{ ...order.purchase_units[0] }] };
  expect(await say('CHECKOUT.ORDER.APPROVED', other)).toBe(400);
  paypal.orders.set('ORDERX', other);
  other.purchase_units[0].custom_id = 'of another program';
  expect(await say('CHECKOUT.ORDER.APPROVED', other)).toBe(200);
  expect(await resultOf()).toBe('No order of ours.');
  other.purchase_units[0].payee = { merchant_id: 'SOMEBODY' };
  expect(await say('CHECKOUT.ORDER.APPROVED', other)).toBe(400);
  const forged = paypalSays('CHECKOUT.ORDER.APPROVED', order);
  forged.headers['paypal-transmission-sig'] = 'BAD';
  expect(await send(forged)).toBe(400);
  expect([capturesOf(other), capturesOf(order)]).toEqual([0, 0]);
});

/** A paid order, and what PayPal tells when it is reversed or disputed. */
async function paid() {
  const { id, order, message } = await approved();
  await send(message);
  const [capture] = order.purchase_units[0].payments.captures;
  const href = `https://api.paypal.com/v2/payments/captures/${capture.id}`;
  const up = { rel: 'up', href: `https://api.paypal.com/v2/checkout/orders/${order.id}` };
  return {
    id,
    asRefund: { id: `RV${order.id}`, amount: capture.amount, links: [{ rel: 'up', href }] },
    asCapture: { ...capture, links: [up] },
    dispute: {
      dispute_id: `PP-D-${order.id}`,
      dispute_amount: capture.amount,
      disputed_transactions: [{ seller_transaction_id: capture.id }],
    },
  };
}
const WON = { dispute_outcome: { outcome_code: 'RESOLVED_SELLER_FAVOUR' } };

it.each(['asRefund', 'asCapture'] as const)(
  'books a payment that PayPal reversed (%s) as a chargeback, once',
  async (form) => {
    const seen = await paid();
    for (let times = 0; times < 3; times += 1) await say('PAYMENT.CAPTURE.REVERSED', seen[form]);
    expect(await look(gateway, seen.id)).toMatchObject({
      status: 'COLLECTIONS',
      balance: { amount: '100.00' },
      transactions: [{ kind: 'PAYMENT' }, { kind: 'CHARGEBACK', amountOut: { amount: '100.00' } }],
    });
  },
);

it('knows a dispute and its reversal for the same money, in either order, won or lost', async () => {
  const first = await paid();
  await say('CUSTOMER.DISPUTE.CREATED', first.dispute);
  await say('PAYMENT.CAPTURE.REVERSED', first.asRefund);
  expect(await rowsOf(first.id)).toEqual(['PAYMENT', 'CHARGEBACK']);
  await say('CUSTOMER.DISPUTE.RESOLVED', { ...first.dispute, ...WON });
  expect(await rowsOf(first.id)).toEqual(['PAYMENT']);

  const second = await paid();
  await say('PAYMENT.CAPTURE.REVERSED', second.asRefund);
  await say('CUSTOMER.DISPUTE.CREATED', second.dispute);
  expect(await rowsOf(second.id)).toEqual(['PAYMENT', 'CHARGEBACK']);
  await say('CUSTOMER.DISPUTE.RESOLVED', { ...second.dispute, ...WON });
  expect(await look(gateway, second.id)).toMatchObject({ status: 'PAID' });
});
