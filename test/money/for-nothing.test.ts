import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { booksAreRight } from '#test/billing/books.ts';
import { codeOf, type Gateway, openGateway } from '#test/gateway.ts';
import { type MoneyShop, openMoneyShop } from '#test/orders/money-shop.ts';
import { tokenOf } from '#test/people.ts';
import { done } from '#test/shop.ts';
import { asToken, id, paymentOf } from './wishes.ts';

// What customers and their people try to have for nothing. Right values stand beside each test;
// the products cost 15.50, 31.00 and 62.00 a month, and 1 May has the whole of its month left.
let gateway: Gateway;
let store: MoneyShop;
let l: number;
let m: number;
let n: number;
const tokens: Record<string, string> = {};

const monthly = (price: string) => ({ prices: [{ cycle: 'MONTHLY', price }] });

const as = (token: string, name: string, input: object, body?: string) =>
  asToken(gateway, token, name, input, body);
const carol = () => tokenOf('carol');

/** A contact of Carol's who may do this much; its token. */
async function contact(name: string, permissions: string): Promise<string> {
  const person = { first_name: name, email: `${name}@contacts.test`, password: 'kontakt 123 b' };
  await done(gateway, 'AddContact', { user_id: gateway.carol, ...person, permissions });
  const input = { email: person.email, password: person.password };
  const { data } = await as('', 'validateLogin', input, 'session { accessToken }');
  return data.validateLogin.session.accessToken;
}

const grant = (clientId: number, amount: string) =>
  done(gateway, 'AddCredit', { user_id: clientId, description: 'Paid in', amount });

beforeAll(async () => {
  gateway = await openGateway();
  store = await openMoneyShop(gateway);
  store.on('2028-05-01');
  l = await store.product('L', monthly('15.50'));
  m = await store.product('M', monthly('31'));
  n = await store.product('N', monthly('62'));
  await store.paths(l, m, n);
  for (const words of ['orders', 'invoices', 'quotes', 'products', 'tickets'])
    tokens[words] = await contact(words, words);
});
afterAll(() => booksAreRight(gateway));

describe('a customer’s key', () => {
  it('reaches nothing by which money or goods are given', async () => {
    const { order, invoice, service } = await store.buy(gateway.carol, m);
    const { invoice: open } = await store.order(gateway.carol, m);
    const transactionId = await paymentOf(gateway, id('Invoice', invoice));
    const lines = [{ description: 'x', unitPrice: '-5' }];
    const clientId = id('Client', gateway.carol);
    const wishes: Record<string, object> = {
      addCredit: { clientId, amount: '10', description: 'x' },
      deleteCredit: { clientId, amount: '10', description: 'x' },
      addInvoicePayment: { invoiceId: id('Invoice', open), amount: '31' },
      addRefund: { invoiceId: id('Invoice', invoice), transactionId },
      deletePaymentTransaction: { transactionId },
      updateInvoice: { invoiceId: id('Invoice', open), status: 'PAID' },
      cancelInvoice: { invoiceId: id('Invoice', open) },
      createInvoice: { clientId, lines },
      createFundsInvoice: { clientId, amount: '10' },
      createBillableItem: { clientId, description: 'x', unitPrice: '10' },
      acceptOrder: { orderId: id('Order', order) },
      pendingOrder: { orderId: id('Order', order) },
      cancelOrder: { orderId: id('Order', order) },
      executeOrdersWithoutPayment: { invoiceIds: [id('Invoice', open)], cancelInvoices: true },
      payCustomerTransactions: { invoiceIds: [id('Invoice', open)] },
      updateClientProduct: { serviceId: id('Service', service), recurring: '0' },
      createQuote: { subject: 'x', validUntilOn: '2028-06-01', lines },
      createPromotion: { code: 'MINE', type: 'PERCENTAGE', value: '100' },
      settleAffiliateWithdrawal: { withdrawalId: 'AffiliateWithdrawal:1', approve: true },
      updateAffiliate: { affiliateId: 'Affiliate:1', payAmount: '100' },
      createClientGroup: { name: 'Half', discountPercent: '50' },
    };
    for (const [name, input] of Object.entries(wishes))
      for (const token of [carol(), ...Object.values(tokens)])
        expect([name, codeOf(await as(token, name, input))]).toEqual([name, 'FORBIDDEN']);
    const client = { id: clientId };
    for (const own of [{ creditLimit: '500' }, { groupId: 'ClientGroup:1' }, { isTaxExempt: true }])
      expect(codeOf(await as(carol(), 'updateClient', { client, ...own }))).toBe('FORBIDDEN');
    expect(await store.credit(gateway.carol)).toBe('0.00');
    expect((await store.invoice(open)).balance).toBe('31.00');
  });

  it('orders nothing at a cycle that has no price, nor in a number that is none', async () => {
    const productId = id('Product', m);
    for (const cycle of ['FREE', 'ONE_TIME', 'ANNUALLY'])
      expect([cycle, codeOf(await as(carol(), 'cartAddItem', { productId, cycle }))]).toEqual([
        cycle,
        'PRICE_MISSING',
      ]);
    for (const quantity of [0, -1, 1_001, 2_147_483_647])
      expect(codeOf(await as(carol(), 'cartAddItem', { productId, quantity }))).toBeDefined();
    const { data } = await as(carol(), 'cartAddItem', { productId }, 'item { id }');
    const itemId = data.cartAddItem.item.id;
    for (const quantity of [-1, 2_147_483_647])
      expect(codeOf(await as(carol(), 'cartUpdateQuantity', { itemId, quantity }))).toBeDefined();
    const { client } = await gateway.data(
      `query ($id: ID!) { client(by: { id: $id }) { cart { totals { total } } } }`,
      { id: id('Client', gateway.carol) },
    );
    expect(client.cart.totals.total).toBe('31.00');
    await as(carol(), 'cartDeleteItem', { itemId });
  });

  it('orders nothing without an invoice, by the graph or by an old program', async () => {
    const input = { clientId: id('Client', gateway.carol), paymentMethod: 'mailin' };
    const products = [{ productId: id('Product', m) }];
    for (const token of [carol(), tokens.orders!]) {
      await as(token, 'cartAddItem', { productId: id('Product', m) });
      const free = { ...input, createInvoice: false };
      expect(codeOf(await as(token, 'addOrder', free))).toBe('FORBIDDEN');
      expect(codeOf(await as(token, 'orderItems', { ...free, products }))).toBe('FORBIDDEN');
    }
    const reply = await gateway.rapi(
      'AddOrder',
      {
        user_id: gateway.carol,
        payment_method: 'mailin',
        no_invoice: '1',
        noinvoice: '1',
        user_ip: '203.0.113.9',
        userAgent: 'x',
        acceptLanguage: 'en',
      },
      'carol',
    );
    // Refused, or ordered with an invoice: never without one.
    if (reply.result === 'success')
      expect((await store.invoice(Number(reply.invoice_id))).status).toBe('UNPAID');
  });

  it('touches nothing of another client’s', async () => {
    const { service } = await store.buy(gateway.stranger, m);
    const { invoice } = await store.order(gateway.stranger, m);
    const { data } = await as(
      tokenOf('stranger'),
      'cartAddItem',
      { productId: id('Product', n) },
      'item { id }',
    );
    const itemId = data.cartAddItem.item.id;
    const change = { serviceId: id('Service', service), productId: id('Product', l) };
    expect(codeOf(await as(carol(), 'upgradeProduct', change))).toBe('SERVICE_NOT_FOUND');
    expect(codeOf(await as(carol(), 'cartDeleteItem', { itemId }))).toMatch(/NOT_FOUND/);
    expect(codeOf(await as(carol(), 'cartUpdateQuantity', { itemId, quantity: 1 }))).toMatch(
      /NOT_FOUND/,
    );
    expect(codeOf(await as(carol(), 'applyCredit', { invoiceId: id('Invoice', invoice) }))).toBe(
      'INVOICE_NOT_FOUND',
    );
    const order = { clientId: id('Client', gateway.stranger), paymentMethod: 'mailin' };
    expect(codeOf(await as(carol(), 'addOrder', order))).toBe('CLIENT_NOT_FOUND');
    expect((await store.invoice(invoice)).balance).toBe('31.00');
  });
});

describe('a sub-user', () => {
  const isForbidden = async (words: string, name: string, input: object) =>
    expect([words, name, codeOf(await as(tokens[words]!, name, input))]).toEqual([
      words,
      name,
      'FORBIDDEN',
    ]);

  it('orders, pays and accepts only what its words say', async () => {
    const { invoice } = await store.order(gateway.carol, m);
    const invoiceId = id('Invoice', invoice);
    const productId = id('Product', m);
    const order = { clientId: id('Client', gateway.carol), paymentMethod: 'mailin' };
    for (const words of ['invoices', 'quotes', 'products', 'tickets']) {
      await isForbidden(words, 'cartAddItem', { productId });
      await isForbidden(words, 'addOrder', order);
      await isForbidden(words, 'orderItems', { ...order, products: [{ productId }] });
    }
    for (const words of ['orders', 'quotes', 'products', 'tickets']) {
      await isForbidden(words, 'applyCredit', { invoiceId });
      await isForbidden(words, 'payInvoice', { invoiceId });
      await isForbidden(words, 'addFunds', { clientId: order.clientId, amount: '10' });
      await isForbidden(words, 'capturePaymentByInvoice', { invoiceId });
    }
    for (const words of ['orders', 'invoices', 'products', 'tickets'])
      await isForbidden(words, 'acceptQuote', { quoteId: 'Quote:1' });
  });

  it('spends no credit by a quote or a change of a service', async () => {
    const before = Number(await store.credit(gateway.carol));
    await grant(gateway.carol, '200');
    const quote = await gateway.data(
      `mutation ($input: CreateQuoteInput!) { createQuote(input: $input) { quote { id } } }`,
      {
        input: {
          clientId: id('Client', gateway.carol),
          subject: 'Work',
          stage: 'DELIVERED',
          validUntilOn: '2028-06-01',
          lines: [{ description: 'Work', unitPrice: '100' }],
        },
      },
    );
    const quoteId = quote.createQuote.quote.id;
    const accepted = await as(tokens.quotes!, 'acceptQuote', { quoteId }, 'quote { id }');
    expect(accepted.errors).toBeUndefined();
    const { node } = await gateway.data(
      `query ($id: ID!) { node(id: $id) { ... on Quote { invoice { databaseId } } } }`,
      { id: quoteId },
    );
    expect(await store.invoice(node.invoice.databaseId)).toMatchObject({
      status: 'UNPAID',
      balance: '100.00',
    });

    const { service } = await store.buy(gateway.carol, m);
    const spent = Number(await store.credit(gateway.carol));
    const change = {
      serviceId: id('Service', service),
      productId: id('Product', n),
      calculateOnly: false,
    };
    const changed = await as(tokens.orders!, 'upgradeProduct', change, 'order { invoiceId }');
    expect(changed.errors).toBeUndefined();
    const bill = Number(changed.data.upgradeProduct.order.invoiceId.split(':')[1]);
    // 62.00 − 31.00 for the whole month that is left.
    expect(await store.invoice(bill)).toMatchObject({ status: 'UNPAID', balance: '31.00' });
    expect(Number(await store.credit(gateway.carol))).toBe(spent);
    // The order of M before it was the company's, and paid from credit: 200.00 − 31.00.
    expect(spent - before).toBe(169);
  });
});
