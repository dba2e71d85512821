import { afterAll, beforeAll, expect, it } from 'vitest';
import { booksAreRight } from '#test/billing/books.ts';
import { sell } from '#test/domains/cast.ts';
import { type Answer, codeOf, type Gateway, openGateway } from '#test/gateway.ts';
import { type MoneyShop, openMoneyShop } from '#test/orders/money-shop.ts';
import { tokenOf } from '#test/people.ts';
import { done } from '#test/shop.ts';
import { asToken, id } from './wishes.ts';

// A reseller's funds, asked for fifty times at once.
let gateway: Gateway;
let store: MoneyShop;
const rita = (name: string, input: object, body?: string) =>
  asToken(gateway, tokenOf('reseller'), name, input, body);
const staff = (name: string, input: object, body?: string) =>
  asToken(gateway, tokenOf('staff'), name, input, body);

beforeAll(async () => {
  gateway = await openGateway();
  store = await openMoneyShop(gateway);
  store.on('2028-05-01');
  await store.setting('DefaultNameserver1', 'ns1.host.test');
  await store.setting('DefaultNameserver2', 'ns2.host.test');
  // Registration 10.00.
  await sell(gateway, 'com');
});
afterAll(() => booksAreRight(gateway));

const fund = (amount: string) =>
  done(gateway, 'AddCredit', { user_id: gateway.rita, description: 'Funds', amount });

async function orderOf(domainName: string) {
  const input = { clientId: id('Client', gateway.rob), paymentMethod: 'mailin' };
  const { data } = await staff(
    'orderItems',
    { ...input, domains: [{ domainName }] },
    'order { id invoice { id } domains { id } }',
  );
  const { order } = data.orderItems;
  return { orderId: order.id, invoiceId: order.invoice.id, domainId: order.domains[0].id };
}
const codesOf = (answers: Answer[]) => [...new Set(answers.map(codeOf).filter(Boolean))];

it('charges one order once, by whatever way it is executed', async () => {
  await fund('100');
  const { orderId, invoiceId, domainId } = await orderOf('once.com');
  const ways = [
    () => rita('acceptOrder', { orderId }),
    () => rita('executeOrdersWithoutPayment', { invoiceIds: [invoiceId], cancelInvoices: false }),
    () => rita('domainRegister', { domain: { id: domainId } }),
  ];
  await Promise.all(Array.from({ length: 50 }, (_, turn) => ways[turn % 3]!()));
  // 100.00 − 10.00
  expect(await store.credit(gateway.rita)).toBe('90.00');
  await done(gateway, 'DeleteCredit', { user_id: gateway.rita, description: 'Back', amount: '90' });
});

it('executes as many orders as the funds cover, while they are given away', async () => {
  const orders: string[] = [];
  for (let turn = 0; turn < 12; turn += 1) orders.push((await orderOf(`many${turn}.com`)).orderId);
  await fund('55');
  const answers = await Promise.all(orders.map((orderId) => rita('acceptOrder', { orderId })));
  // 55.00 are five times 10.00 and 5.00.
  expect(answers.filter(({ errors }) => !errors)).toHaveLength(5);
  expect(codesOf(answers)).toEqual(['CREDIT_INSUFFICIENT']);
  expect(await store.credit(gateway.rita)).toBe('5.00');
});

it('never waits in a circle with credit that goes to the customer', async () => {
  await fund('95');
  const orders: string[] = [];
  for (let turn = 0; turn < 5; turn += 1) orders.push((await orderOf(`both${turn}.com`)).orderId);
  const gift = { clientId: id('Client', gateway.rob), description: 'Gift', amount: '1' };
  const answers = await Promise.all([
    ...orders.map((orderId) => rita('acceptOrder', { orderId })),
    ...Array.from({ length: 40 }, () => rita('addCredit', gift)),
  ]);
  expect(codesOf(answers)).toEqual([]);
  // 5.00 + 95.00 − 5 × 10.00 − 40 × 1.00
  expect(await store.credit(gateway.rita)).toBe('10.00');
});
