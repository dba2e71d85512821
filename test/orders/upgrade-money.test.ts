import { afterAll, beforeAll, expect, it } from 'vitest';
import { booksAreRight } from '#test/billing/books.ts';
import { codeOf, type Gateway, openGateway } from '#test/gateway.ts';
import { type MoneyShop, openMoneyShop } from './money-shop.ts';

// Right values are worked out beside each test, by the rules of cases/money.md.
let gateway: Gateway;
let store: MoneyShop;
let l: number;
let m: number;
let n: number;

const both = (monthly: string, annually: string) => [
  { cycle: 'MONTHLY', price: monthly },
  { cycle: 'ANNUALLY', price: annually },
];
const to = (id: number) => ({ productId: `Product:${id}` });
const dueOn = async (id: number) =>
  (await gateway.app.db.service.findUniqueOrThrow({ where: { id } })).nextDueOn
    ?.toISOString()
    .slice(0, 10);
/** Makes a change, pays what it costs, and lets staff accept it. */
const changeAndPay = async (service: number, input: object) => {
  const { data, errors } = await store.change(service, input);
  if (errors) throw new Error(JSON.stringify(errors));
  const { order, quote } = data.upgradeProduct;
  const invoice = order.invoice?.databaseId as number;
  if (invoice) {
    await store.pay(invoice);
    await gateway.rapi('AcceptOrder', { order_id: order.databaseId });
  }
  return { invoice, quote };
};

beforeAll(async () => {
  gateway = await openGateway();
  store = await openMoneyShop(gateway);
  l = await store.product('L', { prices: both('15.50', '182.50') });
  m = await store.product('M', { prices: both('31', '365') });
  n = await store.product('N', { prices: both('62', '730') });
  await store.paths(l, m, n);
  await store.promotion('FREE100', { type: 'PERCENTAGE', value: '100' });
  await store.promotion('UP20', { type: 'PERCENTAGE', value: '20', upgradesAllowed: true });
});
afterAll(async () => {
  await booksAreRight(gateway);
});

it('gives no service away for nothing by a free cycle (M1)', async () => {
  store.on('2026-06-01');
  const client = await store.client('Ann');
  const { service } = await store.buy(client, n);
  const { errors } = await store.change(service, { billingCycle: 'FREE' });
  expect(errors?.[0]?.extensions.code).toBe('PRICE_MISSING');
  const once = await store.change(service, { billingCycle: 'ONE_TIME' });
  expect(codeOf(once)).toBe('PRICE_MISSING');
  expect(await store.credit(client)).toBe('0.00');
});

it('charges the whole price of something paid once (M1)', async () => {
  store.on('2026-06-01');
  const licence = await store.product('Licence', {
    payType: 'ONE_TIME',
    prices: [{ cycle: 'ONE_TIME', price: '99' }],
  });
  const small = await store.product('Small', { prices: both('31', '365') });
  await store.paths(small, licence);
  const { service } = await store.buy(await store.client('Ada'), small);
  // A whole month of 31.00 is left.
  expect(await store.quote(service, { ...to(licence), billingCycle: 'ONE_TIME' })).toMatchObject({
    charge: '99.00',
    credit: '31.00',
    price: '68.00',
    recurring: '0.00',
    nextDueOn: null,
  });
});

it('pays no money out for time that cost nothing (M2)', async () => {
  store.on('2026-06-01');
  const client = await store.client('Bob');
  const { service } = await store.buy(client, n, { code: 'FREE100' });
  const { quote } = await changeAndPay(service, to(m));
  expect(quote).toMatchObject({ price: { amount: '0.00' }, surplus: { amount: '0.00' } });
  expect(await store.credit(client)).toBe('0.00');
});

it('gives nothing back of what was refunded, or was raised by staff after it was paid (M2)', async () => {
  store.on('2026-06-01');
  const client = await store.client('Ben');
  const refunded = await store.buy(client, n);
  const { id } = await gateway.app.db.transaction.findFirstOrThrow({
    where: { invoiceId: refunded.invoice },
  });
  await gateway.rapi('AddRefund', {
    invoice_id: refunded.invoice,
    transaction_id: id,
    refund_type: 'Manual',
  });
  expect((await store.quote(refunded.service, to(l))).surplus).toBe('0.00');
  const raised = await store.buy(client, m);
  await gateway.rapi('UpdateClientProduct', {
    service_id: raised.service,
    recurring_amount: 1000,
  });
  // By the list 1000.00 − 15.50; 31.00 were paid, so 15.50.
  expect((await store.quote(raised.service, to(l))).surplus).toBe('15.50');
});

it('gives no more back than was paid after an upgrade with a discount (M3)', async () => {
  store.on('2028-03-10');
  const client = await store.client('Cid');
  const { service } = await store.buy(client, m);
  store.on('2028-03-20');
  const up = await changeAndPay(service, { ...to(n), promotionCode: 'UP20' });
  // 21 of 31 days: 42.00 − 21.00 = 21.00, less 20 %.
  expect(up.quote.price.amount).toBe('16.80');
  const down = await changeAndPay(service, to(m));
  // Paid for the 21 days 21.00 + 16.80 = 37.80, less 21.00 for the new one.
  expect(down.quote.surplus.amount).toBe('16.80');
  // Nothing is left to be given back but what M itself was paid with.
  await changeAndPay(service, { ...to(n), promotionCode: 'UP20' });
  expect((await changeAndPay(service, to(m))).quote.surplus.amount).toBe('16.80');
  // 21.00 were paid for the days of M; L costs 10.50 for them.
  expect((await changeAndPay(service, to(l))).quote.surplus.amount).toBe('10.50');
  expect(await store.credit(client)).toBe('44.10');
});

it('counts a period that was paid ahead, up and down (M4)', async () => {
  store.on('2026-12-01');
  const client = await store.client('Dan');
  const { service } = await store.buy(client, m);
  store.on('2026-12-18');
  const [january] = await store.generate(client);
  await store.pay(january!);
  expect(await dueOn(service)).toBe('2027-02-01');
  store.on('2026-12-20');
  expect(await store.quote(service, to(n))).toMatchObject({
    credit: '43.00',
    charge: '86.00',
    price: '43.00',
    daysUntilRenewal: 43,
    nextDueOn: '2027-02-01',
  });
  expect(await store.quote(service, to(l))).toMatchObject({
    credit: '43.00',
    charge: '21.50',
    price: '0.00',
    surplus: '21.50',
  });
});

it('refuses a change while the next renewal is billed and not paid (M5)', async () => {
  store.on('2026-12-01');
  const client = await store.client('Eve');
  const { service } = await store.buy(client, m);
  store.on('2026-12-18');
  const [january] = await store.generate(client);
  store.on('2026-12-20');
  expect((await store.quote(service, to(n))).price).toBe('12.00');
  for (const input of [to(n), to(l), { billingCycle: 'ANNUALLY' }])
    expect(codeOf(await store.change(service, input))).toBe('SERVICE_UNPAID');
  expect(await gateway.app.db.order.count({ where: { clientId: client } })).toBe(1);
  await store.pay(january!);
  expect((await store.change(service, to(n))).errors).toBeUndefined();
});

it('bills no renewal while a change waits, and calls it off when the next period is due (M5)', async () => {
  store.on('2026-12-01');
  const client = await store.client('Wait');
  const { service } = await store.buy(client, m);
  store.on('2026-12-20');
  const { data } = await store.change(service, { productId: `Product:${n}` });
  const { databaseId: order, invoice } = data.upgradeProduct.order;
  // What January costs is not known yet.
  expect(await store.generate(client)).toEqual([]);
  const line_items = JSON.stringify([{ service_id: service }]);
  const told = await gateway.rapi('CreateInvoice', { user_id: client, status: 2, line_items });
  expect(told).toMatchObject({ result: 'error' });
  store.on('2027-01-01');
  const [renewal] = await store.generate(client);
  expect(await store.invoice(renewal!)).toMatchObject({ status: 'UNPAID', total: '31.00' });
  expect((await store.invoice(invoice.databaseId)).status).toBe('CANCELLED');
  const { status } = await gateway.app.db.order.findUniqueOrThrow({ where: { id: order } });
  expect(status).toBe('CANCELLED');

  // Paid in time, January is billed for what the service is by then.
  const other = await store.client('Paid');
  store.on('2026-12-01');
  const bought = await store.buy(other, m);
  store.on('2026-12-20');
  const changed = await store.change(bought.service, { productId: `Product:${n}` });
  await store.pay(changed.data.upgradeProduct.order.invoice.databaseId);
  await gateway.rapi('AcceptOrder', { order_id: changed.data.upgradeProduct.order.databaseId });
  const [january] = await store.generate(other);
  expect((await store.invoice(january!)).total).toBe('62.00');
});

it('counts the days of the month that was billed, also at its end (M6)', async () => {
  const [dear, cheap] = [
    await store.product('Thirty', { prices: both('30', '300') }),
    await store.product('Ten', { prices: both('10', '100') }),
  ];
  await store.paths(dear, cheap);
  store.on('2027-01-31');
  const client = await store.client('Flo');
  const { service } = await store.buy(client, m);
  const thirty = await store.buy(client, dear);
  expect(await store.quote(service, to(n))).toMatchObject({
    price: '31.00',
    daysUntilRenewal: 28,
    totalDays: 28,
  });
  expect((await store.quote(service, { billingCycle: 'ANNUALLY' })).price).toBe('334.00');
  store.on('2027-02-14');
  expect((await store.quote(service, to(n))).price).toBe('15.50');
  expect(await store.quote(thirty.service, to(cheap))).toMatchObject({
    credit: '15.00',
    charge: '5.00',
    surplus: '10.00',
  });
});

it('keeps the day that periods begin on through a change (M6, M22)', async () => {
  const last = await store.product('Last day', {
    prices: both('31', '365'),
    prorataEnabled: true,
    prorataDay: 31,
  });
  const [big, little] = [
    await store.product('Big', { prices: both('62', '730') }),
    await store.product('Little', { prices: both('15.50', '182.50') }),
  ];
  await store.paths(last, big, little);
  store.on('2027-01-31');
  const client = await store.client('Fay');
  const { service } = await store.buy(client, last);
  expect(await dueOn(service)).toBe('2027-02-28');
  await changeAndPay(service, to(big));
  // It has no day of its own: the period still is the 28 days from 31 January, 14 of which are left.
  store.on('2027-02-14');
  expect(await store.quote(service, to(little))).toMatchObject({ credit: '31.00', charge: '7.75' });
  const [renewal] = await store.generate(client);
  await store.pay(renewal!);
  expect(await dueOn(service)).toBe('2027-03-31');
});

it('takes parts of a period of the exact price, not of one rounded before (M16)', async () => {
  const thin = await store.product('Thin', { prices: both('0.001', '0.012') });
  const fine = await store.product('Fine', { prices: both('0.005', '0.06') });
  await store.paths(thin, fine);
  store.on('2026-06-01');
  const { service } = await store.buy(await store.client('Gus'), thin);
  // 15 of 30 days of 0.005: 0.0025, which rounds to nothing; 0.01 ÷ 2 would be a cent.
  store.on('2026-06-16');
  expect(await store.quote(service, to(fine))).toMatchObject({ charge: '0.00', price: '0.00' });
});

it('counts a first period that is longer than a cycle (M7)', async () => {
  const p = await store.product('P', {
    prices: both('31', '365'),
    prorataEnabled: true,
    prorataDay: 1,
    prorataNextMonthAfterDay: 20,
  });
  await store.paths(p, n);
  store.on('2027-05-25');
  const { service, invoice } = await store.buy(await store.client('Gil'), p);
  // Seven of the 31 days of May, and June.
  expect((await store.invoice(invoice)).total).toBe('38.00');
  expect(await store.quote(service, to(n))).toMatchObject({
    credit: '38.00',
    charge: '76.00',
    price: '38.00',
    nextDueOn: '2027-07-01',
  });
});

it('gives the tax of an unused part back with it (M23)', async () => {
  await store.setting('TaxEnabled', 'on');
  await store.taxRule({ level: 1, country: 'FR', name: 'TVA', rate: '20' });
  const price = (monthly: string) => ({ prices: both(monthly, '300'), isTaxed: true });
  const [dear, cheap] = [
    await store.product('Taxed 30', price('30')),
    await store.product('Taxed 10', price('10')),
  ];
  await store.paths(dear, cheap);
  store.on('2026-06-01');
  const client = await store.client('Hal', { countryCode: 'FR' });
  const { service, invoice } = await store.buy(client, dear);
  expect((await store.invoice(invoice)).total).toBe('36.00');
  store.on('2026-06-16');
  // 18.00 of what was paid, less 5.00 and its tax.
  expect((await changeAndPay(service, to(cheap))).quote.surplus.amount).toBe('12.00');
  expect(await store.credit(client)).toBe('12.00');
  const entries = await gateway.app.db.journalEntry.findMany({
    where: { clientId: client, account: { in: ['REFUND', 'TAX'] }, set: { cause: 'REFUND' } },
    orderBy: { account: 'asc' },
  });
  expect(entries.map(({ account, amount }) => [account, amount.toFixed(2)]).toSorted()).toEqual([
    ['REFUND', '10.00'],
    ['TAX', '2.00'],
  ]);
  await store.setting('TaxEnabled', '');
});

it('names the period on the line of an upgrade, and keeps the due date that was quoted (M27)', async () => {
  store.on('2026-12-01');
  const client = await store.client('Ida');
  const { service } = await store.buy(client, m);
  store.on('2026-12-20');
  const { invoice } = await changeAndPay(service, to(n));
  const [line] = (await store.invoice(invoice)).lines;
  expect(line).toMatchObject({ type: 'UPGRADE', from: '2026-12-20', to: '2026-12-31' });
  const late = await store.buy(client, m);
  const { data } = await store.change(late.service, { billingCycle: 'ANNUALLY' });
  const { order, quote } = data.upgradeProduct;
  expect(quote.nextDueOn).toBe('2027-12-20');
  store.on('2026-12-28');
  await store.pay(order.invoice.databaseId);
  await gateway.rapi('AcceptOrder', { order_id: order.databaseId });
  expect(await dueOn(late.service)).toBe('2027-12-20');
});

it('makes one change of two that are asked for at once (M2)', async () => {
  store.on('2026-06-01');
  await store.paths(l, m, n);
  const client = await store.client('Joe');
  const { service } = await store.buy(client, n);
  const answers = await Promise.all(Array.from({ length: 3 }, () => store.change(service, to(m))));
  const codes = answers.map(({ errors }) => errors?.[0]?.extensions.code ?? 'DONE');
  expect(codes.filter((code) => code === 'DONE')).toHaveLength(1);
  expect(await store.credit(client)).toBe('31.00');
});
