import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { runTask } from '#schema/tasks/run.ts';
import { codeOf, type Gateway, openGateway } from '#test/gateway.ts';
import { booksAreRight, creditOf, invoiceOf, look } from './books.ts';
import { storeCard, useStripe } from './gateways.ts';
import { deliver, stripeSays } from './webhooks.ts';

let gateway: Gateway;
let stripe: Awaited<ReturnType<typeof useStripe>>;
let client: number;
beforeAll(async () => {
  gateway = await openGateway();
  stripe = await useStripe(gateway);
});
beforeEach(async () => {
  const { db } = gateway.app;
  const { id: _id, ...carol } = await db.client.findUniqueOrThrow({ where: { id: gateway.carol } });
  const own = { uuid: undefined, email: `${crypto.randomUUID()}@example.test` };
  ({ id: client } = await db.client.create({ data: { ...carol, ...own } as never }));
  await storeCard(gateway, client, stripe.id);
});
afterEach(() => booksAreRight(gateway));
afterAll(() => stripe.stop());

const change = (name: string, input: object) => {
  const type = `${name.charAt(0).toUpperCase()}${name.slice(1)}Input!`;
  return gateway.data(`mutation ($input: ${type}) { ${name}(input: $input) { __typename } }`, {
    input,
  });
};

/** An invoice charged to a card, and what Stripe and the books have of it. */
async function charged(amount = '100') {
  const { id, databaseId } = await invoiceOf(gateway, client, amount);
  await change('capturePayment', { invoiceId: id });
  const intent = stripe.intents.at(-1);
  const [payment] = (await look(gateway, id)).transactions;
  return { id, databaseId, intent, transactionId: `Transaction:${payment.databaseId}` };
}

/** Somebody gives money back at the gateway itself, or a bank takes it. */
const returned = (intent: any, cents: number, more: object = {}) => ({
  id: `re_${crypto.randomUUID()}`,
  amount: cents,
  currency: 'usd',
  status: 'succeeded',
  payment_intent: intent.id,
  ...more,
});

const say = (type: string, object: object) => deliver(gateway, 'stripe', stripeSays(type, object));
const rowsOf = async (id: string) =>
  (await look(gateway, id)).transactions.map(
    ({ kind, amountIn, amountOut }: any) => `${kind} ${amountIn.amount} ${amountOut.amount}`,
  );

/** What an account has of the client, and the gateway of its invoices; debit positive. */
async function sumOf(account: 'WRITE_OFF' | 'GATEWAY_CLEARING'): Promise<string> {
  const { _sum } = await gateway.app.db.journalEntry.aggregate({
    where: { account, invoice: { clientId: client } },
    _sum: { amount: true },
  });
  return (_sum.amount ?? 0).toFixed(2);
}

it('books what is left as a refund and the rest as a loss, with a to-do item, once', async () => {
  const { id, intent } = await charged();
  const refund = returned(intent, 100_01);
  await Promise.all([1, 2, 3].map(() => say('refund.created', refund)));
  await say('refund.updated', refund);
  expect(await rowsOf(id)).toEqual([
    'PAYMENT 100.00 0.00',
    'REFUND 0.00 100.00',
    'ADJUSTMENT 0.00 0.01',
  ]);
  expect(await look(gateway, id)).toMatchObject({
    status: 'REFUNDED',
    balance: { amount: '0.00' },
  });
  expect(await sumOf('WRITE_OFF')).toBe('0.01');
  // The gateway kept its fee of 0.59 and has paid out a cent of the company.
  expect(await sumOf('GATEWAY_CLEARING')).toBe('-0.60');
  const todo = await gateway.app.db.todoItem.findMany({
    where: { description: { contains: refund.id } },
  });
  expect(todo).toHaveLength(1);
  expect(todo[0]!.description).toContain('0.01 USD');
});

it('takes all of it back when the refund fails after all', async () => {
  const { id, intent } = await charged();
  const refund = returned(intent, 130_00);
  await say('refund.created', refund);
  expect(await sumOf('WRITE_OFF')).toBe('30.00');
  await say('refund.failed', { ...refund, status: 'failed' });
  await say('refund.failed', { ...refund, status: 'failed' });
  expect(await rowsOf(id)).toEqual(['PAYMENT 100.00 0.00']);
  expect(await look(gateway, id)).toMatchObject({ status: 'PAID' });
  expect([await sumOf('WRITE_OFF'), await sumOf('GATEWAY_CLEARING')]).toEqual(['0.00', '99.41']);
});

it('lets the credit pay that the client had got for the same money', async () => {
  const { id, intent, transactionId } = await charged();
  await change('addRefund', { invoiceId: id, transactionId, amount: '70', type: 'CREDIT' });
  await change('deleteCredit', {
    clientId: `Client:${client}`,
    amount: '20',
    description: 'Spent',
  });
  await say('refund.created', returned(intent, 100_00));
  expect(await rowsOf(id)).toEqual([
    'PAYMENT 100.00 0.00',
    'REFUND 0.00 70.00',
    'REFUND 0.00 30.00',
    'ADJUSTMENT 0.00 70.00',
  ]);
  expect([await creditOf(gateway, client), await sumOf('WRITE_OFF')]).toEqual(['0.00', '20.00']);
});

it('finds the money of a cancelled invoice in the credit, and that of an overpaid one', async () => {
  const { id } = await invoiceOf(gateway, client, '100');
  await change('addInvoicePayment', {
    invoiceId: id,
    amount: '150',
    gatewayId: `Gateway:${stripe.id}`,
    transactionRef: 'pi_over',
  });
  const paid = { id: 'pi_over', status: 'succeeded', amount: 150_00, amount_received: 150_00 };
  stripe.intents.push({ ...paid, currency: 'usd', metadata: {} });
  await say('refund.created', returned({ id: 'pi_over' }, 150_00));
  expect([await creditOf(gateway, client), await sumOf('WRITE_OFF')]).toEqual(['0.00', '0.00']);

  const other = await invoiceOf(gateway, client, '100');
  await change('addInvoicePayment', {
    invoiceId: other.id,
    amount: '60',
    gatewayId: `Gateway:${stripe.id}`,
    transactionRef: 'pi_part',
  });
  await change('cancelInvoice', { invoiceId: other.id });
  stripe.intents.push({ ...paid, id: 'pi_part', currency: 'usd', metadata: {} });
  const dispute = returned({ id: 'pi_part' }, 60_00, { id: 'dp_9', status: 'needs_response' });
  await say('charge.dispute.created', dispute);
  expect([await creditOf(gateway, client), await sumOf('WRITE_OFF')]).toEqual(['0.00', '0.00']);
  await say('charge.dispute.closed', { ...dispute, status: 'won' });
  expect(await creditOf(gateway, client)).toBe('60.00');
});

it('loses what a disputed add-funds invoice had bought and was spent', async () => {
  const buy = `mutation ($input: CreateFundsInvoiceInput!) {
    createFundsInvoice(input: $input) { invoice { id } } }`;
  const made = await gateway.data(buy, { input: { clientId: `Client:${client}`, amount: '100' } });
  const { id } = made.createFundsInvoice.invoice;
  await change('capturePayment', { invoiceId: id });
  await change('deleteCredit', {
    clientId: `Client:${client}`,
    amount: '80',
    description: 'Spent',
  });
  const dispute = { id: 'dp_8', status: 'needs_response' };
  await say('charge.dispute.created', returned(stripe.intents.at(-1), 100_00, dispute));
  expect([await creditOf(gateway, client), await sumOf('WRITE_OFF')]).toEqual(['0.00', '80.00']);
});

it('books both when our own refund meets another one made at the gateway', async () => {
  const { id, intent, transactionId } = await charged();
  stripe.misbehave('html', '/refunds');
  const document = `mutation ($input: AddRefundInput!) { addRefund(input: $input) { __typename } }`;
  const input = { invoiceId: id, transactionId, amount: '100', type: 'GATEWAY' };
  expect(codeOf(await gateway.ask(document, { input }))).toBe('OUTCOME_UNKNOWN');
  await say('refund.created', returned(intent, 100_00));
  const task = await gateway.app.db.task.findFirstOrThrow({
    where: { kind: 'payment.refund', state: 'UNKNOWN' },
  });
  expect((await runTask(gateway.app, task.id)).state).toBe('SUCCEEDED');
  expect(await rowsOf(id)).toEqual([
    'PAYMENT 100.00 0.00',
    'REFUND 0.00 100.00',
    'ADJUSTMENT 0.00 100.00',
  ]);
});
