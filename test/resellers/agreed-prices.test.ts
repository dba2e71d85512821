import { beforeAll, beforeEach, expect, it } from 'vitest';
import { codeOf, type Gateway, openGateway } from '#test/gateway.ts';
import type { Who } from '#test/people.ts';
import { patiently } from '#test/setup/patiently.ts';
import { together } from '#test/setup/together.ts';

let gateway: Gateway;
let product: string;
let reseller: string;

beforeAll(async () => {
  gateway = await openGateway();
  const { db } = gateway.app;
  reseller = `Reseller:${gateway.resellerId}`;
  await db.currency.create({ data: { code: 'JPY', exponent: 0, rate: '150' } });
  const group = await db.productGroup.create({ data: { title: 'Hosting', slug: 'hosting' } });
  const type = await db.productType.findFirstOrThrow({ orderBy: { id: 'asc' } });
  const { id } = await db.product.create({
    data: {
      groupId: group.id,
      typeId: type.id,
      name: 'Starter',
      slug: 'starter',
      currencyCode: 'USD',
      prices: { create: [{ currencyCode: 'USD', cycle: 'MONTHLY', setupFee: '5', price: '10' }] },
    },
  });
  product = `Product:${id}`;
  const tld = await db.tld.create({
    data: { extension: 'com', unicodeExtension: 'com', currencyCode: 'USD' },
  });
  const shop = { tldId: tld.id, currencyCode: 'USD', years: 1, price: '15' };
  await db.tldPrice.createMany({
    data: [
      { ...shop, action: 'REGISTER' },
      { ...shop, action: 'RENEW' },
    ],
  });
});

beforeEach(async () => {
  await gateway.app.db.resellerProductPrice.deleteMany();
  await gateway.app.db.resellerTldPrice.deleteMany();
});

const PRODUCTS = `mutation ($input: SetResellerProductPricesInput!) {
  setResellerProductPrices(input: $input) { reseller {
    agreedProductPrices { product { name } cycle setupFee price { amount currency } }
  } }
}`;
const TLDS = `mutation ($input: SetResellerTldPricesInput!) {
  setResellerTldPrices(input: $input) { reseller {
    agreedTldPrices { tld { extension } action years price { amount currency } }
  } }
}`;
type Input = Record<string, unknown>;
const sell = (prices: Input[], rest: Input = {}, as: Who = 'staff') =>
  gateway.ask(PRODUCTS, { input: { resellerId: reseller, prices, ...rest } }, as);
const register = (prices: Input[], rest: Input = {}, as: Who = 'staff') =>
  gateway.ask(TLDS, { input: { resellerId: reseller, prices, ...rest } }, as);

const SHOWN = `query ($id: ID!) {
  resellerProductPrices(clientId: $id) { products { offers { cycle setupFee price } } }
  resellerTldPricing(clientId: $id) { version tlds { prices { action price { amount } } } }
}`;
const shown = async () => {
  const data = await gateway.data(SHOWN, { id: `Client:${gateway.rita}` }, 'reseller');
  const { version, tlds } = data.resellerTldPricing;
  return {
    offers: data.resellerProductPrices.products[0].offers,
    domains: tlds[0].prices.map(
      (row: { action: string; price: { amount: string } }) => `${row.action} ${row.price.amount}`,
    ),
    version,
  };
};

it('agrees on prices with one reseller, which pays them at once, and ends them again', async () => {
  const before = await shown();
  const sold = await sell([{ productId: product, cycle: 'MONTHLY', price: '7.10' }]);
  expect(sold.data.setResellerProductPrices.reseller.agreedProductPrices).toEqual([
    {
      product: { name: 'Starter' },
      cycle: 'MONTHLY',
      setupFee: '0.00',
      price: { amount: '7.10', currency: 'USD' },
    },
  ]);
  const registered = await register([
    { extension: '.COM', action: 'REGISTER', price: '8.88' },
    { extension: 'com', action: 'RENEW', years: 1, price: '9' },
  ]);
  expect(registered.data.setResellerTldPrices.reseller.agreedTldPrices).toHaveLength(2);
  const agreed = await shown();
  expect(agreed).toMatchObject({
    offers: [{ cycle: 'MONTHLY', setupFee: '0.00', price: '7.10' }],
    domains: ['REGISTER 8.88', 'RENEW 9.00'],
  });
  expect(agreed.version).toBeGreaterThan(before.version);

  // What is not named stays; what is named without a price ends.
  await register([{ extension: 'com', action: 'REGISTER', price: null }]);
  await sell([{ productId: product, cycle: 'MONTHLY' }]);
  expect(await shown()).toMatchObject({
    offers: [{ cycle: 'MONTHLY', setupFee: '5.00', price: '10.00' }],
    domains: ['REGISTER 15.00', 'RENEW 9.00'],
  });
});

it('is the company’s to say: a reseller reads what was agreed, and its customers do not', async () => {
  const com = { extension: 'com', action: 'REGISTER', price: '1' };
  expect(codeOf(await register([com], {}, 'reseller'))).toBe('FORBIDDEN');
  expect(codeOf(await sell([{ productId: product, cycle: 'MONTHLY' }], {}, 'rob'))).toBe(
    'FORBIDDEN',
  );
  await register([{ ...com, price: '8.88' }]);
  const query = '{ resellers { edges { node { agreedTldPrices { price { amount } } } } } }';
  const { resellers } = await gateway.data(query, {}, 'reseller');
  expect(resellers.edges[0].node.agreedTldPrices).toEqual([{ price: { amount: '8.88' } }]);
  const robs =
    '{ client(by: { email: "rob@example.test" }) { reseller { agreedTldPrices { years } } } }';
  expect(codeOf(await gateway.ask(robs, {}, 'rob'))).toBe('FORBIDDEN');
});

it('takes all of a list or none of it, and names what is wrong', async () => {
  const com = { extension: 'com', action: 'RENEW', price: '9' };
  const wrongs: [Input[], Input, string][] = [
    [[com, { ...com, extension: 'nowhere' }], {}, 'TLD_NOT_FOUND'],
    [[com, com], {}, 'BAD_INPUT'],
    [[com, { ...com, years: 2, price: '-1' }], {}, 'BAD_INPUT'],
    [[com, { ...com, years: 11 }], {}, 'BAD_INPUT'],
    [[com, { ...com, years: 2, price: '9.005' }], {}, 'BAD_INPUT'],
    [[{ ...com, price: '9.5' }], { currency: 'JPY' }, 'BAD_INPUT'],
    [[com], { currency: 'XXX' }, 'CURRENCY_NOT_FOUND'],
    [[com], { resellerId: 'Reseller:999999' }, 'RESELLER_NOT_FOUND'],
    [[], {}, 'BAD_INPUT'],
  ];
  for (const [prices, rest, code] of wrongs)
    expect(codeOf(await register(prices, rest)), JSON.stringify([prices, rest])).toBe(code);
  const monthly = { productId: product, cycle: 'MONTHLY', price: '7' };
  for (const [odd, code] of [
    [{ ...monthly, productId: 'Product:999999' }, 'PRODUCT_NOT_FOUND'],
    [{ ...monthly, cycle: 'ONE_TIME' }, 'BAD_INPUT'],
    [monthly, 'BAD_INPUT'],
  ] as const)
    expect(codeOf(await sell([monthly, odd])), JSON.stringify(odd)).toBe(code);
  const { db } = gateway.app;
  expect(await db.resellerTldPrice.count()).toBe(0);
  expect(await db.resellerProductPrice.count()).toBe(0);
});

it('leaves an entry in the log about the reseller, and tells everybody who keeps a copy', async () => {
  await register([{ extension: 'com', action: 'RENEW', price: '9' }]);
  const { db } = gateway.app;
  const entry = await db.activityEntry.findFirstOrThrow({ orderBy: { id: 'desc' } });
  expect(entry).toMatchObject({
    description: `Reseller TLD prices set - Reseller ID: ${gateway.resellerId}`,
    clientId: gateway.rita,
  });
  const received = await db.outboxEvent.findMany({ orderBy: { id: 'desc' }, take: 2 });
  expect(received.map(({ type }) => type)).toEqual(['resellerPrices.changed', 'catalog.changed']);
  expect(received[0]).toMatchObject({ resellerId: gateway.resellerId });
  expect(received[1]?.payload).toMatchObject({ kind: 'reseller-prices' });
});

together('keeps one price when fifty agree on it at once, each seen in full', async () => {
  const both = ['REGISTER', 'RENEW'] as const;
  const answers = await Promise.all(
    Array.from({ length: 50 }, (_, index) =>
      patiently(
        () => register(both.map((action) => ({ extension: 'com', action, price: `${index + 1}` }))),
        (answer) => codeOf(answer) === 'UNAVAILABLE',
      ),
    ),
  );
  expect(answers.filter(({ errors }) => errors)).toEqual([]);
  const rows = await gateway.app.db.resellerTldPrice.findMany();
  expect(rows).toHaveLength(2);
  expect(new Set(rows.map(({ price }) => price.toFixed())).size).toBe(1);
});
