import { beforeAll, expect, it } from 'vitest';
import { startOrders } from '#modules/orders/automation.ts';
import { codeOf, type Gateway, openGateway } from '#test/gateway.ts';
import { type MoneyShop, openMoneyShop } from './money-shop.ts';

// What a buyer who means ill asks for.
let gateway: Gateway;
let store: MoneyShop;
let product: number;
beforeAll(async () => {
  gateway = await openGateway(startOrders);
  store = await openMoneyShop(gateway);
  product = await store.product('At once', {
    prices: [{ cycle: 'MONTHLY', price: '10' }],
    setupMoment: 'ORDER_PLACED',
  });
});

const ORDER = `mutation ($input: AddOrderInput!) { addOrder(input: $input) { order { id } } }`;
const ITEMS = `mutation ($input: OrderItemsInput!) { orderItems(input: $input) { order { id } } }`;
const buyer = { paymentMethod: 'mailin' };
const ip = { client_ip_address: '203.0.113.9' };
const orders = () => gateway.app.db.order.count();

it.each([
  ['carol', 'carol'],
  ['reseller', 'rob'],
] as const)(
  'sells the %s nothing without an invoice, for %s: it would be set up and never paid (M10)',
  async (as, whose) => {
    const clientId = `Client:${gateway[whose]}`;
    await store.fill(gateway[whose], product, ip);
    const before = await orders();
    const unpaid = { ...buyer, clientId, createInvoice: false };
    const answer = await gateway.ask(ORDER, { input: unpaid }, as);
    expect(answer.errors![0]!.extensions).toMatchObject({
      code: 'FORBIDDEN',
      field: 'createInvoice',
    });
    const products = [{ productId: `Product:${product}` }];
    const atOnce = await gateway.ask(ITEMS, { input: { ...unpaid, products } }, as);
    expect(codeOf(atOnce)).toBe('FORBIDDEN');
    const old = { user_id: gateway[whose], payment_method: 'mailin', user_ip: '203.0.113.9' };
    const form = { ...old, userAgent: 'x', acceptLanguage: 'en', no_invoice: 'YES' };
    expect((await gateway.rapi('AddOrder', form, as)).result).toBe('error');
    expect(await orders()).toBe(before);
    // The cart is as it was, and is sold with an invoice.
    const paid = await gateway.ask(ORDER, { input: { ...buyer, clientId } }, as);
    expect(codeOf(paid)).toBeUndefined();
  },
);

it('leaves it to staff to order without an invoice', async () => {
  await store.fill(gateway.stranger, product, ip);
  const input = { ...buyer, clientId: `Client:${gateway.stranger}`, createInvoice: false };
  expect(codeOf(await gateway.ask(ORDER, { input }))).toBeUndefined();
});

it('takes no id of another thing for an addon, an option or a choice (R16)', async () => {
  const item = (more: object) => ({ productId: `Product:${product}`, ...more });
  const wrong = [
    item({ addonIds: [`Client:${gateway.carol}`] }),
    item({ addonIds: ['x'] }),
    item({ options: [{ optionId: 'Product:1', quantity: 1 }] }),
    item({ options: [{ optionId: 'ConfigOption:1', choiceId: 'Client:1' }] }),
    item({ options: [{ optionId: 'ConfigOption:x', quantity: 1 }] }),
    item({ options: [{ optionId: 'ConfigOption:1', quantity: -1 }] }),
  ];
  const before = await orders();
  for (const one of wrong) {
    const input = { ...buyer, clientId: `Client:${gateway.carol}`, products: [one] };
    expect([one, codeOf(await gateway.ask(ITEMS, { input }, 'carol'))]).toEqual([one, 'BAD_INPUT']);
  }
  expect(await orders()).toBe(before);
});

it.each(['products', 'domains', 'renewals', 'addonIds', 'options'])(
  'takes at most fifty %s, before it looks at any of them',
  async (what) => {
    const entry = {
      products: { productId: `Product:${product}` },
      domains: { domainName: 'many.com' },
      renewals: { domainId: 'Domain:1' },
      addonIds: 'Addon:1',
      options: { optionId: 'ConfigOption:1', quantity: 1 },
    }[what];
    const many = Array(51).fill(entry);
    const isOfProduct = what === 'addonIds' || what === 'options';
    const asked = isOfProduct
      ? { products: [{ productId: `Product:${product}`, [what]: many }] }
      : { [what]: many };
    const input = { ...buyer, clientId: `Client:${gateway.carol}`, ...asked };
    const { errors } = await gateway.ask(ITEMS, { input }, 'carol');
    expect(errors![0]!.extensions.code).toBe('BAD_INPUT');
    const [issue] = errors![0]!.extensions.issues as { path: string[] }[];
    expect(issue!.path).toContain(what);
  },
);
