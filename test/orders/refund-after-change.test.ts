import { beforeAll, expect, it } from 'vitest';
import { booksAreRight } from '#test/billing/books.ts';
import { codeOf, type Gateway, openGateway } from '#test/gateway.ts';
import { type MoneyShop, openMoneyShop } from './money-shop.ts';

let gateway: Gateway;
let store: MoneyShop;
let m: number;
let n: number;
beforeAll(async () => {
  gateway = await openGateway();
  store = await openMoneyShop(gateway);
  m = await store.product('M', { prices: [{ cycle: 'MONTHLY', price: '31' }] });
  n = await store.product('N', { prices: [{ cycle: 'MONTHLY', price: '62' }] });
  await store.paths(m, n);
});

const REFUND = `mutation ($input: AddRefundInput!) {
  addRefund(input: $input) { refund { amountOut { amount } } }
}`;
const refund = async (invoice: number, amount?: string) => {
  const { transactions } = await gateway.data(
    `query ($id: ID!) { transactions(filter: { invoice: [$id] }) { nodes { id kind } } }`,
    { id: `Invoice:${invoice}` },
  );
  const { id } = transactions.nodes.find(({ kind }: { kind: string }) => kind === 'PAYMENT');
  const input = { invoiceId: `Invoice:${invoice}`, transactionId: id, type: 'MANUAL', amount };
  return gateway.ask(REFUND, { input });
};
const refunded = async (invoice: number, amount?: string) =>
  (await refund(invoice, amount)).data.addRefund.refund.amountOut.amount;
const downgrade = async (service: number) => {
  const { data } = await store.change(service, { productId: `Product:${m}` });
  return data.upgradeProduct.quote.surplus.amount;
};

it('refunds what was paid less what a downgrade gave back of it (rule 4)', async () => {
  store.on('2026-06-01');
  const client = await store.client('Ann');
  const { service, invoice } = await store.buy(client, n);
  store.on('2026-06-16');
  // 15 of 30 days: 31.00 of N less 15.50 of M.
  expect(await downgrade(service)).toBe('15.50');
  expect(codeOf(await refund(invoice, '46.51'))).toBe('REFUND_EXCEEDS_PAYMENT');
  // 62.00 − 15.50; both together are what was paid.
  expect(await refunded(invoice)).toBe('46.50');
  expect(codeOf(await refund(invoice))).toBe('REFUND_EXCEEDS_PAYMENT');
  expect(await store.credit(client)).toBe('15.50');
  await booksAreRight(gateway);
});

it('takes it off the period that is furthest ahead, and off no other invoice (rule 4)', async () => {
  store.on('2026-06-01');
  const client = await store.client('Bob');
  const { service, invoice: june } = await store.buy(client, n);
  store.on('2026-06-17');
  const [july] = await store.generate(client);
  await store.pay(july!);
  store.on('2026-06-21');
  // 10 of 30 days and all of July: 82.67 of N less 41.33 of M.
  expect(await downgrade(service)).toBe('41.34');
  expect(codeOf(await refund(july!, '20.67'))).toBe('REFUND_EXCEEDS_PAYMENT');
  expect(await refunded(july!)).toBe('20.66');
  expect(await refunded(june)).toBe('62.00');
});

it('gives what was paid from credit back as little a second time (rules 4, 14)', async () => {
  store.on('2026-06-01');
  const client = await store.client('Cid');
  await gateway.rapi('AddCredit', { user_id: client, amount: '62', description: 'Gift' });
  const { service, invoice } = await store.buy(client, n);
  expect(await store.credit(client)).toBe('0.00');
  expect(await downgrade(service)).toBe('31.00');
  const { errors } = await gateway.ask(
    `mutation ($input: UpdateInvoiceInput!) { updateInvoice(input: $input) { invoice { id } } }`,
    { input: { invoiceId: `Invoice:${invoice}`, status: 'REFUNDED' } },
  );
  expect(errors?.[0]?.extensions.code).toBe('REFUND_EXCEEDS_PAYMENT');
  expect(await store.credit(client)).toBe('31.00');
});
