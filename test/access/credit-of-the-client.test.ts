import { beforeAll, expect, it } from 'vitest';
import { codeOf, type Gateway, openGateway } from '#test/gateway.ts';
import { done, openShop, type Shop } from '#test/shop.ts';
import { askAs } from './cast.ts';

let gateway: Gateway;
let shop: Shop;
beforeAll(async () => {
  gateway = await openGateway();
  shop = await openShop(gateway);
});

const credit = (clientId: number, amount: string, who: 'staff' | 'reseller' = 'staff') =>
  gateway.rapi('AddCredit', { user_id: clientId, description: 'Paid in advance', amount }, who);
const creditOf = async (clientId: number) =>
  (
    await gateway.data(`query ($id: ID!) { client(by: { id: $id }) { credit { amount } } }`, {
      id: `Client:${clientId}`,
    })
  ).client.credit.amount as string;

/** A contact of Carol's with these rights; its token. */
async function contact(name: string, permissions: string): Promise<string> {
  const person = { first_name: name, email: `${name}@contacts.test`, password: 'kontakt 123 b' };
  await done(gateway, 'AddContact', { user_id: gateway.carol, ...person, permissions });
  const { data } = await gateway.ask(
    `mutation ($input: ValidateLoginInput!) {
      validateLogin(input: $input) { session { accessToken } } }`,
    { input: { email: person.email, password: person.password } },
    null,
  );
  return data.validateLogin.session.accessToken;
}

/** Orders a product of 10.00 with a token: what the cart showed, and the invoice. */
async function order(token: string) {
  const productId = `Product:${await shop.addProduct()}`;
  const { data: cart } = await askAs(
    gateway,
    token,
    `mutation ($input: CartAddItemInput!) {
      cartAddItem(input: $input) { cart { totals { credit total } } } }`,
    { input: { productId } },
  );
  const { data } = await askAs(
    gateway,
    token,
    `mutation ($input: AddOrderInput!) { addOrder(input: $input) { order { invoiceId } } }`,
    { input: { clientId: `Client:${gateway.carol}`, paymentMethod: 'mailin' } },
  );
  const { invoice } = await gateway.data(
    `query ($id: ID!) { invoice(id: $id) { status balance { amount } } }`,
    { id: data.addOrder.order.invoiceId },
  );
  return { totals: cart.cartAddItem.cart.totals, invoice };
}

it('is not spent by a sub-user who may order and not pay', async () => {
  await credit(gateway.carol, '50');
  const ordered = await order(await contact('orders', 'orders'));
  expect(ordered).toEqual({
    totals: { credit: '0.00', total: '10.00' },
    invoice: { status: 'UNPAID', balance: { amount: '10.00' } },
  });
  expect(await creditOf(gateway.carol)).toBe('50.00');
});

it('is spent by one who may pay as well', async () => {
  const ordered = await order(await contact('payer', 'orders,invoices'));
  expect(ordered).toEqual({
    totals: { credit: '10.00', total: '0.00' },
    invoice: { status: 'PAID', balance: { amount: '0.00' } },
  });
  expect(await creditOf(gateway.carol)).toBe('40.00');
});

it('comes out of the reseller’s own credit when the reseller gives it, and goes back there', async () => {
  const short = await credit(gateway.rob, '10', 'reseller');
  expect(short).toMatchObject({ result: 'error' });
  expect([await creditOf(gateway.rob), await creditOf(gateway.rita)]).toEqual(['0.00', '0.00']);

  await credit(gateway.rita, '30');
  expect(await credit(gateway.rob, '12.50', 'reseller')).toMatchObject({ newbalance: '12.50' });
  expect([await creditOf(gateway.rob), await creditOf(gateway.rita)]).toEqual(['12.50', '17.50']);
  const take = { user_id: gateway.rob, description: 'Back', amount: '2.50' };
  expect((await gateway.rapi('DeleteCredit', take, 'reseller')).result).toBe('success');
  expect([await creditOf(gateway.rob), await creditOf(gateway.rita)]).toEqual(['10.00', '20.00']);
  expect((await gateway.data('{ bookFaults { what } }')).bookFaults).toEqual([]);
});

it('is never made of nothing by fifty gifts at once', async () => {
  const gifts = await Promise.all(
    Array.from({ length: 50 }, () => credit(gateway.rob, '1', 'reseller')),
  );
  expect(gifts.filter(({ result }) => result === 'success')).toHaveLength(20);
  expect([await creditOf(gateway.rob), await creditOf(gateway.rita)]).toEqual(['30.00', '0.00']);
});

it('is no way round: a reseller records no money that the company did not get', async () => {
  const lines = [{ description: 'Work', unitPrice: '10' }];
  const CREATE = `mutation ($input: CreateInvoiceInput!) {
    createInvoice(input: $input) { invoice { id databaseId } } }`;
  const create = (status: string) =>
    gateway.ask(
      CREATE,
      { input: { clientId: `Client:${gateway.rob}`, status, lines } },
      'reseller',
    );
  expect(codeOf(await create('PAID'))).toBe('FORBIDDEN');
  const { id, databaseId } = (await create('UNPAID')).data.createInvoice.invoice;
  const paid = await gateway.rapi(
    'AddInvoicePayment',
    { invoice_id: databaseId, amount: '500' },
    'reseller',
  );
  expect(paid.result).toBe('error');
  const UPDATE = `mutation ($input: UpdateInvoiceInput!) {
    updateInvoice(input: $input) { invoice { status } } }`;
  const input = { invoiceId: id, status: 'PAID' };
  expect(codeOf(await gateway.ask(UPDATE, { input }, 'reseller'))).toBe('FORBIDDEN');
  const { invoice } = await gateway.data(
    `query ($id: ID!) { invoice(id: $id) { status balance { amount } } }`,
    { id },
  );
  expect(invoice).toEqual({ status: 'UNPAID', balance: { amount: '10.00' } });
  expect(await creditOf(gateway.rob)).toBe('30.00');
  expect((await gateway.ask(UPDATE, { input }, 'staff')).data.updateInvoice.invoice.status).toBe(
    'PAID',
  );
});
