import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { runTask } from '#schema/tasks/run.ts';
import { codeOf, type Gateway, openGateway } from '#test/gateway.ts';
import { booksAreRight, invoiceOf, look } from './books.ts';
import { storeCard, useStripe } from './gateways.ts';
import { client } from './store.ts';
import { deliver, stripeSays } from './webhooks.ts';

let gateway: Gateway;
let stripe: Awaited<ReturnType<typeof useStripe>>;
let yen: number;
beforeAll(async () => {
  gateway = await openGateway();
  stripe = await useStripe(gateway);
  const set =
    'mutation ($input: CreateCurrencyInput!) { createCurrency(input: $input) { __typename } }';
  await gateway.data(set, { input: { code: 'JPY', rate: '150' } });
  const { db } = gateway.app;
  await db.gateway.update({ where: { id: stripe.id }, data: { currencyCode: 'USD' } });
  yen = await client(gateway, 'Yuki', { currencyCode: 'JPY' });
  await storeCard(gateway, yen, stripe.id);
});
afterEach(() => booksAreRight(gateway));
afterAll(() => stripe.stop());

/** An invoice of 100 JPY, charged as 0.67 USD. */
async function charged() {
  const { id } = await invoiceOf(gateway, yen, '100');
  const capture = `mutation ($id: ID!) { capturePayment(input: { invoiceId: $id }) { attempt { status } } }`;
  await gateway.data(capture, { id });
  const intent = stripe.intents.at(-1);
  expect([intent.amount, intent.currency]).toEqual([67, 'usd']);
  const seen = await look(gateway, id);
  expect(seen).toMatchObject({ status: 'PAID', transactions: [{ amountIn: { amount: '100' } }] });
  const transactionId = `Transaction:${seen.transactions[0].databaseId}`;
  const back = (amount: string) =>
    gateway.ask(`mutation ($input: AddRefundInput!) { addRefund(input: $input) { __typename } }`, {
      input: { invoiceId: id, transactionId, amount, type: 'GATEWAY' },
    });
  return { id, intent, back };
}
const centsOf = ({ id }: { id: string }) =>
  stripe.refunds.filter((one) => one.payment_intent === id).map(({ amount }) => amount);

it('gives back in parts exactly what was charged in another currency', async () => {
  const { id, intent, back } = await charged();
  // Each half is 0.335 USD: rounded automatically, both would be a cent more than was charged.
  for (const half of ['50', '50']) expect(codeOf(await back(half))).toBeUndefined();
  expect(centsOf(intent)).toEqual([34, 33]);
  expect(await look(gateway, id)).toMatchObject({ status: 'REFUNDED' });
});

it('refuses a part that the gateway’s currency cannot express', async () => {
  const { intent, back } = await charged();
  expect(codeOf(await back('1'))).toBeUndefined();
  expect(codeOf(await back('1'))).toBe('REFUND_NOT_POSSIBLE');
  expect(codeOf(await back('99'))).toBeUndefined();
  expect(centsOf(intent)).toEqual([1, 66]);
});

it('records what was asked for when the gateway tells of it before it answers', async () => {
  const { id, intent, back } = await charged();
  stripe.misbehave('html', '/refunds');
  expect(codeOf(await back('50'))).toBe('OUTCOME_UNKNOWN');
  const refund = stripe.refunds.at(-1);
  expect(refund.payment_intent).toBe(intent.id);
  await deliver(gateway, 'stripe', stripeSays('refund.created', refund));
  const rows = async () => (await look(gateway, id)).transactions.slice(1);
  expect(await rows()).toMatchObject([{ kind: 'REFUND', amountOut: { amount: '50' } }]);
  const lost = await gateway.app.db.task.findFirstOrThrow({
    where: { kind: 'payment.refund', state: 'UNKNOWN' },
  });
  expect((await runTask(gateway.app, lost.id)).state).toBe('SUCCEEDED');
  expect(await rows()).toHaveLength(1);
});
