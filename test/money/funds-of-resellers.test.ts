import { afterAll, beforeAll, expect, it } from 'vitest';
import { startGivingBack } from '#modules/resellers/charges/give-back.ts';
import { startOrders } from '#modules/orders/automation.ts';
import { startRenewingPaid } from '#modules/domains/ordering/renew-paid.ts';
import { booksAreRight } from '#test/billing/books.ts';
import { sell } from '#test/domains/cast.ts';
import { codeOf, type Gateway, openGateway } from '#test/gateway.ts';
import { until } from '#test/mail/post.ts';
import { type MoneyShop, openMoneyShop } from '#test/orders/money-shop.ts';
import { tokenOf } from '#test/people.ts';
import { done } from '#test/shop.ts';
import { asToken, id, paymentOf } from './wishes.ts';

// What a reseller has carried out for its customer unpaid, it pays itself: Rita for Rob.
let gateway: Gateway;
let store: MoneyShop;
let m: number;
let n: number;

const as = (token: string, name: string, input: object, body?: string) =>
  asToken(gateway, token, name, input, body);
const rita = (name: string, input: object, body?: string) =>
  as(tokenOf('reseller'), name, input, body);
const staff = (name: string, input: object, body?: string) =>
  as(tokenOf('staff'), name, input, body);

beforeAll(async () => {
  gateway = await openGateway(startGivingBack, startOrders, startRenewingPaid);
  store = await openMoneyShop(gateway);
  store.on('2028-05-01');
  await store.setting('DefaultNameserver1', 'ns1.host.test');
  await store.setting('DefaultNameserver2', 'ns2.host.test');
  m = await store.product('M', { prices: [{ cycle: 'MONTHLY', price: '31', setupFee: '9' }] });
  n = await store.product('N', { prices: [{ cycle: 'MONTHLY', price: '62' }] });
  await store.paths(m, n);
  // Registration 10.00, renewal 12.00, transfer 11.00, redemption 80.00.
  await sell(gateway, 'com');
  const resellerId = id('Reseller', gateway.resellerId);
  await staff('updateReseller', { resellerId, discountPercent: '20' });
  const prices = [{ extension: 'com', action: 'RENEW', years: 1, price: '9' }];
  expect((await staff('setResellerTldPrices', { resellerId, prices })).errors).toBeUndefined();
});
afterAll(() => booksAreRight(gateway));

/** Gives Rita exactly so much. */
async function fund(amount: string): Promise<void> {
  const has = await store.credit(gateway.rita);
  const change = (Number(amount) - Number(has)).toFixed(2);
  const form = { user_id: gateway.rita, description: 'Funds' };
  if (Number(change) > 0) await done(gateway, 'AddCredit', { ...form, amount: change });
  if (Number(change) < 0) await done(gateway, 'DeleteCredit', { ...form, amount: change.slice(1) });
}
const funds = async () => {
  const { reseller } = await gateway.data(
    `query ($id: ID!) { reseller(id: $id) { funds { amount }
      charges(first: 50) { nodes { description status amount { amount } subject { id }
        customerInvoice { id } } } } }`,
    { id: id('Reseller', gateway.resellerId) },
    'reseller',
  );
  return { has: reseller.funds.amount as string, charges: reseller.charges.nodes };
};
/** Rob orders a domain: the order, the invoice and the domain. */
async function orderDomain(domainName: string) {
  const clientId = id('Client', gateway.rob);
  const made = await staff(
    'orderItems',
    {
      clientId,
      paymentMethod: 'mailin',
      domains: [{ domainName }],
    },
    'order { id invoice { id databaseId } domains { id databaseId status } }',
  );
  expect(made.errors).toBeUndefined();
  const { order } = made.data.orderItems;
  return { orderId: order.id, invoice: order.invoice, domain: order.domains[0] };
}
const domainOf = async (domainId: string) =>
  (
    await gateway.data(
      `query ($id: ID!) { node(id: $id) { ... on Domain { status expiresOn } } }`,
      {
        id: domainId,
      },
    )
  ).node;

it('takes the cost of an unpaid registration from the funds, and nothing without them', async () => {
  const { orderId, domain, invoice } = await orderDomain('first.com');
  // 10.00 less 20 % is 8.00.
  await fund('7.99');
  const short = await rita('acceptOrder', { orderId });
  expect([codeOf(short), short.errors?.[0]?.message]).toEqual([
    'CREDIT_INSUFFICIENT',
    'The funds of the reseller do not cover it: 8.00 USD are needed, 7.99 USD are there.',
  ]);
  expect([(await domainOf(domain.id)).status, await store.credit(gateway.rita)]).toEqual([
    'PENDING',
    '7.99',
  ]);
  await fund('10');
  expect((await rita('acceptOrder', { orderId })).errors).toBeUndefined();
  expect((await domainOf(domain.id)).status).toBe('ACTIVE');
  const { has, charges } = await funds();
  expect(has).toBe('2.00');
  expect(charges[0]).toMatchObject({
    status: 'PAID',
    amount: { amount: '8.00' },
    subject: { id: domain.id },
    customerInvoice: { id: invoice.id },
  });
  // The customer owes the company as before; what it pays is given back to its reseller.
  expect((await store.invoice(invoice.databaseId)).balance).toBe('10.00');
  await store.pay(invoice.databaseId);
  await until(async () => (await funds()).has === '10.00');
  expect((await funds()).charges[0].status).toBe('REFUNDED');
});

it('charges by every way a reseller carries something out', async () => {
  await fund('100');
  const { domain } = await orderDomain('ways.com');
  const which = { domain: { id: domain.id } };
  expect((await rita('domainRegister', which)).errors).toBeUndefined();
  // 10.00 less 20 %.
  expect((await funds()).has).toBe('92.00');
  // Agreed at 9.00, from which nothing is taken off.
  expect((await rita('domainRenew', which)).errors).toBeUndefined();
  expect((await funds()).has).toBe('83.00');
  // A second year is a second period.
  expect((await rita('domainRenew', which)).errors).toBeUndefined();
  expect((await funds()).has).toBe('74.00');
  const body = new URLSearchParams({ token: tokenOf('reseller'), domain: 'ways.com' });
  const reply = await fetch(`${gateway.url}/rapi/DomainRenew`, { method: 'POST', body });
  expect((await reply.json()).result).toBe('success');
  expect((await funds()).has).toBe('65.00');
  // Setup and first month, each less 20 %: (31.00 + 9.00) × 0.8.
  const { order } = await store.order(gateway.rob, m);
  expect((await rita('acceptOrder', { orderId: id('Order', order) })).errors).toBeUndefined();
  expect((await funds()).has).toBe('33.00');
});

it('charges a LogicBoxes program that executes an order without payment', async () => {
  const { domain, invoice } = await orderDomain('boxes.com');
  const query = new URLSearchParams({
    'auth-userid': String(gateway.resellerId),
    'api-key': tokenOf('reseller'),
    'invoice-ids': String(invoice.databaseId),
    'cancel-invoice': 'true',
  });
  const call = () =>
    fetch(`${gateway.url}/api/billing/execute-order-without-payment.json?${query}`, {
      method: 'POST',
    });
  await fund('0');
  const refused = await call();
  expect([refused.status, JSON.stringify(await refused.json())]).toEqual([
    500,
    expect.stringContaining('8.00 USD are needed, 0.00 USD are there'),
  ]);
  expect((await store.invoice(invoice.databaseId)).status).toBe('UNPAID');
  await fund('8');
  expect((await call()).status).toBe(200);
  expect([(await domainOf(domain.id)).status, (await funds()).has]).toEqual(['ACTIVE', '0.00']);
  // Paid elsewhere: the company has it from the reseller.
  expect((await store.invoice(invoice.databaseId)).status).toBe('CANCELLED');
});

it('charges nothing for what the customer paid, nor for what staff carry out unpaid', async () => {
  await fund('0');
  const paid = await orderDomain('paid.com');
  await store.pay(paid.invoice.databaseId);
  await until(async () => (await domainOf(paid.domain.id)).status === 'ACTIVE');
  const open = await orderDomain('open.com');
  expect((await staff('acceptOrder', { orderId: open.orderId })).errors).toBeUndefined();
  expect([(await domainOf(open.domain.id)).status, (await funds()).has]).toEqual([
    'ACTIVE',
    '0.00',
  ]);
});

it('charges what a customer paid less than it costs, or does not carry it out', async () => {
  await fund('0');
  const list = await rita(
    'createPriceList',
    { name: 'Nearly nothing', audience: 'CUSTOMER', currency: 'USD' },
    'priceList { id }',
  );
  const priceListId = list.data.createPriceList.priceList.id;
  const key = { key: 'domcno', family: 'DOMAIN', category: 'domorder', tlds: ['com'] };
  await staff('saveProductKey', key);
  const price = { productKey: 'domcno', action: 'addnewdomain', tenure: 1, price: '0.50' };
  expect(
    (await rita('setPriceListPrices', { priceListId, prices: [price] })).errors,
  ).toBeUndefined();
  const resellerId = id('Reseller', gateway.resellerId);
  expect((await rita('assignPriceList', { resellerId, priceListId })).errors).toBeUndefined();
  const { domain, invoice } = await orderDomain('cheap.com');
  expect((await store.invoice(invoice.databaseId)).balance).toBe('0.50');
  await store.pay(invoice.databaseId);
  const READ = `query ($id: ID!) { node(id: $id) { ... on Domain { status statusMessage } } }`;
  const read = async () => (await gateway.data(READ, { id: domain.id })).node;
  // 8.00 − 0.50
  await until(async () => (await read()).statusMessage.includes('7.50 USD are needed'));
  expect((await read()).status).toBe('PENDING');
  await fund('10');
  expect((await rita('domainRegister', { domain: { id: domain.id } })).errors).toBeUndefined();
  expect([(await read()).status, (await funds()).has]).toEqual(['ACTIVE', '2.50']);
  expect(
    (await rita('unassignPriceList', { resellerId, audience: 'CUSTOMER' })).errors,
  ).toBeUndefined();
});

it('does not charge again for what failed at the registrar and is sent again', async () => {
  await fund('20');
  const { domain } = await orderDomain('again-refuse.com');
  const which = { domain: { id: domain.id } };
  await rita('domainRegister', which);
  await rita('domainRegister', which);
  expect((await domainOf(domain.id)).status).toBe('PENDING');
  expect((await funds()).has).toBe('12.00');
  // Given up, staff give it back as they refund any paid invoice.
  const [charge] = (await funds()).charges;
  expect(charge.subject.id).toBe(domain.id);
});

it('lets a reseller give away its own money only', async () => {
  const { invoice, service } = await store.buy(gateway.rob, m);
  const invoiceId = id('Invoice', invoice);
  const serviceId = id('Service', service);
  const { domain } = await orderDomain('terms.com');
  const wishes: [string, object][] = [
    ['updateClientProduct', { serviceId, recurring: '0' }],
    ['updateClientProduct', { serviceId, nextDueOn: null }],
    ['updateClientProduct', { serviceId, productId: id('Product', n) }],
    ['updateClientProduct', { serviceId, status: 'ACTIVE' }],
    ['updateClientProduct', { serviceId, overrideAutoSuspend: true }],
    ['updateClientDomain', { domainId: domain.id, recurringAmount: '0' }],
    ['updateClientDomain', { domainId: domain.id, status: 'ACTIVE' }],
    ['updateClientDomain', { domainId: domain.id, nextDueOn: '2099-01-01' }],
  ];
  for (const [name, input] of wishes)
    expect([name, input, codeOf(await rita(name, input))]).toEqual([name, input, 'FORBIDDEN']);
  expect((await rita('updateClientProduct', { serviceId, notes: 'Ours' })).errors).toBeUndefined();
  // As credit once more it would pay the next.
  const transactionId = await paymentOf(gateway, invoiceId);
  expect(codeOf(await rita('addRefund', { invoiceId, transactionId }))).toBe('FORBIDDEN');
  store.on('2028-06-01');
  const [renewal] = await store.generate(gateway.rob);
  const renewalId = id('Invoice', renewal!);
  const discount = [{ description: 'Discount', unitPrice: '-30' }];
  const cheap = { clientId: id('Client', gateway.rob), lines: [{ serviceId, unitPrice: '0.01' }] };
  const invoices: [string, object][] = [
    ['cancelInvoice', { invoiceId: renewalId }],
    ['updateInvoice', { invoiceId: renewalId, status: 'CANCELLED' }],
    ['updateInvoice', { invoiceId: renewalId, addLines: discount }],
    ['createInvoice', cheap],
  ];
  for (const [name, input] of invoices)
    expect([name, input, codeOf(await rita(name, input))]).toEqual([name, input, 'FORBIDDEN']);
  store.on('2028-05-01');
});

it('charges by the agreed price in the currency of its funds too', async () => {
  // Two for one: agreed at 3.00 EUR, which are 1.50 USD.
  await staff('setCurrency', { code: 'EUR', rate: '2' });
  const resellerId = id('Reseller', gateway.resellerId);
  await staff('updateReseller', { resellerId, currency: 'EUR' });
  const prices = [{ extension: 'com', action: 'REGISTER', years: 1, price: '3' }];
  expect((await staff('setResellerTldPrices', { resellerId, prices })).errors).toBeUndefined();
  await fund('10');
  const { domain } = await orderDomain('euro.com');
  expect((await rita('domainRegister', { domain: { id: domain.id } })).errors).toBeUndefined();
  expect((await funds()).has).toBe('8.50');
});
