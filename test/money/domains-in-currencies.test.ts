import { afterAll, beforeAll, expect, it } from 'vitest';
import { domainsDaily } from '#modules/domains/life/daily.ts';
import { booksAreRight } from '#test/billing/books.ts';
import { sell } from '#test/domains/cast.ts';
import { codeOf, type Gateway, openGateway } from '#test/gateway.ts';
import { type MoneyShop, openMoneyShop } from '#test/orders/money-shop.ts';
import { tokenOf } from '#test/people.ts';
import { asToken, id } from './wishes.ts';

// Domains in currencies without a price row: yen have no decimals, dinars three. The base is USD.
let gateway: Gateway;
let store: MoneyShop;
let jun: number;
let kai: number;

const staff = (name: string, input: object, body?: string) =>
  asToken(gateway, tokenOf('staff'), name, input, body);
const made = async (name: string, input: object, body?: string) => {
  const answer = await staff(name, input, body);
  expect([name, answer.errors]).toEqual([name, undefined]);
  return answer.data[name];
};

beforeAll(async () => {
  gateway = await openGateway();
  store = await openMoneyShop(gateway);
  store.on('2028-05-01');
  await store.setting('DefaultNameserver1', 'ns1.host.test');
  await store.setting('DefaultNameserver2', 'ns2.host.test');
  await made('setCurrency', { code: 'JPY', rate: '150' });
  await made('setCurrency', { code: 'KWD', rate: '0.3' });
  await sell(gateway, 'com', {
    registerPrices: ['9.99', '19.99', '27.50'],
    renewPrices: ['12.35', '23', '33'],
    offersIdProtection: true,
    addonPrices: [{ addon: 'ID_PROTECTION', price: '3.33' }],
  });
  const place = {
    address1: '1 Road',
    city: 'Leiden',
    postcode: '2311',
    phoneNumber: '+31.201234567',
  };
  jun = await store.client('Jun', { currencyCode: 'JPY', ...place });
  kai = await store.client('Kai', { currencyCode: 'KWD', ...place });
});
afterAll(() => booksAreRight(gateway));

async function order(client: number, domain: object, more: object = {}) {
  const { order: placed } = await made(
    'orderItems',
    { clientId: id('Client', client), paymentMethod: 'mailin', domains: [domain], ...more },
    'order { id invoice { databaseId } domains { id databaseId recurring { amount } } }',
  );
  const [held] = placed.domains;
  return {
    orderId: placed.id,
    invoice: placed.invoice.databaseId as number,
    domain: held.id as string,
    recurring: held.recurring.amount as string,
  };
}
const LINES = `query ($id: ID!) { invoice(id: $id) { status balance { amount }
  items { amount { amount } } } }`;
const read = async (invoice: number) =>
  (await gateway.data(LINES, { id: id('Invoice', invoice) })).invoice;
const amounts = async (invoice: number): Promise<string[]> =>
  (await read(invoice)).items.map(({ amount }: { amount: { amount: string } }) => amount.amount);

it('rounds each line once, in the decimals of the currency', async () => {
  const yen = await order(jun, { domainName: 'yen.com', years: 2, idProtection: true });
  // 19.99 × 150 = 2998.5; a year of protection is 3.33 × 150 = 499.5, listed at 500, and two are
  // 1000. A renewal for two years: 23 × 150 = 3450, and 1000.
  expect([await amounts(yen.invoice), yen.recurring]).toEqual([['2999', '1000'], '4450']);
  const dinar = await order(kai, { domainName: 'dinar.com', years: 1, idProtection: true });
  // 9.99 × 0.3 = 2.997 and 3.33 × 0.3 = 0.999; 12.35 × 0.3 = 3.705 and 0.999.
  expect([await amounts(dinar.invoice), dinar.recurring]).toEqual([['2.997', '0.999'], '4.704']);
});

it('prices a cart by the rate of the order, and leaves what was issued', async () => {
  const clientId = id('Client', jun);
  await made('cartAddDomain', { clientId, domainName: 'rate.com', years: 1 });
  const READ = `query ($id: ID!) { client(by: { id: $id }) { cart { totals { total } } } }`;
  const total = async () => (await gateway.data(READ, { id: clientId })).client.cart.totals.total;
  // 9.99 × 150 = 1498.5
  expect(await total()).toBe('1499');
  const before = await order(jun, { domainName: 'before.com' });
  await made('setExchangeRate', { code: 'JPY', rate: '160' });
  // 9.99 × 160 = 1598.4
  expect(await total()).toBe('1598');
  const placed = await made(
    'addOrder',
    { clientId, paymentMethod: 'mailin' },
    'order { invoice { databaseId } }',
  );
  expect(await amounts(placed.order.invoice.databaseId)).toEqual(['1598']);
  expect(await amounts(before.invoice)).toEqual(['1499']);
  await made('setExchangeRate', { code: 'JPY', rate: '150' });
});

it('takes a promotion off in the currency of the client, never below nothing', async () => {
  await store.promotion('FIVE', { type: 'FIXED_AMOUNT', value: '5' });
  await store.promotion('NOTHING', { type: 'PRICE_OVERRIDE', value: '0' });
  await store.promotion('LARGE', { type: 'FIXED_AMOUNT', value: '500' });
  const bought = async (promotionCode: string) => {
    const { invoice } = await order(
      jun,
      { domainName: `${promotionCode.toLowerCase()}.com` },
      { promotionCode },
    );
    const { balance, status } = await read(invoice);
    return [balance.amount, status];
  };
  // 1499 − 5 × 150 = 749
  expect(await bought('FIVE')).toEqual(['749', 'UNPAID']);
  expect(await bought('NOTHING')).toEqual(['0', 'PAID']);
  expect(await bought('LARGE')).toEqual(['0', 'PAID']);
});

it('asks the late fee and the redemption fee in the currency of the client', async () => {
  const { orderId, domain, invoice } = await order(kai, { domainName: 'late.com' });
  await store.pay(invoice);
  await made('acceptOrder', { orderId });
  const late = { domainId: domain, status: 'GRACE' };
  store.on('2029-04-28');
  const [renewal] = await store.generate(kai);
  // 12.35 × 0.3
  expect(await amounts(renewal!)).toEqual(['3.705']);
  await made('updateClientDomain', late);
  // 5 × 0.3
  expect(await amounts(renewal!)).toEqual(['3.705', '1.500']);
  await made('updateClientDomain', { ...late, status: 'REDEMPTION' });
  // 80 × 0.3 in its place
  expect(await amounts(renewal!)).toEqual(['3.705', '24.000']);
  await domainsDaily(gateway.app);
  store.on('2028-05-01');
});

it('keeps the currency of a client that has bought, and of what it owes', async () => {
  const currencies = await gateway.data('{ currencies { id code } }');
  const usd = currencies.currencies.find(({ code }: { code: string }) => code === 'USD');
  const client = { id: id('Client', jun) };
  const changed = await staff('updateClient', { client, currencyId: usd.id });
  expect(codeOf(changed)).toBe('CLIENT_CURRENCY_IN_USE');
});
