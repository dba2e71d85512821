import { afterEach, beforeAll, expect, it } from 'vitest';
import { runTask } from '#schema/tasks/run.ts';
import { codeOf } from '#test/gateway.ts';
import { booksAreRight, invoiceOf, look } from './books.ts';
import {
  configure,
  openWithGateways,
  storeCard,
  WEBHOOK_SECRET,
  type WithGateways,
} from './gateways.ts';

let { gateway, stripe } = {} as WithGateways;
beforeAll(async () => {
  ({ gateway, stripe } = await openWithGateways());
});
afterEach(() => booksAreRight(gateway));

/** Where nobody listens, or the gateway's own address again. */
const stripeIs = (apiUrl: string) =>
  configure(gateway, 'stripe', {
    secretKey: 'sk_test_KEY',
    webhookSecret: WEBHOOK_SECRET,
    accountId: 'acct_1',
    apiUrl,
  });
const down = () => stripeIs('http://127.0.0.1:9/');
const up = () => stripeIs(stripe.url);

const CAPTURE = `mutation ($id: ID!, $method: ID) {
  capturePayment(input: { invoiceId: $id, payMethodId: $method }) { attempt { status } } }`;
const REFUND = `mutation ($input: AddRefundInput!) {
  addRefund(input: $input) { refund { transactionRef amountOut { amount } } task { state } } }`;

it('never shows a refund that was not sent as another one, and does not send it later (F3)', async () => {
  const { id } = await invoiceOf(gateway, gateway.carol, '100');
  const method = `PayMethod:${await storeCard(gateway, gateway.carol, stripe.id)}`;
  await gateway.data(CAPTURE, { id, method });
  const [{ databaseId }] = (await look(gateway, id)).transactions;
  const input = { invoiceId: id, transactionId: `Transaction:${databaseId}`, type: 'GATEWAY' };
  await gateway.data(REFUND, { input: { ...input, amount: '10' } });
  const before = stripe.refunds.length;

  await down();
  const asked = await gateway.ask(REFUND, { input: { ...input, amount: '50' } });
  expect(asked.errors?.[0]?.extensions).toMatchObject({
    code: 'PROVIDER_UNREACHABLE',
    retryable: true,
    taskState: 'CANCELLED',
  });
  // The field is nullable, so that it takes the null itself and leaves its neighbours (G28).
  expect(asked.data).toEqual({ addRefund: null });
  const form = { invoice_id: id.slice('Invoice:'.length), transid: databaseId };
  const old = await gateway.rapi('AddRefund', { ...form, amount: '50', refund_type: 'Gateway' });
  expect(old.result).toBe('error');

  await up();
  const tasks = await gateway.app.db.task.findMany({ where: { kind: 'payment.refund' } });
  for (const task of tasks) await runTask(gateway.app, task.id);
  expect(stripe.refunds).toHaveLength(before);
  const { addRefund } = await gateway.data(REFUND, { input: { ...input, amount: '50' } });
  expect(addRefund).toMatchObject({
    refund: { amountOut: { amount: '50.00' } },
    task: { state: 'SUCCEEDED' },
  });
  expect(stripe.refunds).toHaveLength(before + 1);
  // 100.00 - 10.00 - 50.00
  const rest = await gateway.data(REFUND, { input });
  expect(rest.addRefund.refund.amountOut.amount).toBe('40.00');
});

it('never shows as begun what was not sent to the gateway (F4)', async () => {
  const { id } = await invoiceOf(gateway, gateway.carol, '20');
  const method = `PayMethod:${await storeCard(gateway, gateway.carol, stripe.id)}`;
  const START = `mutation ($input: CapturePaymentByInvoiceInput!) {
    capturePaymentByInvoice(input: $input) { attempt { status redirectUrl } clientSecret } }`;
  const STORE = `mutation ($input: CreatePayMethodInput!) {
    createPayMethod(input: $input) { payMethod { id last4 } } }`;
  const addresses = { returnUrl: 'https://shop.test/back', cancelUrl: 'https://shop.test/no' };
  const start = { invoiceId: id, gateway: { name: 'stripe' }, ...addresses };
  const whose = { clientId: `Client:${gateway.carol}`, gatewayId: `Gateway:${stripe.id}` };
  const store = { ...whose, methodReference: 'pm_1' };
  const { db } = gateway.app;
  const methods = () => db.payMethod.count({ where: { clientId: gateway.carol } });
  const before = await methods();

  await down();
  const answers = [
    await gateway.ask(START, { input: start }),
    await gateway.ask(STORE, { input: store }),
    await gateway.ask(CAPTURE, { id, method }),
  ];
  expect(answers.map(codeOf)).toEqual(Array.from({ length: 3 }, () => 'PROVIDER_UNREACHABLE'));
  expect(await methods()).toBe(before);

  await up();
  const paid = await gateway.data(CAPTURE, { id, method });
  expect(paid.capturePayment.attempt.status).toBe('SUCCEEDED');
  expect(await look(gateway, id)).toMatchObject({ status: 'PAID' });
});
