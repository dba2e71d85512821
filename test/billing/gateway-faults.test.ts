import { afterEach, beforeAll, expect, it } from 'vitest';
import { runTask } from '#schema/tasks/run.ts';
import { codeOf } from '#test/gateway.ts';
import { booksAreRight, invoiceOf, look } from './books.ts';
import { configure, openWithGateways, storeCard, type WithGateways } from './gateways.ts';

let { gateway, stripe, paypal } = {} as WithGateways;
beforeAll(async () => {
  ({ gateway, stripe, paypal } = await openWithGateways());
});
afterEach(() => booksAreRight(gateway));

const CAPTURE = `mutation ($id: ID!, $method: ID) {
  capturePayment(input: { invoiceId: $id, payMethodId: $method }) { attempt { status message } } }`;
const REFUND = `mutation ($input: AddRefundInput!) {
  addRefund(input: $input) { refund { transactionRef amountOut { amount } } } }`;

const attemptOf = (invoiceId: number) =>
  gateway.app.db.paymentAttempt.findFirstOrThrow({ where: { invoiceId }, orderBy: { id: 'desc' } });
const taskOf = (kind: string) =>
  gateway.app.db.task.findFirstOrThrow({ where: { kind }, orderBy: { id: 'desc' } });
const intentsFor = (invoiceId: number) =>
  stripe.intents.filter(({ metadata }) => metadata.invoice_id === String(invoiceId));

it('keeps a charge pending whose answer is lost, and finds it without a second charge', async () => {
  const { id, databaseId } = await invoiceOf(gateway, gateway.carol, '15.95');
  const method = `PayMethod:${await storeCard(gateway, gateway.carol, stripe.id)}`;
  stripe.misbehave('html', '/payment_intents');
  const answer = await gateway.ask(CAPTURE, { id, method });
  expect(codeOf(answer)).toBe('OUTCOME_UNKNOWN');
  expect((await attemptOf(databaseId)).status).toBe('PENDING');
  expect(codeOf(await gateway.ask(CAPTURE, { id, method }))).toBe('PAYMENT_IN_PROGRESS');

  const { id: taskId } = await taskOf('payment.capture');
  // Stripe cannot be asked for a while: that says nothing about the charge.
  stripe.misbehave('fail', '/payment_intents');
  expect((await runTask(gateway.app, taskId)).state).toBe('UNKNOWN');
  expect((await runTask(gateway.app, taskId)).state).toBe('SUCCEEDED');
  expect(intentsFor(databaseId)).toHaveLength(1);
  expect(await look(gateway, id)).toMatchObject({
    status: 'PAID',
    transactions: [{ amountIn: { amount: '15.95' } }],
  });
});

it('charges for the first time when the gateway says that nothing had come', async () => {
  const { id, databaseId } = await invoiceOf(gateway, gateway.carol, '8');
  const method = `PayMethod:${await storeCard(gateway, gateway.carol, stripe.id)}`;
  stripe.misbehave('fail', '/payment_intents');
  expect(codeOf(await gateway.ask(CAPTURE, { id, method }))).toBe('OUTCOME_UNKNOWN');
  expect(intentsFor(databaseId)).toHaveLength(0);
  await runTask(gateway.app, (await taskOf('payment.capture')).id);
  expect(intentsFor(databaseId)).toHaveLength(1);
  expect(await look(gateway, id)).toMatchObject({ status: 'PAID' });
});

it('waits for a gateway that answers late', async () => {
  const { id } = await invoiceOf(gateway, gateway.carol, '9');
  const method = `PayMethod:${await storeCard(gateway, gateway.carol, stripe.id)}`;
  stripe.misbehave(400, '/payment_intents');
  const { capturePayment } = await gateway.data(CAPTURE, { id, method });
  expect(capturePayment.attempt.status).toBe('SUCCEEDED');
});

it('says in the gateway’s words that a card was declined, and takes nothing', async () => {
  const { id } = await invoiceOf(gateway, gateway.carol, '9');
  const method = `PayMethod:${await storeCard(gateway, gateway.carol, stripe.id, 'pm_declined')}`;
  const { capturePayment } = await gateway.data(CAPTURE, { id, method });
  expect(capturePayment.attempt).toEqual({
    status: 'DECLINED',
    message: 'Your card was declined.',
  });
  expect(await look(gateway, id)).toMatchObject({ status: 'UNPAID', transactions: [] });
});

it('gives money back through the gateway once, also when its answer is lost', async () => {
  const { id } = await invoiceOf(gateway, gateway.carol, '100');
  const method = `PayMethod:${await storeCard(gateway, gateway.carol, stripe.id)}`;
  await gateway.data(CAPTURE, { id, method });
  const [{ databaseId }] = (await look(gateway, id)).transactions;
  const input = { invoiceId: id, transactionId: `Transaction:${databaseId}`, type: 'GATEWAY' };
  const refunds = stripe.refunds.length;
  const { addRefund } = await gateway.data(REFUND, { input: { ...input, amount: '30' } });
  expect(addRefund.refund.amountOut.amount).toBe('30.00');

  stripe.misbehave('html', '/refunds');
  const lost = await gateway.ask(REFUND, { input: { ...input, amount: '50' } });
  expect(codeOf(lost)).toBe('OUTCOME_UNKNOWN');
  // What is on its way counts as gone.
  const more = await gateway.ask(REFUND, { input: { ...input, amount: '21' } });
  expect(codeOf(more)).toBe('REFUND_EXCEEDS_PAYMENT');
  const { id: taskId } = await taskOf('payment.refund');
  stripe.misbehave('fail', '/refunds');
  expect((await runTask(gateway.app, taskId)).state).toBe('UNKNOWN');
  expect((await runTask(gateway.app, taskId)).state).toBe('SUCCEEDED');
  expect(stripe.refunds.length - refunds).toBe(2);
  await gateway.data(REFUND, { input });
  expect(await look(gateway, id)).toMatchObject({ status: 'REFUNDED' });
});

it('stores a pay method as the gateway’s token, and nothing of the card itself', async () => {
  const document = `mutation ($input: CreatePayMethodInput!) {
    createPayMethod(input: $input) { payMethod { last4 brand }
      formerDefault { isDefault } client { id } } }`;
  const input = {
    clientId: `Client:${gateway.stranger}`,
    gatewayId: `Gateway:${stripe.id}`,
    methodReference: 'pm_1',
  };
  const { data, errors } = await gateway.ask(document, { input });
  expect(errors).toBeUndefined();
  expect(data.createPayMethod).toEqual({
    payMethod: { last4: '4242', brand: 'visa' },
    formerDefault: null,
    client: { id: input.clientId },
  });
  const second = await gateway.data(document, { input: { ...input, methodReference: 'pm_2' } });
  expect(second.createPayMethod.formerDefault).toEqual({ isDefault: false });
  const { id, databaseId } = await invoiceOf(gateway, gateway.stranger, '12');
  const { capturePayment } = await gateway.data(CAPTURE, { id });
  expect(capturePayment.attempt.status).toBe('SUCCEEDED');
  expect(intentsFor(databaseId)).toHaveLength(1);
});

it('charges the pay method that was made the default, whichever way it was', async () => {
  const { db } = gateway.app;
  const client = { id: `Client:${gateway.stranger}` };
  const [one, two] = await db.payMethod.findMany({
    where: { clientId: gateway.stranger, removedAt: null },
    orderBy: { id: 'asc' },
  });
  const change = async (payMethodId: number, fields: object) => {
    const answer = await gateway.data(
      `mutation ($input: UpdatePayMethodInput!) { updatePayMethod(input: $input) {
        payMethod { description isDefault contact { id } } formerDefault { id isDefault } client { id } } }`,
      { input: { payMethodId: `PayMethod:${payMethodId}`, ...fields } },
    );
    return answer.updatePayMethod;
  };
  const charged = async () => {
    const { id } = await invoiceOf(gateway, gateway.stranger, '12');
    await gateway.data(CAPTURE, { id });
    const attempt = await db.paymentAttempt.findFirstOrThrow({ orderBy: { id: 'desc' } });
    return attempt.payMethodId;
  };
  expect(await change(one!.id, { isDefault: true, description: 'Card of the firm' })).toEqual({
    payMethod: { description: 'Card of the firm', isDefault: true, contact: null },
    formerDefault: { id: `PayMethod:${two!.id}`, isDefault: false },
    client,
  });
  expect(await charged()).toBe(one!.id);
  await gateway.data(
    `mutation ($input: UpdateClientInput!) { updateClient(input: $input) { client { id } } }`,
    { input: { client, defaultPayMethodId: `PayMethod:${two!.id}` } },
  );
  const shown = await db.payMethod.findMany({
    where: { isDefault: true, clientId: gateway.stranger },
  });
  expect(shown.map(({ id }) => id)).toEqual([two!.id]);
  expect(await charged()).toBe(two!.id);
  // A card that is stored later and made the default is what is charged from then on.
  const { createPayMethod } = await gateway.data(
    `mutation ($input: CreatePayMethodInput!) { createPayMethod(input: $input) { payMethod { databaseId } } }`,
    { input: { clientId: client.id, gatewayId: `Gateway:${stripe.id}`, methodReference: 'pm_3' } },
  );
  expect(await charged()).toBe(createPayMethod.payMethod.databaseId);
});

it('records at PayPal what was really taken, and gives it back', async () => {
  const { id } = await invoiceOf(gateway, gateway.carol, '100');
  const urls = { returnUrl: 'https://shop.example/back', cancelUrl: 'https://shop.example/no' };
  await gateway.data(
    `mutation ($input: CapturePaymentByInvoiceInput!) {
       capturePaymentByInvoice(input: $input) { attempt { status } } }`,
    { input: { invoiceId: id, gateway: { name: 'paypal' }, ...urls } },
  );
  const [order] = [...paypal.orders.values()].slice(-1);
  order.status = 'APPROVED';
  order.purchase_units[0].amount.value = '60.00';
  const finish = `mutation ($input: CallPaymentGatewayInput!) {
    callPaymentGateway(input: $input) { attempt { status } } }`;
  const input = { invoiceId: id, gateway: { name: 'paypal' }, reference: order.id };
  paypal.misbehave('actThenDrop', '/capture');
  expect(codeOf(await gateway.ask(finish, { input }))).toBe('OUTCOME_UNKNOWN');
  await runTask(gateway.app, (await taskOf('payment.complete')).id);
  const seen = await look(gateway, id);
  expect(seen).toMatchObject({ status: 'UNPAID', balance: { amount: '40.00' } });
  const transactionId = `Transaction:${seen.transactions[0].databaseId}`;
  const back = { invoiceId: id, transactionId, type: 'GATEWAY' };
  await gateway.data(REFUND, { input: back });
  expect(await look(gateway, id)).toMatchObject({ balance: { amount: '100.00' } });
});

it('gives instructions for a bank transfer, and refunds none of it by itself', async () => {
  const mailin = await configure(gateway, 'mailin', { instructions: 'IBAN 1' });
  const { id } = await invoiceOf(gateway, gateway.carol, '10');
  const pay = `mutation ($input: AddInvoicePaymentInput!) {
    addInvoicePayment(input: $input) { transaction { id } } }`;
  const paid = await gateway.data(pay, {
    input: { invoiceId: id, gatewayId: `Gateway:${mailin}`, transactionRef: 'STATEMENT-7' },
  });
  const transactionId = paid.addInvoicePayment.transaction.id;
  const refused = await gateway.ask(REFUND, {
    input: { invoiceId: id, transactionId, type: 'GATEWAY' },
  });
  expect(codeOf(refused)).toBe('PROVIDER_REJECTED');
  expect(await look(gateway, id)).toMatchObject({ status: 'PAID' });
});
