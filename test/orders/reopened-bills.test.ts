import { afterAll, beforeAll, expect, it } from 'vitest';
import { booksAreRight } from '#test/billing/books.ts';
import { codeOf, type Gateway, openGateway } from '#test/gateway.ts';
import { type MoneyShop, openMoneyShop } from './money-shop.ts';

// Right values are worked out beside each test, by the rules of cases/money.md.
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
afterAll(async () => {
  await booksAreRight(gateway);
});

/** Buys N from a credit of 62.00, and goes down to M on the same day: 62.00 − 31.00 come back. */
async function wentDown(name: string) {
  store.on('2026-06-01');
  const client = await store.client(name);
  await gateway.rapi('AddCredit', { client_id: client, amount: 62, description: 'x' });
  const bought = await store.buy(client, n);
  expect(await store.credit(client)).toBe('0.00');
  await store.change(bought.service, { productId: `Product:${m}` });
  expect(await store.credit(client)).toBe('31.00');
  return { client, ...bought };
}

const update = (invoice_id: number, status: string) =>
  gateway.rapi('UpdateInvoice', { invoice_id, status });

it('waives no bill of which a change gave a part back, once it is opened again (rule 4, M3)', async () => {
  const { client, invoice } = await wentDown('Una');
  // The credit of 62.00 is there again, and so is the debt.
  expect((await update(invoice, 'Unpaid')).result).toBe('success');
  expect(await store.credit(client)).toBe('93.00');
  const cancelled = await gateway.ask(
    'mutation ($id: ID!) { cancelInvoice(input: { invoiceId: $id }) { __typename } }',
    { id: `Invoice:${invoice}` },
  );
  expect(codeOf(cancelled)).toBe('REFUND_EXCEEDS_PAYMENT');
  expect((await update(invoice, 'Cancelled')).result).toBe('error');
  expect(await store.invoice(invoice)).toMatchObject({ status: 'UNPAID', balance: '62.00' });
  expect(await store.credit(client)).toBe('93.00');
});

it('refunds nothing from credit that a change gave back (rule 4, M25)', async () => {
  const { client, invoice } = await wentDown('Rae');
  expect((await update(invoice, 'Refunded')).result).toBe('error');
  expect(await store.credit(client)).toBe('31.00');
});

it('waives a bill of which nothing was given back (M25)', async () => {
  store.on('2026-06-01');
  const client = await store.client('Wim');
  const { invoice } = await store.order(client, n);
  expect((await update(invoice, 'Cancelled')).result).toBe('success');
});
