import { beforeAll, expect, it } from 'vitest';
import { startRenewingPaid } from '#modules/domains/ordering/renew-paid.ts';
import { startOrders } from '#modules/orders/automation.ts';
import { startServices } from '#modules/services/automation.ts';
import { type Gateway, openGateway } from '#test/gateway.ts';
import { addEuro, sell } from './cast.ts';

/*
 * The sandbox's registry asks 1,500.00 USD for the registration of a `-premium` name and 150.00 for
 * each further year, and takes no order for less. With a markup of 20 %: 1500 × 1.2 = 1800.00 and
 * 150 × 1.2 = 180.00; in euro at 2 for 1 dollar 3600.00 and 360.00.
 */
let gateway: Gateway;
const ip = '203.0.113.9';
const set = (setting: string, value: string) =>
  gateway.rapi('SetConfigurationValue', { setting, value });
const cart = (domain: string) =>
  gateway.rapi('CartAddDomain', { domain, user_id: gateway.carol, client_ip_address: ip });
const order = () =>
  gateway.rapi('AddOrder', {
    user_id: gateway.carol,
    payment_method: 'mailin',
    user_ip: ip,
    userAgent: 'Browser/1.0',
    acceptLanguage: 'en',
  });
const search = async (name: string, currency = 'USD') => {
  const document = `query ($name: String!, $currency: CurrencyCode) {
    domainSearch(name: $name, currency: $currency) {
      status isPremium prices { action years price { amount currency } }
    }
  }`;
  return (await gateway.data(document, { name, currency })).domainSearch[0];
};
const pay = (invoice_id: number, trans_id: string) =>
  gateway.rapi('AddInvoicePayment', { invoice_id, trans_id });
const domainOf = async (name: string) => {
  const document = `query ($name: String!) { domain(by: { name: $name }) {
    databaseId status isPremium expiresOn recurring { amount }
    premiumCost { amount currency } premiumFirstCost { amount currency }
  } }`;
  return (await gateway.data(document, { name })).domain;
};

beforeAll(async () => {
  gateway = await openGateway(startServices, startOrders, startRenewingPaid);
  const bank = { label: 'mailin', module: 'mailin', displayName: 'Bank', isActive: true };
  await gateway.app.db.gateway.create({ data: bank });
  await addEuro(gateway);
  await set('DefaultNameserver1', 'ns1.house.test');
  await set('DefaultNameserver2', 'ns2.house.test');
  await sell(gateway, 'com', { defaultYears: 2 });
});

it('shows premium names as unavailable and sells none until the setting is on (D28)', async () => {
  expect(await search('gold1-premium.com')).toEqual({
    status: 'UNAVAILABLE',
    isPremium: true,
    prices: [],
  });
  expect((await cart('gold1-premium.com')).result).toBe('error');
});

it('sells a premium name at the registry’s price with the markup, for one year (D28)', async () => {
  await set('PremiumDomains', 'on');
  await set('PremiumDomainMarkup', '20');
  const prices = (currency: string, first: string, next: string) => [
    { action: 'REGISTER', years: 1, price: { amount: first, currency } },
    { action: 'RENEW', years: 1, price: { amount: next, currency } },
  ];
  expect(await search('gold1-premium.com')).toEqual({
    status: 'AVAILABLE',
    isPremium: true,
    prices: prices('USD', '1800.00', '180.00'),
  });
  expect((await search('gold1-premium.com', 'EUR')).prices).toEqual(
    prices('EUR', '3600.00', '360.00'),
  );

  const item = await cart('gold1-premium.com');
  expect(item.result).toBe('success');
  const longer = { id: item.item_id, cycle: '2', user_id: gateway.carol };
  const changed = await gateway.rapi('CartChangeDuration', { ...longer, client_ip_address: ip });
  expect(changed.result).toBe('error');

  const placed = await order();
  expect(placed.result).toBe('success');
  const invoice = await gateway.rapi('GetInvoice', { invoice_id: placed.invoice_id });
  expect(invoice.total).toBe('1800.00');
  await pay(placed.invoice_id, 'gold-1');
  await expect
    .poll(() => domainOf('gold1-premium.com'), { timeout: 10_000 })
    .toMatchObject({
      status: 'ACTIVE',
      isPremium: true,
      recurring: { amount: '180.00' },
      premiumFirstCost: { amount: '1500.00', currency: 'USD' },
      premiumCost: { amount: '150.00', currency: 'USD' },
    });
});

it('renews a premium name at the registry’s renewal price (D28, D26)', async () => {
  const { databaseId, expiresOn } = await domainOf('gold1-premium.com');
  const form = { domain_id: databaseId, user_id: gateway.carol, client_ip_address: ip };
  const item = await gateway.rapi('CartAddDomainRenew', form);
  const longer = { id: item.item_id, cycle: '3', user_id: gateway.carol, client_ip_address: ip };
  expect((await gateway.rapi('CartChangeDuration', longer)).result).toBe('success');
  const placed = await order();
  const invoice = await gateway.rapi('GetInvoice', { invoice_id: placed.invoice_id });
  // 3 × 150 × 1.2
  expect(invoice.total).toBe('540.00');
  await pay(placed.invoice_id, 'gold-2');
  const year = Number(expiresOn.slice(0, 4)) + 3;
  await expect
    .poll(async () => (await domainOf('gold1-premium.com')).expiresOn, { timeout: 10_000 })
    .toBe(`${year}${expiresOn.slice(4)}`);
});

it('places no order at a price the registry does not ask any more (D28)', async () => {
  const item = await cart('gold2-premium.com');
  const data = { premiumPrice: '900' };
  await gateway.app.db.cartItem.update({ where: { id: item.item_id }, data });
  expect((await order()).message).toMatch(/^The registry's price of gold2-premium.com has changed/);
  await gateway.app.db.cart.deleteMany({});

  await cart('gold3-premium.com');
  await set('PremiumDomains', '');
  expect((await order()).result).toBe('error');
  expect(await domainOf('gold3-premium.com')).toBeNull();
});

it('leaves a premium name out of discounts that were made for ordinary ones (D28)', async () => {
  await set('PremiumDomains', 'on');
  await gateway.app.db.cart.deleteMany({});
  const { createClientGroup } = await gateway.data(
    `mutation { createClientGroup(input: { name: "Friends", discountPercent: "50" }) { clientGroup { id } } }`,
  );
  const input = {
    client: { id: `Client:${gateway.carol}` },
    groupId: createClientGroup.clientGroup.id,
  };
  await gateway.data(
    `mutation ($input: UpdateClientInput!) { updateClient(input: $input) { client { id } } }`,
    { input },
  );
  await cart('gold4-premium.com');
  await cart('plain-one.com');
  const placed = await order();
  const invoice = await gateway.rapi('GetInvoice', { invoice_id: placed.invoice_id });
  // 1800.00 for the premium name; two years of an ordinary one at 19.00, half of it: 9.50.
  expect(invoice.total).toBe('1809.50');
});
