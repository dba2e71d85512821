import { beforeAll, expect, it } from 'vitest';
import { reachedSlab } from '#modules/catalog/pricing/seller-slabs.ts';
import { codeOf, type Gateway, openGateway } from '#test/gateway.ts';
import type { Who } from '#test/people.ts';

let gateway: Gateway;
let tldId: number;
let productId: number;

beforeAll(async () => {
  gateway = await openGateway();
  const { db } = gateway.app;
  await db.gateway.create({
    data: { label: 'mailin', module: 'mailin', displayName: 'Bank', isActive: true },
  });
  await db.productKey.createMany({
    data: [
      { key: 'domcno', family: 'DOMAIN', category: 'domorder', tlds: ['com'] },
      { key: 'multidomainhosting', family: 'MULTI_DOMAIN_HOSTING', category: 'hosting' },
    ],
  });
  const group = await db.productGroup.create({ data: { title: 'Hosting', slug: 'hosting' } });
  const type = await db.productType.findFirstOrThrow({ orderBy: { id: 'asc' } });
  const product = await db.product.create({
    data: {
      groupId: group.id,
      typeId: type.id,
      name: 'Starter',
      slug: 'starter',
      currencyCode: 'USD',
      prices: { create: [{ currencyCode: 'USD', cycle: 'QUARTERLY', setupFee: '5', price: '30' }] },
    },
  });
  productId = product.id;
  const tld = await db.tld.create({
    data: { extension: 'com', unicodeExtension: 'com', currencyCode: 'USD' },
  });
  tldId = tld.id;
  const shop = { tldId, currencyCode: 'USD', price: '15' };
  await db.tldPrice.createMany({
    data: [
      { ...shop, action: 'REGISTER', years: 1 },
      { ...shop, action: 'REGISTER', years: 2, price: '30' },
      { ...shop, action: 'RENEW', years: 1 },
    ],
  });
});

const CREATE = `mutation ($input: CreatePriceListInput!) {
  createPriceList(input: $input) { priceList { id version entries { price } } }
}`;
const SET = `mutation ($input: SetPriceListPriceInput!) {
  setPriceListPrice(input: $input) { priceList { version } }
}`;
const SLAB = `mutation ($input: SetPriceListSlabInput!) {
  setPriceListSlab(input: $input) { priceList { version } }
}`;
const ASSIGN = `mutation ($input: AssignPriceListInput!) {
  assignPriceList(input: $input) { reseller { costPriceList { id } customerPriceList { id } } }
}`;
const LINK = `mutation ($input: LinkProductPlanInput!) {
  linkProductPlan(input: $input) { productKey { key } }
}`;

const created = async (name: string, audience: string, as: Who = 'staff', more: object = {}) => {
  const input = { name, audience, currency: 'USD', ...more };
  return (await gateway.data(CREATE, { input }, as)).createPriceList.priceList;
};
const assign = (priceListId: string, as: Who = 'staff') =>
  gateway.ask(ASSIGN, { input: { resellerId: `Reseller:${gateway.resellerId}`, priceListId } }, as);
const price = (priceListId: string, rest: object, as: Who = 'staff') =>
  gateway.data(SET, { input: { priceListId, ...rest } }, as);

/** A name is sold once: the shop has not what an open order holds. */
let names = 0;
/** Orders a product and a domain of two years for somebody; the invoice's lines and what recurs. */
async function order(clientId: number) {
  const { db } = gateway.app;
  await db.cart.create({
    data: {
      clientId,
      currencyCode: 'USD',
      expiresAt: new Date('2030-01-01T00:00:00Z'),
      items: {
        create: [
          { type: 'PRODUCT', productId, cycle: 'QUARTERLY', quantity: 1 },
          { type: 'DOMAIN_REGISTER', domainName: `shop${(names += 1)}.com`, tldId, years: 2 },
        ],
      },
    },
  });
  const form = { user_id: clientId, payment_method: 'mailin', user_ip: '203.0.113.9' };
  const reply = await gateway.rapi('AddOrder', { ...form, userAgent: 'x', acceptLanguage: 'en' });
  expect(reply.result, reply.message).toBe('success');
  const placed = await db.order.findFirstOrThrow({
    where: { clientId },
    orderBy: { id: 'desc' },
    include: { invoice: { include: { items: { orderBy: { id: 'asc' } } } } },
  });
  const [service] = await db.service.findMany({ where: { orderId: placed.id } });
  const [domain] = await db.domain.findMany({ where: { orderId: placed.id } });
  return {
    lines: placed.invoice?.items.map(({ type, amount }) => `${type} ${amount.toFixed(2)}`),
    service: service?.recurringAmount.toFixed(2),
    domain: domain?.recurringAmount.toFixed(2),
  };
}

const pricesSeen = async (as: Who) => {
  const { tldPricing } = await gateway.data(
    '{ tldPricing { tlds { prices { action years price { amount } } } } }',
    {},
    as,
  );
  return tldPricing.tlds[0].prices.map(
    (row: { action: string; years: number; price: { amount: string } }) =>
      `${row.action} ${row.years} ${row.price.amount}`,
  );
};

it('lets a reseller make its customers’ price list, and its customers pay by it', async () => {
  const list = await created('Rita’s customers', 'CUSTOMER', 'reseller');
  expect(
    codeOf(
      await gateway.ask(
        CREATE,
        { input: { name: 'X', audience: 'RESELLER', currency: 'USD' } },
        'reseller',
      ),
    ),
  ).toBe('FORBIDDEN');
  expect(
    codeOf(
      await gateway.ask(CREATE, {
        input: { name: 'Rita’s customers', audience: 'CUSTOMER', currency: 'USD' },
      }),
    ),
  ).toBe('PRICE_LIST_EXISTS');
  const domain = { productKey: 'domcno', tenure: 1 };
  await price(list.id, { ...domain, action: 'addnewdomain', price: '12.34' }, 'reseller');
  await price(list.id, { ...domain, action: 'renewdomain', price: '13' }, 'reseller');
  const plan = { productKey: 'multidomainhosting', planId: '2', tenure: 3 };
  await price(list.id, { ...plan, action: 'add', price: '20.01' }, 'reseller');
  await price(list.id, { ...plan, action: 'renew', price: '25.5' }, 'reseller');
  const link = { productId: `Product:${productId}`, productKey: 'multidomainhosting', planId: '2' };
  await gateway.data(LINK, { input: link });
  expect(codeOf(await gateway.ask(LINK, { input: link }, 'reseller'))).toBe('FORBIDDEN');

  const shops = { service: '30.00', domain: '30.00' };
  expect(await order(gateway.rob)).toMatchObject(shops);
  expect((await assign(list.id, 'reseller')).errors).toBeUndefined();
  expect(await order(gateway.rob)).toEqual({
    lines: ['SERVICE 20.01', 'DOMAIN_REGISTER 24.68'],
    service: '25.50',
    domain: '26.00',
  });
  expect(await pricesSeen('rob')).toEqual([
    'REGISTER 1 12.34',
    'REGISTER 2 24.68',
    'RENEW 1 13.00',
  ]);
  // Nobody else's prices move.
  expect(await order(gateway.carol)).toMatchObject(shops);
  expect(await pricesSeen('carol')).toContain('REGISTER 1 15.00');
});

it('charges the reseller itself by its cost list, at the volume it has reached, without discount', async () => {
  const { db } = gateway.app;
  await db.reseller.update({
    where: { id: gateway.resellerId },
    data: { discountPercent: '10' },
  });
  const list = await created('Cost', 'RESELLER');
  for (const [slab, amount] of [
    [0, '9'],
    [1, '8.5'],
  ] as const) {
    const spot = { productKey: 'domcno', action: 'addnewdomain', tenure: 1, slab };
    await price(list.id, { ...spot, price: amount });
    const quantity = slab ? '100' : '0';
    const band = { category: 'category1', categoryName: 'receipts', quantity, slab };
    await gateway.data(SLAB, { input: { priceListId: list.id, productKey: 'domcno', ...band } });
  }
  expect((await assign(list.id)).errors).toBeUndefined();
  expect(codeOf(await assign(list.id, 'reseller'))).toBe('PRICE_LIST_NOT_FOUND');
  // The product stands in no cost list, so the discount holds for it and for its setup.
  expect((await order(gateway.rita)).lines).toEqual([
    'SERVICE 30.00',
    'SERVICE_SETUP 5.00',
    'GROUP_DISCOUNT -3.50',
    'DOMAIN_REGISTER 18.00',
  ]);

  const pay = `mutation ($input: AddInvoicePaymentInput!) {
    addInvoicePayment(input: $input) { transaction { id } }
  }`;
  const create = `mutation ($input: CreateInvoiceInput!) {
    createInvoice(input: $input) { invoice { id } }
  }`;
  const lines = [{ description: 'Work', unitPrice: '100' }];
  const { createInvoice } = await gateway.data(create, {
    input: { clientId: `Client:${gateway.rob}`, status: 'UNPAID', lines },
  });
  await gateway.data(pay, { input: { invoiceId: createInvoice.invoice.id } });
  expect((await order(gateway.rita)).lines).toContain('DOMAIN_REGISTER 17.00');
});

it('counts every category of a band', () => {
  const slabs = [
    { slab: 0, categoryName: 'receipts', categoryQuantity: '0' },
    { slab: 1, categoryName: 'receipts', categoryQuantity: '100' },
    { slab: 1, categoryName: 'domorder', categoryQuantity: '10' },
    { slab: 2, categoryName: 'receipts', categoryQuantity: '500' },
  ];
  const reached = (receipts: string, domorder: string) =>
    reachedSlab(slabs, new Map(Object.entries({ receipts, domorder })));
  expect([reached('99.99', '50'), reached('100', '9'), reached('100', '10')]).toEqual([0, 0, 1]);
  expect(reached('500', '0')).toBe(2);
});

const PRICING = `{ resellers { edges { node { pricing {
  tlds { extension action years shop { amount } cost { amount } customer { amount } }
  products { name cycle shop { amount } cost { amount } customer { amount } }
} } } } }`;

it('shows shop, cost and customer prices side by side, to the reseller and staff alone', async () => {
  const { resellers } = await gateway.data(PRICING, {}, 'reseller');
  const { tlds, products } = resellers.edges[0].node.pricing;
  const amounts = (shop: string, cost: string, customer: string) => ({
    shop: { amount: shop },
    cost: { amount: cost },
    customer: { amount: customer },
  });
  expect(tlds).toContainEqual({
    extension: 'com',
    action: 'REGISTER',
    years: 1,
    ...amounts('15.00', '8.50', '12.34'),
  });
  expect(products).toEqual([
    { name: 'Starter', cycle: 'QUARTERLY', ...amounts('30.00', '27.00', '20.01') },
  ]);
  const { resellerTldPricing } = await gateway.data(
    `query ($id: ID!) { resellerTldPricing(clientId: $id) { tlds { prices { action years price { amount } } } } }`,
    { id: `Client:${gateway.rita}` },
    'reseller',
  );
  expect(resellerTldPricing.tlds[0].prices).toContainEqual({
    action: 'REGISTER',
    years: 1,
    price: { amount: '8.50' },
  });
  for (const field of ['pricing { currency }', 'costPriceList { name }', 'discountPercent']) {
    const query = `{ client(by: { email: "rob@example.test" }) { reseller { ${field} } } }`;
    expect(codeOf(await gateway.ask(query, {}, 'rob')), field).toBe('FORBIDDEN');
  }
});

it('begins a list as a copy of another', async () => {
  const { resellers } = await gateway.data(
    '{ resellers(first: 1) { edges { node { costPriceList { id entries { price } } } } } }',
  );
  const { costPriceList } = resellers.edges[0].node;
  const copy = await created('Next year', 'CUSTOMER', 'reseller', { copyOfId: costPriceList.id });
  expect(copy.entries).toEqual(costPriceList.entries);
});
