import { afterAll, beforeAll, expect, it } from 'vitest';
import { startAffiliates } from '#modules/affiliates/automation.ts';
import { booksAreRight } from '#test/billing/books.ts';
import { type Answer, codeOf, type Gateway, openGateway } from '#test/gateway.ts';
import { type MoneyShop, openMoneyShop } from '#test/orders/money-shop.ts';
import { tokenOf } from '#test/people.ts';
import { done } from '#test/shop.ts';
import { until } from '#test/mail/post.ts';
import { asToken, id, paymentOf } from './wishes.ts';

// Fifty at once of what may happen once. Right values stand beside each test.
let gateway: Gateway;
let store: MoneyShop;
let l: number;
let m: number;
let n: number;

const monthly = (price: string) => ({ prices: [{ cycle: 'MONTHLY', price }] });
const as = (token: string, name: string, input: object, body?: string) =>
  asToken(gateway, token, name, input, body);
const staff = (name: string, input: object, body?: string) =>
  as(tokenOf('staff'), name, input, body);
/** Fifty of a change at once: how many were made, and the codes of the others. */
async function fifty(change: (turn: number) => Promise<Answer>) {
  const answers = await Promise.all(Array.from({ length: 50 }, (_, turn) => change(turn)));
  const made = answers.filter(({ errors }) => !errors).length;
  return { made, codes: [...new Set(answers.map(codeOf))].filter(Boolean) };
}
const grant = (clientId: number, amount: string) =>
  done(gateway, 'AddCredit', { user_id: clientId, description: 'Paid in', amount });
const unpaid = async (clientId: number, unitPrice: string) => {
  const lines = [{ description: 'Work', unitPrice }];
  const input = { clientId: id('Client', clientId), status: 'UNPAID', lines };
  const { data } = await staff('createInvoice', input, 'invoice { id databaseId }');
  return data.createInvoice.invoice as { id: string; databaseId: number };
};
beforeAll(async () => {
  gateway = await openGateway(startAffiliates);
  store = await openMoneyShop(gateway);
  store.on('2028-05-01');
  l = await store.product('L', monthly('15.50'));
  m = await store.product('M', monthly('31'));
  n = await store.product('N', monthly('62'));
  await store.paths(l, m, n);
});
afterAll(() => booksAreRight(gateway));

it('pay from credit what there is', async () => {
  const client = await store.client('Credit');
  await grant(client, '50');
  const { id: invoiceId, databaseId } = await unpaid(client, '100');
  // 50.00 of credit are five times 10.00.
  const { made, codes } = await fifty(() => staff('applyCredit', { invoiceId, amount: '10' }));
  expect([made, codes]).toEqual([5, ['CREDIT_INSUFFICIENT']]);
  expect([await store.credit(client), (await store.invoice(databaseId)).balance]).toEqual([
    '0.00',
    '50.00',
  ]);
});

it('record one payment by its reference', async () => {
  const client = await store.client('Reference');
  const { id: invoiceId, databaseId } = await unpaid(client, '40');
  const payment = { invoiceId, amount: '40', transactionRef: 'once' };
  const { made, codes } = await fifty(() => staff('addInvoicePayment', payment));
  expect([made, codes]).toEqual([1, ['TRANSACTION_DUPLICATE']]);
  expect([await store.credit(client), (await store.invoice(databaseId)).status]).toEqual([
    '0.00',
    'PAID',
  ]);
});

it('refund a payment once', async () => {
  const client = await store.client('Refund');
  const { invoice } = await store.buy(client, n);
  const invoiceId = id('Invoice', invoice);
  const refund = { invoiceId, transactionId: await paymentOf(gateway, invoiceId), type: 'CREDIT' };
  const { made } = await fifty(() => staff('addRefund', refund));
  expect([made, await store.credit(client)]).toEqual([1, '62.00']);
});

it('refund parts of a payment up to all of it', async () => {
  const client = await store.client('Parts');
  const { invoice } = await store.buy(client, n);
  const invoiceId = id('Invoice', invoice);
  const refund = { invoiceId, transactionId: await paymentOf(gateway, invoiceId), type: 'CREDIT' };
  // 62.00 are eight times 7.00 and 6.00.
  const { made } = await fifty(() => staff('addRefund', { ...refund, amount: '7' }));
  expect([made, await store.credit(client)]).toEqual([8, '56.00']);
});

it('cancel an invoice that was paid in part, and give that back once', async () => {
  const client = await store.client('Cancel');
  const { id: invoiceId } = await unpaid(client, '62');
  await staff('addInvoicePayment', { invoiceId, amount: '20' });
  await fifty(() => staff('cancelInvoice', { invoiceId }));
  expect(await store.credit(client)).toBe('20.00');
});

it('cancel and pay an invoice: one of both', async () => {
  const client = await store.client('Either');
  await grant(client, '62');
  const { id: invoiceId, databaseId } = await unpaid(client, '62');
  await fifty((turn) =>
    turn % 2 ? staff('cancelInvoice', { invoiceId }) : staff('applyCredit', { invoiceId }),
  );
  const { status } = await store.invoice(databaseId);
  // Paid costs the credit, cancelled leaves it or gives it back.
  expect([status, await store.credit(client)]).toEqual(
    status === 'PAID' ? ['PAID', '0.00'] : ['CANCELLED', '62.00'],
  );
});

it('order a cart once', async () => {
  const client = await store.client('Cart');
  await store.fill(client, m, { client_ip_address: '203.0.113.9' });
  const order = { clientId: id('Client', client), paymentMethod: 'mailin' };
  const { made, codes } = await fifty(() => staff('addOrder', order));
  expect([made, codes]).toEqual([1, ['ORDER_EMPTY']]);
});

it('use a promotion as often as it may be used', async () => {
  await store.promotion('TWICE', { type: 'PERCENTAGE', value: '100', maxUses: 2 });
  const clients: number[] = [];
  for (const name of ['P1', 'P2', 'P3', 'P4', 'P5']) clients.push(await store.client(name));
  const { made } = await fifty((turn) =>
    staff('orderItems', {
      clientId: id('Client', clients[turn % clients.length]!),
      paymentMethod: 'mailin',
      products: [{ productId: id('Product', m) }],
      promotionCode: 'TWICE',
    }),
  );
  expect(made).toBe(2);
});

it('accept a quote once', async () => {
  const client = await store.client('Quote');
  const quote = {
    clientId: id('Client', client),
    subject: 'Work',
    stage: 'DELIVERED',
    validUntilOn: '2028-06-01',
    lines: [{ description: 'Work', unitPrice: '100' }],
  };
  const { data } = await staff('createQuote', quote, 'quote { id }');
  const { made } = await fifty(() => staff('acceptQuote', { quoteId: data.createQuote.quote.id }));
  const { client: read } = await gateway.data(
    `query ($id: ID!) { client(by: { id: $id }) { invoices { totalCount } } }`,
    { id: id('Client', client) },
  );
  expect([made, read.invoices.totalCount]).toEqual([1, 1]);
});

it('change a service down once, and up once', async () => {
  const client = await store.client('Change');
  const { service } = await store.buy(client, n);
  const change = (product: number) => ({
    serviceId: id('Service', service),
    productId: id('Product', product),
    calculateOnly: false,
  });
  await fifty(() => staff('upgradeProduct', change(l)));
  // 62.00 − 15.50 is given back, once.
  expect(await store.credit(client)).toBe('46.50');
  const up = await fifty(() => staff('upgradeProduct', change(m)));
  const { client: read } = await gateway.data(
    `query ($id: ID!) { client(by: { id: $id }) {
      invoices(filter: { status: [UNPAID] }) { nodes { total { amount } } } } }`,
    { id: id('Client', client) },
  );
  const owed = read.invoices.nodes as { total: { amount: string } }[];
  // 31.00 − 15.50, in one invoice at most; with credit it may be paid at once.
  expect(up.made).toBe(1);
  expect(owed.length <= 1 && owed.every(({ total }) => total.amount === '15.50')).toBe(true);
});

it('buy credit up to the most there may be', async () => {
  await store.setting('AddFundsMaximumBalance', '100');
  const clientId = id('Client', gateway.carol);
  const { made, codes } = await fifty(() =>
    as(tokenOf('carol'), 'addFunds', { clientId, amount: '60' }),
  );
  expect([made, codes]).toEqual([1, ['FUNDS_BALANCE_TOO_HIGH']]);
});

it('withdraw what an affiliate has, once, and are paid out once', async () => {
  await store.setting('AffiliateEnabled', 'on');
  await store.setting('AffiliateEarningPercent', '10');
  await store.setting('AffiliatesDelayCommission', '0');
  await store.setting('AffiliatePayout', '1');
  const partner = await store.client('Partner');
  const activated = await staff(
    'affiliateActivate',
    { clientId: id('Client', partner) },
    'affiliate { id code }',
  );
  const { id: affiliateId, code: affiliateCode } = activated.data.affiliateActivate.affiliate;
  const person = { firstName: 'Brought', lastName: 'Client', email: 'brought@example.test' };
  const place = { address1: '1 Road', city: 'London', state: 'London', postcode: 'N1 1AA' };
  const added = await staff(
    'addClient',
    { ...person, ...place, country: 'GB', phoneNumber: '+442079460001', affiliateCode },
    'client { databaseId }',
  );
  const READ = `query ($id: ID!) { node(id: $id) { ... on Affiliate {
    balance { amount } referrals { totalCount } withdrawals(first: 1) { nodes { id } } } } }`;
  const partnership = async () => (await gateway.data(READ, { id: affiliateId })).node;
  await until(async () => (await partnership()).referrals.totalCount === 1);
  await staff('updateProduct', { productId: id('Product', n), affiliatePayout: 'DEFAULT' });
  await store.buy(added.data.addClient.client.databaseId, n);
  // 10 % of 62.00
  await until(async () => (await partnership()).balance.amount === '6.20');
  const asked = await fifty(() => staff('requestAffiliateWithdrawal', { affiliateId }));
  expect(asked).toEqual({ made: 1, codes: ['AFFILIATE_BALANCE_TOO_LOW'] });
  const withdrawalId = (await partnership()).withdrawals.nodes[0].id;
  const paid = await fifty(() =>
    staff('settleAffiliateWithdrawal', { withdrawalId, approve: true }),
  );
  expect([paid.made, await store.credit(partner)]).toEqual([1, '6.20']);
});
