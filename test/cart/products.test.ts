import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { freeze } from '#core/clock.ts';
import { codeOf, type Gateway, openGateway } from '#test/gateway.ts';
import type { Store } from '#test/catalog/store.ts';
import { change, changed, emptyCarts, openDomainStore } from './fill.ts';

let gateway: Gateway;
let store: Store;
const thaw = freeze('2026-11-21T12:00:00Z');
beforeAll(async () => {
  gateway = await openGateway();
  store = await openDomainStore(gateway);
});
beforeEach(() => emptyCarts(gateway));
afterAll(thaw);

const of = (id: number) => ({ productId: `Product:${id}` });
const add = (id: number, more: object = {}) =>
  changed(gateway, 'cartAddItem', { ...of(id), ...more });

it('prices a product by the price list, never by what somebody says', async () => {
  const { item, cart } = await add(store.starter);
  expect(item).toMatchObject({
    type: 'PRODUCT',
    cycle: 'MONTHLY',
    price: { setupFee: '5.00', recurring: '10.00', amount: '15.00', fault: null },
  });
  expect(cart.totals).toMatchObject({ subtotal: '15.00', total: '15.00', itemCount: 1 });
  expect(cart.client.databaseId).toBe(gateway.carol);
  const priced = await change(gateway, 'cartAddItem', { ...of(store.starter), price: '0.01' });
  expect(priced.errors?.[0]?.message).toContain('price');
});

it('sees a new price as soon as it is set', async () => {
  await add(store.starter);
  await gateway.app.db.productPrice.updateMany({
    where: { productId: store.starter, cycle: 'MONTHLY' },
    data: { price: '11' },
  });
  const { cart } = await gateway.data('{ cart { totals { total } } }', {}, 'carol');
  expect(cart.totals.total).toBe('16.00');
  await gateway.app.db.productPrice.updateMany({
    where: { productId: store.starter, cycle: 'MONTHLY' },
    data: { price: '10' },
  });
});

it('prices in the client’s currency, with its taxes and its credit', async () => {
  const { db } = gateway.app;
  await db.setting.create({ data: { name: 'TaxEnabled', value: 'on' } });
  await db.taxRule.create({ data: { name: 'VAT', countryCode: 'GB', rate: '20' } });
  await db.client.update({
    where: { id: gateway.carol },
    data: { currencyCode: 'EUR', creditBalance: '10' },
  });
  // A VPS is 40 USD = 32 EUR, taxed with 6.40; 10 EUR of credit are taken.
  const { cart } = await add(store.vps);
  expect(cart).toMatchObject({
    currency: 'EUR',
    totals: { subtotal: '32.00', tax: '6.40', credit: '10.00', total: '28.40' },
  });
  await db.client.update({
    where: { id: gateway.carol },
    data: { currencyCode: 'USD', creditBalance: '0' },
  });
  await db.setting.deleteMany({ where: { name: 'TaxEnabled' } });
});

it('begins options with their first choice, and changes them', async () => {
  const { item } = await add(store.vps);
  expect(item.options.map(({ value }: any) => value)).toEqual(['4 GB', '0']);
  const choose = (input: object) =>
    changed(gateway, 'cartUpdateConfigOption', { itemId: item.id, ...input });
  await choose({
    optionId: `ConfigOption:${store.ram}`,
    choiceId: `ConfigOptionChoice:${store.ram8}`,
  });
  const { item: now } = await choose({ optionId: `ConfigOption:${store.ips}`, quantity: 3 });
  expect(now.options).toEqual([
    { value: '8 GB', price: '7.50', quantity: 1 },
    { value: '3', price: '6.00', quantity: 3 },
  ]);
  // 40 + 7.50 + 6, and 1 setup.
  expect(now.price).toMatchObject({ setupFee: '1.00', recurring: '53.50', amount: '54.50' });
});

it('takes an addon, lets it follow the cycle, and leaves it', async () => {
  const { item } = await add(store.vps);
  const addon = { itemId: item.id, addonId: `Addon:${store.backup}` };
  const taken = await changed(gateway, 'cartUpdateAddonOptions', { ...addon, isTaken: true });
  expect(taken.item.addons).toEqual([
    { addon: { name: 'Backup' }, cycle: 'MONTHLY', price: '3.00' },
  ]);
  expect(taken.cart.totals.total).toBe('45.00');
  const left = await changed(gateway, 'cartUpdateAddonOptions', { ...addon, isTaken: false });
  expect(left.cart.totals.total).toBe('40.00');
});

it.each([
  ['a product that is none', 'cartAddItem', { productId: 'Product:999' }, 'PRODUCT_NOT_FOUND'],
  ['a product of a hidden group', 'cartAddItem', { productId: 'Product:4' }, 'PRODUCT_NOT_FOUND'],
  [
    'a cycle without a price',
    'cartAddItem',
    { productId: 'Product:1', cycle: 'TRIENNIALLY' },
    'PRICE_MISSING',
  ],
  [
    'a choice without a price for the cycle',
    'cartAddItem',
    { productId: 'Product:3', cycle: 'ANNUALLY' },
    'PRICE_MISSING',
  ],
  [
    'several where one is allowed',
    'cartAddItem',
    { productId: 'Product:1', quantity: 2 },
    'QUANTITY_NOT_ALLOWED',
  ],
  ['more than there are', 'cartAddItem', { productId: 'Product:2', quantity: 3 }, 'STOCK_EXCEEDED'],
  ['none', 'cartAddItem', { productId: 'Product:1', quantity: 0 }, 'BAD_INPUT'],
  [
    'a client that is somebody else',
    'cartAddItem',
    { productId: 'Product:1', clientId: 'Client:2' },
    'CLIENT_NOT_FOUND',
  ],
])('refuses %s by name', async (_title, name, input, code) => {
  expect(codeOf(await change(gateway, name, input))).toBe(code);
  expect(await gateway.app.db.cartItem.count()).toBe(0);
});

it('refuses an option of another group, a foreign choice, an addon of another product', async () => {
  const { item } = await add(store.vps);
  const { item: plain } = await add(store.starter);
  const codes = await Promise.all(
    [
      [
        'cartUpdateConfigOption',
        {
          itemId: plain.id,
          optionId: `ConfigOption:${store.ram}`,
          choiceId: `ConfigOptionChoice:${store.ram4}`,
        },
      ],
      [
        'cartUpdateConfigOption',
        {
          itemId: item.id,
          optionId: `ConfigOption:${store.ram}`,
          choiceId: 'ConfigOptionChoice:3',
        },
      ],
      [
        'cartUpdateConfigOption',
        { itemId: item.id, optionId: `ConfigOption:${store.ips}`, quantity: 5 },
      ],
      [
        'cartUpdateAddonOptions',
        { itemId: plain.id, addonId: `Addon:${store.backup}`, isTaken: true },
      ],
    ].map(async ([name, input]) => codeOf(await change(gateway, name as string, input as object))),
  );
  expect(codes).toEqual([
    'CONFIG_OPTION_NOT_FOUND',
    'CONFIG_OPTION_CHOICE_NOT_FOUND',
    'BAD_INPUT',
    'ADDON_NOT_FOUND',
  ]);
});

it('does not tell another’s item from none', async () => {
  const { item } = await add(store.starter);
  const changes = ['cartDeleteItem', 'cartUpdateDomainConfigs', 'cartUpdateServerConfigs'];
  for (const name of changes) {
    const foreign = await change(gateway, name, { itemId: item.id }, 'stranger');
    const absent = await change(gateway, name, { itemId: 'CartItem:999' }, 'stranger');
    expect(codeOf(foreign)).toBe('CART_ITEM_NOT_FOUND');
    expect(foreign.errors).toEqual(absent.errors);
  }
  const { cart } = await gateway.data('{ cart { id } }', {}, 'stranger');
  expect(cart).toBeNull();
});

it('keeps visitors apart by credential and address, and hands their cart to the client', async () => {
  const visitor = { clientIp: '203.0.113.7' };
  const { cart } = await changed(
    gateway,
    'cartAddItem',
    { ...of(store.starter), ...visitor },
    'staff',
  );
  expect(cart.client).toBeNull();
  const QUERY =
    'query ($id: ID, $ip: String) { cart(clientId: $id, clientIp: $ip) { id client { databaseId } } }';
  const other = await gateway.data(QUERY, { ip: '203.0.113.8' });
  expect(other.cart).toBeNull();
  const elsewhere = await gateway.data(QUERY, { ip: '203.0.113.7' }, 'reseller');
  expect(elsewhere.cart).toBeNull();
  const owner = { clientId: `Client:${gateway.stranger}`, ...visitor };
  const seen = await gateway.data(QUERY, { id: owner.clientId, ip: visitor.clientIp });
  expect(seen.cart.id).toBe(cart.id);
  const { cart: adopted } = await changed(
    gateway,
    'cartAddItem',
    { ...of(store.vps), ...owner },
    'staff',
  );
  expect(adopted).toMatchObject({
    id: cart.id,
    client: { databaseId: gateway.stranger },
    totals: { itemCount: 2 },
  });
});

it('makes one cart when many things are put into it at once', async () => {
  await Promise.all(Array.from({ length: 12 }, () => add(store.starter)));
  expect(await gateway.app.db.cart.count()).toBe(1);
  expect(await gateway.app.db.cartItem.count()).toBe(12);
});

it('sells no more than there are to one cart, however the requests race', async () => {
  const answers = await Promise.all(
    Array.from({ length: 5 }, () => change(gateway, 'cartAddItem', of(store.business))),
  );
  expect(answers.filter(({ errors }) => !errors)).toHaveLength(2);
  expect(await gateway.app.db.cartItem.count()).toBe(2);
});

it('forgets a cart that nobody touched for its time', async () => {
  await add(store.starter);
  await gateway.app.db.cart.updateMany({ data: { expiresAt: new Date('2026-11-21T11:00:00Z') } });
  const { cart } = await gateway.data('{ cart { id } }', {}, 'carol');
  expect(cart).toBeNull();
  const { cart: fresh } = await add(store.vps);
  expect(fresh.totals.itemCount).toBe(1);
});

it('keeps a root password encrypted and shows dots', async () => {
  const { item } = await add(store.vps);
  const input = {
    itemId: item.id,
    hostname: 'Server.Example.com',
    rootPassword: 'tr0ub4dor&3',
    ns1: 'ns1.example.net',
    ns2: 'ns2.example.net',
  };
  const { item: now } = await changed(gateway, 'cartUpdateServerConfigs', input);
  expect(now).toMatchObject({
    hostname: 'server.example.com',
    nameservers: ['ns1.example.net', 'ns2.example.net'],
  });
  const row = await gateway.app.db.cartItem.findUniqueOrThrow({ where: { id: item.databaseId } });
  expect(row.rootPasswordEncrypted).toMatch(/^v1\./);
  const box = gateway.app.keyring.box('cart');
  expect(box.decrypt(row.rootPasswordEncrypted!, `cart_items:${row.id}`)).toBe('tr0ub4dor&3');
  const entry = await gateway.app.db.auditEntry.findFirst({
    where: { action: 'cartUpdateServerConfigs' },
    orderBy: { id: 'desc' },
  });
  expect(JSON.stringify(entry?.input)).not.toContain('tr0ub4dor');
  const QUERY = '{ cart { items { rootPassword } } }';
  const { cart } = await gateway.data(QUERY, {}, 'carol');
  expect(cart.items[0].rootPassword).toBe('•••');
});

it('holds custom fields against the product’s own', async () => {
  const { db } = gateway.app;
  const field = await db.customField.create({
    data: {
      owner: 'PRODUCT',
      productId: store.vps,
      name: 'Colour',
      type: 'DROPDOWN',
      options: ['red', 'blue'],
    },
  });
  const foreign = await db.customField.create({
    data: { owner: 'PRODUCT', productId: store.starter, name: 'Size' },
  });
  const { item } = await add(store.vps);
  const fill = (customFields: object[]) =>
    change(gateway, 'cartUpdateServerConfigs', { itemId: item.id, customFields });
  expect(codeOf(await fill([{ name: 'colour', value: 'green' }]))).toBe('CUSTOM_FIELD_INVALID');
  expect(codeOf(await fill([{ fieldId: `CustomField:${foreign.id}`, value: 'x' }]))).toBe(
    'CUSTOM_FIELD_NOT_FOUND',
  );
  expect((await fill([{ name: 'colour', value: 'blue' }])).errors).toBeUndefined();
  const values = await db.customFieldValue.findMany({ where: { cartItemId: item.databaseId } });
  expect(values).toMatchObject([{ fieldId: field.id, value: 'blue' }]);
});
