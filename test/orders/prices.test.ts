import { afterAll, beforeAll, expect, it } from 'vitest';
import { booksAreRight } from '#test/billing/books.ts';
import { changed } from '#test/cart/fill.ts';
import { codeOf, type Gateway, openGateway } from '#test/gateway.ts';
import { type MoneyShop, openMoneyShop, visitor } from './money-shop.ts';

// Right values are worked out beside each test, by the rules of cases/money.md.
let gateway: Gateway;
let store: MoneyShop;

const monthly = (price: string, setupFee = '0') => [{ cycle: 'MONTHLY', price, setupFee }];
const cart = async (client: number) =>
  (
    await gateway.data(
      `query ($id: ID!) { cart(clientId: $id) { totals { subtotal discount tax credit total }
        items { price { amount recurring discount } } } }`,
      { id: `Client:${client}` },
    )
  ).cart;
const recurringOf = async (id: number) =>
  (await gateway.app.db.service.findUniqueOrThrow({ where: { id } })).recurringAmount.toFixed(2);
const addItem = (client: number, product: number, more: object = {}) =>
  gateway.ask(
    `mutation ($input: CartAddItemInput!) { cartAddItem(input: $input) {
      item { price { amount recurring } } } }`,
    {
      input: {
        clientId: `Client:${client}`,
        productId: `Product:${product}`,
        cycle: 'MONTHLY',
        ...more,
      },
    },
  );

beforeAll(async () => {
  gateway = await openGateway();
  store = await openMoneyShop(gateway);
});
afterAll(async () => {
  await booksAreRight(gateway);
});

it('sells nothing at a cycle that it has no price for, unless it is free (M1)', async () => {
  store.on('2026-06-01');
  const client = await store.client('Ann');
  const paid = await store.product('Business', { prices: monthly('12.95') });
  const free = await store.product('Gift', { payType: 'FREE' });
  const form = { user_id: client, hosting: paid, client_ip_address: '203.0.113.9' };
  const reply = await gateway.rapi('CartAddItem', { ...form, duration: 'Free' });
  expect(reply).toMatchObject({ result: 'error', message: 'Invalid Billing Cycle' });
  for (const cycle of ['FREE', 'ONE_TIME'])
    expect(codeOf(await addItem(client, paid, { cycle }))).toBe('PRICE_MISSING');
  expect(codeOf(await addItem(client, free, { cycle: 'MONTHLY' }))).toBe('PRICE_MISSING');
  const { invoice } = await store.order(client, free, { cycle: 'FREE' });
  expect(await store.invoice(invoice)).toMatchObject({ total: '0.00', status: 'PAID' });
});

it('gives no addon away by a free cycle (M1)', async () => {
  store.on('2026-06-01');
  const client = await store.client('Abe');
  const product = await store.product('Host', { prices: monthly('10') });
  const addon = await addonOf(product, 'Backup', monthly('8'));
  const { data } = await gateway.ask(
    `mutation ($input: CartAddItemInput!) { cartAddItem(input: $input) { item { id } } }`,
    { input: { clientId: `Client:${client}`, productId: `Product:${product}` } },
  );
  const itemId = data.cartAddItem.item.id;
  const free = await gateway.ask(
    `mutation ($input: CartUpdateAddonOptionsInput!) { cartUpdateAddonOptions(input: $input) {
      item { id } } }`,
    { input: { itemId, addonId: `Addon:${addon}`, isTaken: true, cycle: 'FREE' } },
  );
  expect(codeOf(free)).toBe('PRICE_MISSING');
});

const addonOf = async (product: number, name: string, prices: object[], more = {}) => {
  const { createAddon } = await gateway.data(
    `mutation ($input: CreateAddonInput!) { createAddon(input: $input) { addon { databaseId } } }`,
    { input: { name, prices, productIds: [`Product:${product}`], ...more } },
  );
  return createAddon.addon.databaseId as number;
};

/** A group with a switch at 5.00 (setup 2.00) and a counter at 1.235. */
const optionsOf = async () => {
  const group = await gateway.data(
    `mutation { createConfigOptionGroup(input: { name: "Extras" }) { configOptionGroup { id } } }`,
  );
  const groupId = group.createConfigOptionGroup.configOptionGroup.id;
  const option = (input: object) =>
    gateway.data(
      `mutation ($input: CreateConfigOptionInput!) { createConfigOption(input: $input) {
        configOption { databaseId } } }`,
      { input: { groupId, ...input } },
    );
  const price = (amount: string, setupFee: string) => [
    { name: 'one', prices: [{ cycle: 'MONTHLY', price: amount, setupFee }] },
  ];
  await option({ name: 'SSL', type: 'YES_NO', choices: price('5', '2') });
  await option({ name: 'IP', type: 'QUANTITY', maxQuantity: 9, choices: price('1.235', '0') });
  return groupId as string;
};

it('charges nothing for options that are off (M14)', async () => {
  const group = await optionsOf();
  const configOptionGroupIds = [group];
  const a = await store.product('A', { prices: monthly('10', '5'), configOptionGroupIds });
  const c = await store.product('C', { prices: monthly('30'), configOptionGroupIds });
  await store.paths(a, c);
  store.on('2026-06-01');
  const client = await store.client('Bob');
  const { service, invoice } = await store.buy(client, a);
  expect((await store.invoice(invoice)).total).toBe('15.00');
  await gateway.rapi('UpdateClientProduct', {
    service_id: service,
    auto_recalculate_recurring_price: 'YES',
  });
  expect(await recurringOf(service)).toBe('10.00');
  const quote = await store.quote(service, { productId: `Product:${c}` });
  expect(quote.recurring).toBe('30.00');
  await store.promotion('THIRD', {
    type: 'PERCENTAGE',
    value: '33.33',
    isRecurring: true,
    recurForCycles: 2,
  });
  const other = await store.client('Bea');
  await store.buy(other, c, { code: 'THIRD' });
  const totals: string[] = [];
  for (const day of ['2026-07-01', '2026-08-01', '2026-09-01']) {
    store.on(day);
    const [renewal] = await store.generate(other);
    totals.push((await store.invoice(renewal!)).total);
    await store.pay(renewal!);
  }
  // 30.00 − 9.999 → 10.00; then the code is over.
  expect(totals).toEqual(['20.00', '20.00', '30.00']);
});

it('takes a percentage of the line, not of one unit (M15)', async () => {
  store.on('2026-06-01');
  const client = await store.client('Cid');
  const cents = await store.product('Cents', { prices: monthly('0.05'), quantityAllowed: true });
  await store.promotion('TEN', { type: 'PERCENTAGE', value: '10' });
  await addItem(client, cents, { quantity: 1000 });
  const input = { clientId: `Client:${client}`, code: 'TEN' };
  const { discount } = await changed(gateway, 'applyPromotion', input, 'staff');
  expect(discount).toBe('5.00');
  expect((await cart(client)).totals).toMatchObject({ discount: '5.00', total: '45.00' });
});

it('rounds a line once, at first and at each renewal (M16)', async () => {
  store.on('2026-06-01');
  const client = await store.client('Dan');
  for (const [price, amount] of [
    ['0.0049', '4.90'],
    ['0.005', '5.00'],
  ] as const) {
    const product = await store.product(`Fine ${price}`, {
      prices: monthly(price),
      quantityAllowed: true,
    });
    const { data } = await addItem(client, product, { quantity: 1000 });
    expect(data.cartAddItem.item.price).toEqual({ amount, recurring: amount });
    await gateway.app.db.cart.deleteMany({ where: { clientId: client } });
    const { invoice } = await store.buy(client, product, { quantity: 1000 });
    expect((await store.invoice(invoice)).total).toBe(amount);
  }
});

it('keeps a recurring promotion for addons, for as many renewals as it says (M18)', async () => {
  const product = await store.product('Main', { prices: monthly('30') });
  const addon = await addonOf(product, 'Mail', monthly('8'));
  await store.promotion('QUARTER', {
    type: 'PERCENTAGE',
    value: '25',
    isRecurring: true,
    recurForCycles: 2,
  });
  store.on('2026-06-01');
  const client = await store.client('Eve');
  const first = await store.buy(client, product, { addon, code: 'QUARTER' });
  const totals = [(await store.invoice(first.invoice)).total];
  for (const day of ['2026-07-01', '2026-08-01', '2026-09-01']) {
    store.on(day);
    const [renewal] = await store.generate(client);
    totals.push((await store.invoice(renewal!)).total);
    await store.pay(renewal!);
  }
  // 22.50 + 6.00 as long as it holds, then 30.00 + 8.00.
  expect(totals).toEqual(['28.50', '28.50', '28.50', '38.00']);
});

it('taxes what is left after a discount, and nothing that costs nothing (M20)', async () => {
  await store.setting('TaxEnabled', 'on');
  await store.taxRule({ level: 1, country: 'FR', name: 'TVA', rate: '20' });
  store.on('2026-06-01');
  const client = await store.client('Flo', { countryCode: 'FR' });
  const product = await store.product('Setup', {
    prices: monthly('10.02', '10.02'),
    isTaxed: true,
  });
  await store.promotion('ALL', { type: 'PERCENTAGE', value: '100' });
  const free = await store.order(client, product, { code: 'ALL' });
  expect(await store.invoice(free.invoice)).toMatchObject({
    total: '0.00',
    tax: '0.00',
    status: 'PAID',
  });
  await gateway.app.db.tld.create({
    data: {
      extension: 'cheap',
      currencyCode: 'USD',
      prices: {
        create: [1, 2, 3].map((years) => ({
          action: 'REGISTER' as const,
          years,
          price: (0.83 * years).toFixed(2),
          currencyCode: 'USD',
        })),
      },
    },
  });
  await store.setting('TaxDomains', 'on');
  await store.promotion('TWOTHIRDS', { type: 'PERCENTAGE', value: '67' });
  const owner = { clientId: `Client:${client}` };
  await changed(gateway, 'cartAddDomain', { ...owner, domainName: 'one.cheap', years: 3 }, 'staff');
  await changed(gateway, 'applyPromotion', { ...owner, code: 'TWOTHIRDS' }, 'staff');
  // 2.49 − 1.67 = 0.82; its tax 0.164 → 0.16.
  expect((await cart(client)).totals).toMatchObject({ tax: '0.16', total: '0.98' });
  const placed = await gateway.rapi('AddOrder', {
    user_id: client,
    payment_method: 'mailin',
    ...visitor,
  });
  const invoice = await store.invoice(Number(placed.invoice_id));
  expect(invoice).toMatchObject({ tax: '0.16', total: '0.98' });
  expect(invoice.lines.map(({ tax }) => tax)).toEqual(['0.50', '-0.34']);
  await store.setting('TaxEnabled', '');
});

it('charges a part of a period by the days of the regular one (M21)', async () => {
  await gateway.app.db.currency.create({ data: { code: 'JPY', rate: '150', suffix: ' JPY' } });
  const product = await store.product('Prorata', {
    prices: [...monthly('31'), { cycle: 'MONTHLY', price: '10000', currency: 'JPY' }],
    prorataEnabled: true,
    prorataDay: 1,
  });
  const yen = await store.client('Gil', { currencyCode: 'JPY' });
  const usd = await store.client('Guy');
  for (const [day, dollars, inYen] of [
    ['2027-01-29', '3.00', '968'],
    // 2/31 × 10000 = 645.16.
    ['2027-01-30', '2.00', '645'],
    ['2027-01-31', '1.00', '323'],
  ] as const) {
    store.on(day);
    for (const [client, amount] of [
      [usd, dollars],
      [yen, inYen],
    ] as const) {
      await addItem(client, product);
      expect((await cart(client)).totals.total).toBe(amount);
      await gateway.app.db.cart.deleteMany({ where: { clientId: client } });
    }
  }
});

it('comes back to the billing day after a shorter month (M22)', async () => {
  const product = await store.product('Last', {
    prices: monthly('31'),
    prorataEnabled: true,
    prorataDay: 31,
  });
  store.on('2027-02-28');
  const client = await store.client('Hal');
  const { invoice, service } = await store.buy(client, product);
  expect((await store.invoice(invoice)).total).toBe('31.00');
  const due: (string | undefined)[] = [];
  for (let renewals = 0; renewals < 3; renewals += 1) {
    const { nextDueOn } = await gateway.app.db.service.findUniqueOrThrow({
      where: { id: service },
    });
    due.push(nextDueOn!.toISOString().slice(0, 10));
    store.on(due.at(-1)!);
    const [renewal] = await store.generate(client);
    await store.pay(renewal!);
  }
  expect(due).toEqual(['2027-03-31', '2027-04-30', '2027-05-31']);
});

it('spends the credit that the cart showed (M24)', async () => {
  store.on('2026-06-01');
  const client = await store.client('Ida');
  const product = await store.product('Ten', { prices: monthly('10') });
  const add = (amount: number) =>
    gateway.rapi('AddCredit', { user_id: client, amount, description: 'Gift' });
  await add(4);
  await addItem(client, product);
  expect((await cart(client)).totals).toMatchObject({ credit: '4.00', total: '6.00' });
  const placed = await gateway.rapi('AddOrder', {
    user_id: client,
    payment_method: 'mailin',
    ...visitor,
  });
  expect(await store.invoice(Number(placed.invoice_id))).toMatchObject({
    credit: '4.00',
    balance: '6.00',
    status: 'UNPAID',
  });
  await add(25);
  const { invoice } = await store.order(client, product);
  expect(await store.invoice(invoice)).toMatchObject({ credit: '10.00', status: 'PAID' });
  expect(await store.credit(client)).toBe('15.00');
});

it('takes the same percentage off as a promotion and as a discount of a line (M28)', async () => {
  store.on('2026-06-01');
  const client = await store.client('Joe');
  const product = await store.product('Odd', { prices: monthly('34.90') });
  await store.promotion('FIFTEEN', { type: 'PERCENTAGE', value: '15' });
  const { invoice } = await store.order(client, product, { code: 'FIFTEEN' });
  expect((await store.invoice(invoice)).total).toBe('29.66');
  for (const [line, total] of [
    [{ name: 'Odd', rate: 34.9, discount: 15 }, '29.66'],
    // 6.965 → 6.97, less 0.870625 → 0.87.
    [{ name: 'Hours', qty: 3.5, rate: 1.99, discount: 12.5 }, '6.10'],
  ] as const) {
    const made = await gateway.rapi('CreateInvoice', {
      user_id: client,
      status: 2,
      line_items: JSON.stringify([line]),
    });
    expect((await store.invoice(Number(made.invoice_id ?? made.invoiceid))).total).toBe(total);
  }
});
