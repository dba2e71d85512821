import { beforeAll, expect, it } from 'vitest';
import { sum } from '#core/money.ts';
import { hashToken } from '#core/secret.ts';
import { sell } from '#test/domains/cast.ts';
import { type Gateway, openGateway } from '#test/gateway.ts';
import type { Who } from '#test/people.ts';

let gateway: Gateway;
let productId: number;

beforeAll(async () => {
  gateway = await openGateway();
  const { db } = gateway.app;
  await sell(gateway, 'com', { isSpotlight: true, isSuggested: true });
  const group = await db.productGroup.create({ data: { title: 'Hosting', slug: 'hosting' } });
  const type = await db.productType.findFirstOrThrow({ orderBy: { id: 'asc' } });
  const at = { currencyCode: 'USD', setupFee: '5' } as const;
  const product = await db.product.create({
    data: {
      groupId: group.id,
      typeId: type.id,
      name: 'Starter',
      slug: 'starter',
      currencyCode: 'USD',
      prices: {
        create: [
          { ...at, cycle: 'MONTHLY', price: '20' },
          { ...at, cycle: 'ANNUALLY', price: '200' },
        ],
      },
    },
  });
  productId = product.id;
  // Rita's own login, beside her key.
  await db.apiCredential.create({
    data: {
      kind: 'CUSTOMER',
      name: 'rita',
      clientId: gateway.rita,
      identifier: 'rita',
      tokenHash: hashToken('rita-herself'),
      tokenLast4: 'self',
      permissions: ['*'],
    },
  });
  await agreeWithRita();
  await sellToRob();
});

/** .com and a month of the product at Rita's own price; a year of it stays at the company's. */
async function agreeWithRita() {
  const resellerId = `Reseller:${gateway.resellerId}`;
  const tld = `mutation ($input: SetResellerTldPricesInput!) {
    setResellerTldPrices(input: $input) { reseller { id } }
  }`;
  const com = { extension: 'com', action: 'REGISTER', price: '7.77' };
  await gateway.data(tld, { input: { resellerId, prices: [com] } });
  const product = `mutation ($input: SetResellerProductPricesInput!) {
    setResellerProductPrices(input: $input) { reseller { id } }
  }`;
  const monthly = { productId: `Product:${productId}`, cycle: 'MONTHLY', price: '11.11' };
  await gateway.data(product, { input: { resellerId, prices: [monthly] } });
}

/** Rita's customers' list: .com, and the product as a plan that costs less at first. */
async function sellToRob() {
  const { db } = gateway.app;
  const domcno = await db.productKey.create({
    data: { key: 'domcno', family: 'DOMAIN', category: 'domorder', tlds: ['com'] },
  });
  const hosting = await db.productKey.create({
    data: { key: 'hosting', family: 'MULTI_DOMAIN_HOSTING', category: 'hosting' },
  });
  await db.productKeyPlan.create({ data: { productKeyId: hosting.id, planId: '1', productId } });
  const list = await db.priceList.create({
    data: { name: 'Rita’s customers', audience: 'CUSTOMER', currencyCode: 'USD' },
  });
  const entry = (productKeyId: number, action: string, price: string, planId = '') => ({
    listId: list.id,
    productKeyId,
    planId,
    action,
    tenure: 1,
    price,
    priceText: price,
  });
  await db.priceListEntry.createMany({
    data: [
      entry(domcno.id, 'addnewdomain', '12.34'),
      entry(hosting.id, 'add', '3.21', '1'),
      entry(hosting.id, 'renew', '16.5', '1'),
    ],
  });
  await db.reseller.update({
    where: { id: gateway.resellerId },
    data: { customerPriceListId: list.id },
  });
}

const SHOWN = `query {
  domainSearch(name: "shop.com") { ...Offer }
  domainSpotlights(name: "shop") { ...Offer }
  domainSuggestions(name: "shop") { ...Offer }
  tldPricing { tlds { prices { action years price { amount } } } }
  products(first: 1) { edges { node { ...Listed } } }
  catalogue { ...Listed }
}
fragment Offer on DomainOffer { prices { action years price { amount } } }
fragment Listed on Product { priceLists(currency: "USD") { prices { cycle setupFee price renewal } } }`;

type Priced = { action: string; years: number; price: { amount: string } };
const registering = (prices: Priced[]) =>
  prices.find(({ action, years }) => action === 'REGISTER' && years === 1)?.price.amount;

/** What somebody is shown, as far as it can be put into a cart. */
async function shown(token: string) {
  const { data, errors } = await gateway.ask(SHOWN, {}, null, { authorization: `Bearer ${token}` });
  expect(errors).toBeUndefined();
  const [product] = data.catalogue;
  expect(data.products.edges[0].node).toEqual(product);
  const domain = registering(data.domainSearch[0].prices);
  for (const offered of [data.domainSpotlights, data.domainSuggestions, data.tldPricing.tlds])
    expect(registering(offered[0].prices)).toBe(domain);
  return { domain, product: product.priceLists[0].prices };
}

const CART = (cycle: string) => `mutation ($clientId: ID!, $productId: ID!) {
  product: cartAddItem(input: { clientId: $clientId, productId: $productId, cycle: ${cycle} }) {
    item { price { setupFee recurring amount } }
  }
  domain: cartAddDomain(input: { clientId: $clientId, domainName: "shop.com" }) {
    item { price { amount } }
  }
}`;

/** What a client's cart charges for the same. */
async function charged(client: number) {
  const variables = { clientId: `Client:${client}`, productId: `Product:${productId}` };
  const items = [];
  let domain;
  for (const cycle of ['MONTHLY', 'ANNUALLY']) {
    await gateway.app.db.cart.deleteMany();
    const data = await gateway.data(CART(cycle), variables);
    const { setupFee, recurring: renewal, amount } = data.product.item.price;
    items.push({ cycle, setupFee, renewal, first: amount });
    domain = data.domain.item.price.amount;
  }
  return { domain, product: items };
}

it.each([
  ['a direct customer', 'token-of-carol', 'carol', ['10.00', '20.00']],
  ['a reseller’s key', 'token-of-reseller', 'rita', ['7.77', '11.11']],
  ['a reseller’s own login', 'rita-herself', 'rita', ['7.77', '11.11']],
  ['a reseller’s customer', 'token-of-rob', 'rob', ['12.34', '3.21']],
] as const)('shows %s what its cart charges', async (_who, token, client, [domain, monthly]) => {
  const seen = await shown(token);
  const cart = await charged(gateway[client]);
  expect(seen.domain).toBe(domain);
  expect(cart.domain).toBe(domain);
  expect(seen.product[0].price).toBe(monthly);
  expect(
    seen.product.map(({ price, ...rest }: { price: string; setupFee: string }) => ({
      ...rest,
      first: sum([price, rest.setupFee]).toFixed(2),
    })),
  ).toEqual(cart.product);
});

it('charges a visitor who came by a reseller’s key what its customers pay, as client and before', async () => {
  await gateway.app.db.cart.deleteMany();
  const visitor = { productId: `Product:${productId}`, clientIp: '203.0.113.9' };
  const add = `mutation ($input: CartAddItemInput!) { cartAddItem(input: $input) {
    item { price { amount } } cart { items { price { amount } } } } }`;
  const fill = (who: Who, more: object = {}) =>
    gateway.data(add, { input: { ...visitor, ...more, cycle: 'MONTHLY' } }, who);
  const { cartAddItem: before } = await fill('reseller');
  const { product } = await charged(gateway.rob);
  expect(before.item.price.amount).toBe(product[0]!.first);
  const { cartAddItem: ofStore } = await fill('staff');
  expect(ofStore.item.price.amount).toBe('25.00');

  await gateway.app.db.cart.deleteMany();
  await fill('reseller');
  const { cartAddItem: after } = await fill('reseller', { clientId: `Client:${gateway.rob}` });
  const amounts = after.cart.items.map(({ price }: Priced) => price.amount);
  expect(new Set(amounts)).toEqual(new Set([product[0]!.first]));
});

it('shows staff the shop’s prices, and the old commands each caller’s own', async () => {
  expect((await shown('token-of-staff')).domain).toBe('10.00');
  const monthly = async (who: 'staff' | 'carol' | 'rob' | 'reseller') => {
    const { products } = await gateway.rapi('GetProducts', {}, who);
    return products.product[0].pricing.USD.monthly;
  };
  expect([await monthly('staff'), await monthly('carol')]).toEqual(['20.00', '20.00']);
  expect([await monthly('reseller'), await monthly('rob')]).toEqual(['11.11', '3.21']);
  const search = await gateway.rapi('DomainSearch', { domain: 'shop.com' }, 'rob');
  expect(search.pricing.register[1]).toBe('12.34');
  const spots = await gateway.rapi('DomainSpotlights', { domain: 'shop' }, 'reseller');
  expect(spots.results.result[0]).toMatchObject({ price: '7.77', years: 1 });
});
