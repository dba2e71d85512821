import { beforeAll, expect, it } from 'vitest';
import { type Gateway, openGateway } from '#test/gateway.ts';
import { sell } from './cast.ts';

let gateway: Gateway;
beforeAll(async () => {
  gateway = await openGateway();
  const bank = { label: 'mailin', module: 'mailin', displayName: 'Bank', isActive: true };
  await gateway.app.db.gateway.create({ data: bank });
  await sell(gateway, 'com');
  await sell(gateway, 'co.uk', { registerPrices: ['7.50'], renewPrices: ['7.50'] });
  await sell(gateway, 'uk', { registerPrices: ['6'], renewPrices: ['6'] });
  await sell(gateway, 'asks', {
    fields: [{ name: 'taxid', label: 'Tax number', isRequired: true }],
  });
  await sell(gateway, 'lang', { idnLanguages: ['de', 'fr'] });
});

const ip = '203.0.113.9';
const set = (setting: string, value: string) =>
  gateway.rapi('SetConfigurationValue', { setting, value });
const cart = (domain: string, user_id = gateway.carol) =>
  gateway.rapi('CartAddDomain', { domain, user_id, client_ip_address: ip });
const order = (user_id = gateway.carol) =>
  gateway.rapi('AddOrder', {
    user_id,
    payment_method: 'mailin',
    user_ip: ip,
    userAgent: 'Browser/1.0',
    acceptLanguage: 'en',
  });
const empty = () => gateway.app.db.cart.deleteMany({});
const rowOf = (name: string) =>
  gateway.app.db.domain.findFirstOrThrow({ where: { name }, orderBy: { id: 'desc' } });
const configure = (id: number, more: Record<string, string>) =>
  gateway.rapi('CartUpdateDomainConfigs', { id, ...more });

it('asks the registry by the TLD with the most labels (D2, M12)', async () => {
  expect((await cart('gold2-premium.co.uk')).message).toBe(
    'The registry asks a special price for that name.',
  );
  expect((await cart('shop2-taken.co.uk')).message).toBe('The domain is not available.');
  expect((await cart('plain.co.uk')).result).toBe('success');
  await empty();
});

it('sells no public ending itself (D20)', async () => {
  for (const name of ['co.uk', 'org.uk'])
    expect((await cart(name)).message).toBe('Domain not valid');
});

it('refuses an order without name servers before money, naming the domain (D5)', async () => {
  await cart('auto-one.com');
  expect((await order()).message).toBe('ns1 and ns2 required (auto-one.com)');
  expect(await gateway.app.db.invoice.count()).toBe(0);
  expect(await gateway.app.db.order.count()).toBe(0);
});

it('registers with the default name servers where nobody names any (D5, M29)', async () => {
  await set('DefaultNameserver1', 'ns1.house.test');
  await set('DefaultNameserver2', 'ns2.house.test');
  const placed = await order();
  expect(placed.result).toBe('success');
  await gateway.rapi('AcceptOrder', { order_id: placed.order_id });
  expect(await rowOf('auto-one.com')).toMatchObject({
    status: 'ACTIVE',
    ns1: 'ns1.house.test',
    ns2: 'ns2.house.test',
    ns3: '',
  });
});

it('transfers a domain with the name servers it has (D6, M29)', async () => {
  const form = { domain: 'move-one.com', eppcode: 'ABC-1', user_id: gateway.carol };
  const added = await gateway.rapi('CartAddDomainTransfer', { ...form, client_ip_address: ip });
  expect(added.result).toBe('success');
  const placed = await order();
  expect((await gateway.rapi('AcceptOrder', { order_id: placed.order_id })).result).toBe('success');
  expect(await rowOf('move-one.com')).toMatchObject({ status: 'PENDING_TRANSFER', ns1: '' });
  const held = await gateway.app.db.sandboxDomain.findUniqueOrThrow({
    where: { name: 'move-one.com' },
  });
  expect(held.nameservers).toEqual([]);
});

it('sells a transfer for the one year that it adds (D8)', async () => {
  await sell(gateway, 'net', {
    defaultYears: 2,
    registerPrices: ['9', '18'],
    renewPrices: ['10', '20'],
    transferPrices: ['11', '20'],
  });
  const form = { domain: 'move.net', eppcode: 'ABC-1', user_id: gateway.carol };
  const { item_id } = await gateway.rapi('CartAddDomainTransfer', {
    ...form,
    client_ip_address: ip,
  });
  const item = await gateway.app.db.cartItem.findUniqueOrThrow({ where: { id: Number(item_id) } });
  expect(item.years).toBe(1);
  const longer = { id: item_id, cycle: '2', user_id: gateway.carol, client_ip_address: ip };
  expect((await gateway.rapi('CartChangeDuration', longer)).result).toBe('error');
  const placed = await order();
  const invoice = await gateway.app.db.invoice.findUniqueOrThrow({
    where: { id: Number(placed.invoice_id) },
  });
  expect(invoice.total.toFixed(2)).toBe('11.00');
});

it.each([
  ['an empty place', ',60'],
  ['-1, as WHMCS writes it', '-1,60'],
])('offers no first year for %s (D9, M36)', async (_title, prices) => {
  const TLD = prices.startsWith('-') ? '.ai' : '.bi';
  const created = await gateway.rapi('CreateTLD', {
    TLD,
    REG: 'sandbox',
    default_registration_period_price_off_from_cart: 'NO',
    voucher_required: 'NO',
    default_registration_period: 2,
    cost: 8,
    register: prices,
    renew: prices,
    transfer: 11,
  });
  expect(created.result).toBe('success');
  const { item_id } = await cart(`one${TLD}`);
  const item = await gateway.app.db.cartItem.findUniqueOrThrow({ where: { id: Number(item_id) } });
  expect(item.years).toBe(2);
  const shorter = { id: item_id, cycle: '1', user_id: gateway.carol, client_ip_address: ip };
  expect((await gateway.rapi('CartChangeDuration', shorter)).result).toBe('error');
  await empty();
});

it('takes null for a period that is not offered, and 0 for a price (D9, M36)', async () => {
  await sell(gateway, 'nullish', { registerPrices: [null, '60'], renewPrices: ['0', '60'] });
  const prices = await gateway.app.db.tldPrice.findMany({
    where: {
      tld: { extension: 'nullish' },
      currencyCode: 'USD',
      action: { in: ['REGISTER', 'RENEW'] },
    },
    orderBy: [{ action: 'asc' }, { years: 'asc' }],
  });
  expect(prices.map(({ action, years, price }) => [action, years, price.toFixed()])).toEqual([
    ['REGISTER', 2, '60'],
    ['RENEW', 1, '0'],
    ['RENEW', 2, '60'],
  ]);
});

it('keeps no old amount for a period without a price (D10)', async () => {
  const { id } = await rowOf('auto-one.com');
  const form = { domain_id: id, registrationperiod: 9, auto_recalculate_recurring_price: 'yes' };
  expect((await gateway.rapi('UpdateClientDomain', form)).result).toBe('error');
  expect((await rowOf('auto-one.com')).years).toBe(1);
});

it('asks what a registry wants before money (D15)', async () => {
  const { item_id } = await cart('x1.asks');
  const refused = await order();
  expect(refused.message).toBe('Tax number is required. (x1.asks)');
  await configure(item_id, { additional: JSON.stringify({ taxid: '42' }) });
  expect((await order()).result).toBe('success');
});

it('asks for the language of an internationalised name before money (D16)', async () => {
  await set('AllowIDNDomains', 'on');
  const { item_id } = await cart('münchen-laden.lang');
  expect((await order()).message).toContain('Invalid IDN Language. Must be one of: de, fr');
  const wrong = await configure(item_id, { additional: JSON.stringify({ idnLanguage: 'es' }) });
  expect(wrong.message).toBe('Invalid IDN Language. Must be one of: de, fr');
  await configure(item_id, { additional: JSON.stringify({ idnLanguage: 'de' }) });
  const placed = await order();
  expect(placed.result).toBe('success');
  await gateway.rapi('AcceptOrder', { order_id: placed.order_id });
  expect(await rowOf('xn--mnchen-laden-dlb.lang')).toMatchObject({
    status: 'ACTIVE',
    idnLanguage: 'de',
  });
});

it('takes the only language there is by itself (D16)', async () => {
  await sell(gateway, 'single', { idnLanguages: ['de'] });
  await cart('münchen.single');
  const placed = await order();
  await gateway.rapi('AcceptOrder', { order_id: placed.order_id });
  expect(await rowOf('xn--mnchen-3ya.single')).toMatchObject({
    status: 'ACTIVE',
    idnLanguage: 'de',
  });
});

it('refuses names no registrar can be told, and sells to those that can be spelled (D17)', async () => {
  const { db } = gateway.app;
  const { firstName } = await db.client.findUniqueOrThrow({ where: { id: gateway.carol } });
  await db.client.update({ where: { id: gateway.carol }, data: { firstName: '山田' } });
  await cart('yamada.com');
  expect((await order()).message).toContain('registrant.firstName has to be written in Latin');
  await db.client.update({ where: { id: gateway.carol }, data: { firstName: 'Αλέξης' } });
  const placed = await order();
  await gateway.rapi('AcceptOrder', { order_id: placed.order_id });
  expect((await rowOf('yamada.com')).status).toBe('ACTIVE');
  const held = await db.sandboxDomain.findUniqueOrThrow({ where: { name: 'yamada.com' } });
  expect(held.contacts).toMatchObject({ registrant: { firstName: 'Alexis' } });
  const stored = await db.domainContact.findFirstOrThrow({
    where: { domain: { name: 'yamada.com' } },
  });
  expect(stored.firstName).toBe('Αλέξης');
  await db.client.update({ where: { id: gateway.carol }, data: { firstName } });
});

it('sells one name to one of two who have it in their carts (D33)', async () => {
  await cart('one-name.com');
  await cart('one-name.com', gateway.stranger);
  expect((await order()).result).toBe('success');
  expect((await order(gateway.stranger)).message).toBe('The domain is not available.');
});

it('asks once more whether a name is free when the order is placed (D33)', async () => {
  await cart('gone-meanwhile.com');
  await gateway.app.db.sandboxDomain.create({
    data: {
      name: 'gone-meanwhile.com',
      status: 'active',
      registeredAt: new Date(),
      expiresAt: new Date('2030-01-01'),
      contacts: {},
      eppCodeEncrypted: '',
      hosts: [],
      records: {},
    },
  });
  expect((await order()).message).toContain('The domain is not available.');
});
