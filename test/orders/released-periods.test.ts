import { afterAll, beforeAll, expect, it } from 'vitest';
import { booksAreRight } from '#test/billing/books.ts';
import { type Gateway, openGateway } from '#test/gateway.ts';
import { type MoneyShop, openMoneyShop } from './money-shop.ts';

// Right values are worked out beside each test, by the rules of cases/money.md.
let gateway: Gateway;
let store: MoneyShop;
let product: number;

beforeAll(async () => {
  gateway = await openGateway();
  store = await openMoneyShop(gateway);
  product = await store.product('Thirty', { prices: [{ cycle: 'MONTHLY', price: '30' }] });
  const twice = { type: 'PERCENTAGE', value: '25', isRecurring: true, recurForCycles: 2 };
  await store.promotion('TWICE', twice);
});
afterAll(async () => {
  await booksAreRight(gateway);
});

const CREATE = `mutation ($input: CreateInvoiceInput!) { createInvoice(input: $input) {
  invoice { id total { amount } items { id } } } }`;
const bill = async (client: number, status: string, lines: object[]) => {
  const input = { clientId: `Client:${client}`, status, lines };
  return (await gateway.data(CREATE, { input })).createInvoice.invoice;
};
const totalsOf = async (invoices: number[]) =>
  Promise.all(invoices.map(async (id) => (await store.invoice(id)).total));

it('renews at a promotion as often as it says, whatever drafts were dropped (rule 12)', async () => {
  store.on('2027-04-13');
  const client = await store.client('Dot');
  const { service } = await store.buy(client, product, { code: 'TWICE' });
  for (let dropped = 0; dropped < 3; dropped += 1) {
    const draft = await bill(client, 'DRAFT', [{ serviceId: `Service:${service}` }]);
    // 30.00 less 25 %
    expect(draft.total.amount).toBe('22.50');
    await gateway.data(
      'mutation ($id: ID!) { cancelInvoice(input: { invoiceId: $id }) { __typename } }',
      { id: draft.id },
    );
  }
  const totals: string[] = [];
  for (const day of ['2027-05-13', '2027-06-13', '2027-07-13']) {
    store.on(day);
    const made = await store.generate(client);
    totals.push(...(await totalsOf(made)));
    for (const id of made) await store.pay(id);
  }
  expect(totals).toEqual(['22.50', '22.50', '30.00']);
});

it('bills a period anew whose line was removed from its invoice (rule 6)', async () => {
  store.on('2027-04-13');
  const client = await store.client('Eve');
  const { service } = await store.buy(client, product);
  const lines = [{ serviceId: `Service:${service}` }, { description: 'Work', unitPrice: '5' }];
  const invoice = await bill(client, 'UNPAID', lines);
  expect(invoice.total.amount).toBe('35.00');
  const input = { invoiceId: invoice.id, removeLineIds: [invoice.items[0].id] };
  const changed = await gateway.data(
    `mutation ($input: UpdateInvoiceInput!) { updateInvoice(input: $input) {
      invoice { total { amount } } } }`,
    { input },
  );
  expect(changed.updateInvoice.invoice.total.amount).toBe('5.00');
  store.on('2027-05-13');
  const made = await store.generate(client);
  expect(await totalsOf(made)).toEqual(['30.00']);
  expect((await store.invoice(made[0]!)).lines).toMatchObject([
    { from: '2027-05-13', to: '2027-06-12' },
  ]);
  expect(await store.generate(client)).toEqual([]);
});
