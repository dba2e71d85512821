import { afterAll, beforeAll, expect, it } from 'vitest';
import { booksAreRight } from '#test/billing/books.ts';
import { codeOf, type Gateway, openGateway } from '#test/gateway.ts';
import { type MoneyShop, openMoneyShop } from '#test/orders/money-shop.ts';
import { sell, waiting } from './cast.ts';

// Right values are worked out beside each test, by the rules of cases/money.md.
let gateway: Gateway;
let store: MoneyShop;
beforeAll(async () => {
  gateway = await openGateway();
  store = await openMoneyShop(gateway);
  const renewPrices = ['12.95', '25.90'];
  await sell(gateway, 'com', { registerPrices: ['12.95', '25.90'], renewPrices });
  await sell(gateway, 'ai', { registerPrices: [null, '60'], renewPrices: [null, '60'] });
});
afterAll(async () => {
  await booksAreRight(gateway);
});

const rapi = async (command: string, form: Record<string, string | number>) => {
  const reply = await gateway.rapi(command, form);
  expect([command, reply]).toEqual([command, expect.objectContaining({ result: 'success' })]);
  return reply;
};
const rowOf = (id: number) => gateway.app.db.domain.findUniqueOrThrow({ where: { id } });
/** A registered domain that falls due on a day. */
const held = (clientId: number, name: string, due: string, more: object = {}) =>
  waiting(gateway, name, {
    clientId,
    status: 'ACTIVE',
    registeredOn: new Date(`${Number(due.slice(0, 4)) - 2}${due.slice(4)}`),
    expiresOn: new Date(due),
    nextDueOn: new Date(due),
    nextInvoiceOn: new Date(due),
    ...more,
  });

it('holds a promotion set on a domain for as many renewals as it says (M13)', async () => {
  const client = await store.client('Ann');
  const promo_id = await store.promotion('WELCOME20', {
    type: 'PERCENTAGE',
    value: '20',
    isRecurring: true,
    recurForCycles: 3,
  });
  store.on('2027-02-01');
  const domain_id = await held(client, 'three.com', '2027-02-10', { years: 2 });
  const form = { domain_id, promo_id, registrationperiod: 2 };
  await rapi('UpdateClientDomain', { ...form, auto_recalculate_recurring_price: 'on' });
  const billed: string[] = [];
  for (const year of [2027, 2029, 2031, 2033]) {
    store.on(`${year}-02-01`);
    const [invoice] = await store.generate(client);
    billed.push((await store.invoice(invoice!)).total);
    await store.pay(invoice!);
  }
  // 25.90 − 5.18 three times, then the whole price.
  expect(billed).toEqual(['20.72', '20.72', '20.72', '25.90']);
});

it('refuses a period without a price instead of keeping the old one (M13)', async () => {
  const client = await store.client('Bea');
  const domain_id = await held(client, 'two.ai', '2027-02-10', { years: 2, recurringAmount: 60 });
  const form = { domain_id, registrationperiod: 1, auto_recalculate_recurring_price: 'yes' };
  expect(await gateway.rapi('UpdateClientDomain', form)).toMatchObject({ result: 'error' });
  expect(await rowOf(domain_id)).toMatchObject({ years: 2 });
  const input = { domainId: `Domain:${domain_id}`, years: 1, recalculateRecurring: true };
  const answer = await gateway.ask(
    `mutation ($input: UpdateClientDomainInput!) { updateClientDomain(input: $input) { domain { id } } }`,
    { input },
  );
  expect(codeOf(answer)).toBe('PRICE_MISSING');
});

it('takes a percentage off a domain with its addons, at first and at each renewal (rule 12)', async () => {
  await sell(gateway, 'net', {
    registerPrices: ['10'],
    renewPrices: ['10'],
    addonPrices: [{ addon: 'ID_PROTECTION', price: '4' }],
    offersIdProtection: true,
  });
  store.on('2026-05-10');
  const client = gateway.carol;
  await store.promotion('QUARTER', { type: 'PERCENTAGE', value: '25', isRecurring: true });
  const owner = { user_id: client, client_ip_address: '203.0.113.9' };
  const { item_id } = await rapi('CartAddDomain', { domain: 'safe.net', ...owner });
  await rapi('CartUpdateDomainConfigs', {
    id: item_id,
    ...owner,
    dns1: 'ns1.host.test',
    dns2: 'ns2.host.test',
  });
  await gateway.data(
    `mutation ($input: CartUpdateDomainConfigsInput!) { cartUpdateDomainConfigs(input: $input) { item { id } } }`,
    { input: { itemId: `CartItem:${item_id}`, idProtection: true } },
  );
  await rapi('ApplyPromotion', { code: 'QUARTER', ...owner });
  const placed = await rapi('AddOrder', {
    user_id: client,
    payment_method: 'mailin',
    user_ip: '203.0.113.9',
    userAgent: 'x',
    acceptLanguage: 'en',
  });
  // 10.00 − 2.50 + 4.00 − 1.00.
  expect((await store.invoice(Number(placed.invoice_id))).total).toBe('10.50');
  const domain_id = Number(placed.domainids);
  expect((await rowOf(domain_id)).recurringAmount.toFixed(2)).toBe('10.50');
  await rapi('UpdateClientDomain', { domain_id, auto_recalculate_recurring_price: 'on' });
  expect((await rowOf(domain_id)).recurringAmount.toFixed(2)).toBe('10.50');
});

it('charges the fee of a late renewal as a cart does: the group’s discount off (rule 1)', async () => {
  store.on('2027-02-01');
  const group = await gateway.app.db.clientGroup.create({
    data: { name: 'Tenth', discountPercent: '10' },
  });
  const client = await store.client('Dan', { groupId: group.id });
  const domain_id = await held(client, 'late.com', '2027-02-10', { recurringAmount: '12.95' });
  const [invoice] = await store.generate(client);
  await rapi('UpdateClientDomain', { domain_id, status: 'Grace' });
  // 12.95 − 1.30 + 5.00 − 0.50
  expect((await store.invoice(invoice!)).balance).toBe('16.15');
  await rapi('UpdateClientDomain', { domain_id, status: 'Redemption' });
  // 12.95 − 1.30 + 80.00 − 8.00
  expect((await store.invoice(invoice!)).balance).toBe('83.65');
});

it('leaves a domain free that goes with a running service, also recalculated (rule 11)', async () => {
  const client = await store.client('Eve');
  store.on('2026-06-01');
  const product = await store.product('Free', { prices: [{ cycle: 'MONTHLY', price: '5' }] });
  const { service } = await store.buy(client, product);
  const domain_id = await held(client, 'gift.com', '2027-02-10', {
    serviceId: service,
    isFreeWithService: true,
    recurringAmount: 0,
  });
  await rapi('UpdateClientDomain', { domain_id, auto_recalculate_recurring_price: 'on' });
  expect((await rowOf(domain_id)).recurringAmount.toFixed(2)).toBe('0.00');
});
