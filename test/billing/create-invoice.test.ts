import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { freeze } from '#core/clock.ts';
import { codeOf, type Gateway, openGateway } from '#test/gateway.ts';
import { booksAreRight, CREATE, creditOf, grantCredit, invoiceOf, look } from './books.ts';

let gateway: Gateway;
const thaw = freeze('2026-11-21T12:00:00Z');
beforeAll(async () => {
  gateway = await openGateway();
});
beforeEach(() => gateway.app.db.taxRule.deleteMany());
afterAll(thaw);

const create = async (input: object, as?: 'staff' | 'reseller' | 'carol') =>
  gateway.ask(CREATE, { input: { clientId: `Client:${gateway.carol}`, ...input } }, as);

const turnTaxOn = () =>
  gateway.app.db.setting.upsert({
    where: { name: 'TaxEnabled' },
    create: { name: 'TaxEnabled', value: 'on' },
    update: { value: 'on' },
  });

it('rounds each line half up and takes the discount off before', async () => {
  const lines = [
    { description: 'One', unitPrice: '0.335', quantity: '3' },
    { description: 'Two', unitPrice: '19.99', quantity: '2', discountPercent: '12.5' },
  ];
  const { data } = await create({ lines });
  const { invoice } = data.createInvoice;
  expect(invoice.items.map((item: any) => item.amount.amount)).toEqual(['1.01', '34.98']);
  expect(invoice).toMatchObject({ status: 'DRAFT', total: { amount: '35.99', currency: 'USD' } });
  expect(invoice.discount.amount).toBe('5.00');
  expect(invoice.balance.amount).toBe('35.99');
  await booksAreRight(gateway);
});

it('has as many decimals as its currency', async () => {
  const { db } = gateway.app;
  await db.currency.createMany({
    data: [
      { code: 'JPY', exponent: 0, rate: '150' },
      { code: 'KWD', exponent: 3, rate: '0.307' },
    ],
  });
  const person = { firstName: 'A', lastName: 'B', countryCode: 'JP' };
  const yen = await db.client.create({
    data: { ...person, email: 'j@x.test', currencyCode: 'JPY' },
  });
  const dinar = await db.client.create({
    data: { ...person, email: 'k@x.test', currencyCode: 'KWD' },
  });
  const lines = [{ description: 'x', unitPrice: '10.5', quantity: '3' }];
  const one = await create({ clientId: `Client:${yen.id}`, lines, status: 'UNPAID' });
  expect(one.data.createInvoice.invoice.total).toEqual({ amount: '32', currency: 'JPY' });
  const other = await create({
    clientId: `Client:${dinar.id}`,
    lines: [{ description: 'x', unitPrice: '0.0015' }],
    status: 'UNPAID',
  });
  expect(other.data.createInvoice.invoice.total).toEqual({ amount: '0.002', currency: 'KWD' });
  await booksAreRight(gateway);
});

it('taxes two levels, by state before country, and not those who are exempt', async () => {
  await turnTaxOn();
  const { db } = gateway.app;
  await db.taxRule.createMany({
    data: [
      { level: 1, name: 'VAT', countryCode: 'GB', rate: '20' },
      { level: 1, name: 'London', countryCode: 'GB', state: 'London', rate: '10' },
      { level: 2, name: 'Levy', countryCode: '', rate: '5', isCompound: true },
    ],
  });
  const lines = [{ description: 'x', unitPrice: '99.99' }];
  const { data } = await create({ lines, status: 'UNPAID' });
  expect(data.createInvoice.invoice).toMatchObject({
    subtotal: { amount: '99.99' },
    tax: { amount: '10.00' },
    tax2: { amount: '5.50' },
    total: { amount: '115.49' },
  });
  await db.client.update({ where: { id: gateway.carol }, data: { taxExempt: true } });
  const exempt = await create({ lines });
  expect(exempt.data.createInvoice.invoice.tax.amount).toBe('0.00');
  await db.client.update({ where: { id: gateway.carol }, data: { taxExempt: false } });
  await booksAreRight(gateway);
});

it('finds an inclusive tax inside the price, so that the total is the price', async () => {
  await turnTaxOn();
  const data = { level: 1, name: 'VAT', countryCode: 'GB', rate: '19', mode: 'INCLUSIVE' as const };
  await gateway.app.db.taxRule.create({ data });
  const answer = await create({
    lines: [{ description: 'x', unitPrice: '99.99' }],
    status: 'UNPAID',
  });
  expect(answer.data.createInvoice.invoice).toMatchObject({
    subtotal: { amount: '84.03' },
    tax: { amount: '15.96' },
    total: { amount: '99.99' },
  });
  await booksAreRight(gateway);
});

it('bills services and domains at their own price, or at the one told', async () => {
  const { db } = gateway.app;
  const group = await db.productGroup.create({ data: { title: 'G', slug: 'g' } });
  const type = await db.productType.findFirstOrThrow({ where: { key: 'other' } });
  const product = await db.product.create({
    data: { groupId: group.id, typeId: type.id, currencyCode: 'USD', name: 'Starter', slug: 's' },
  });
  const service = await db.service.create({
    data: {
      clientId: gateway.carol,
      productId: product.id,
      currencyCode: 'USD',
      domainName: 'shop.example',
      recurringAmount: '9.95',
      cost: '4',
      billingCycle: 'MONTHLY',
      registeredOn: new Date('2026-01-31'),
    },
  });
  const domain = await db.domain.create({
    data: {
      clientId: gateway.carol,
      currencyCode: 'USD',
      name: 'shop.example',
      unicodeName: 'shop.example',
      recurringAmount: '12',
    },
  });
  const lines = [
    { serviceId: `Service:${service.id}` },
    { domainId: `Domain:${domain.id}`, unitPrice: '11', quantity: '2' },
  ];
  const { data } = await create({ lines });
  const { items, total } = data.createInvoice.invoice;
  expect(items).toMatchObject([
    { description: 'Starter - shop.example', type: 'SERVICE' },
    { type: 'DOMAIN_RENEW' },
  ]);
  expect(total.amount).toBe('31.95');
  const stored = await db.invoiceItem.findFirstOrThrow({ where: { serviceId: service.id } });
  expect(stored.unitCost.toFixed(2)).toBe('4.00');

  const foreign = await create({
    clientId: `Client:${gateway.stranger}`,
    lines: [{ serviceId: `Service:${service.id}` }],
  });
  const absent = await create({
    clientId: `Client:${gateway.stranger}`,
    lines: [{ serviceId: 'Service:9999' }],
  });
  expect(codeOf(foreign)).toBe('LINE_SUBJECT_NOT_FOUND');
  expect(foreign.errors).toEqual(absent.errors);
});

it('uses the credit at hand when told, and is paid when it suffices', async () => {
  await grantCredit(gateway, gateway.carol, '30');
  const one = await invoiceOf(gateway, gateway.carol, '20', { autoApplyCredit: true });
  expect(await look(gateway, one.id)).toMatchObject({
    status: 'PAID',
    number: '1',
    credit: { amount: '20.00' },
    total: { amount: '0.00' },
  });
  const other = await invoiceOf(gateway, gateway.carol, '25', { autoApplyCredit: true });
  expect(await look(gateway, other.id)).toMatchObject({
    status: 'UNPAID',
    number: null,
    balance: { amount: '15.00' },
  });
  expect(await creditOf(gateway, gateway.carol)).toBe('0.00');
  await booksAreRight(gateway);
});

it('is paid at once by hand, or when nothing is owed', async () => {
  const paid = await invoiceOf(gateway, gateway.carol, '20', { status: 'PAID' });
  const seen = await look(gateway, paid.id);
  expect(seen).toMatchObject({ status: 'PAID', amountPaid: { amount: '20.00' } });
  expect(seen.transactions).toHaveLength(1);
  const free = await invoiceOf(gateway, gateway.carol, '0');
  expect((await look(gateway, free.id)).status).toBe('PAID');
  await booksAreRight(gateway);
});

it('refuses what cannot be billed, naming the field', async () => {
  const line = { description: 'x', unitPrice: '10' };
  const cases = [
    [{ lines: [] }, 'BAD_INPUT', 'lines'],
    [{ lines: [{ description: 'x' }] }, 'LINE_PRICE_MISSING', 'lines.0.unitPrice'],
    [{ lines: [{ unitPrice: '1' }] }, 'LINE_PRICE_MISSING', 'lines.0.description'],
    [{ lines: [{ ...line, discountPercent: '101' }] }, 'BAD_INPUT', 'lines.0.discountPercent'],
    [{ lines: [{ ...line, quantity: '-1' }] }, 'BAD_INPUT', 'lines.0.quantity'],
    [{ lines: [{ ...line, unitPrice: '-10' }] }, 'INVOICE_TOTAL_NEGATIVE', 'lines'],
    [{ lines: [line], sendEmail: true }, 'DRAFT_NOT_SENT', 'sendEmail'],
  ] as const;
  for (const [input, code, field] of cases) {
    const answer = await create(input);
    expect(codeOf(answer)).toBe(code);
    expect(answer.errors?.[0]?.extensions.field).toBe(field);
  }
  const none = await create({ lines: [line], gatewayId: 'Gateway:99' });
  expect(codeOf(none)).toBe('GATEWAY_NOT_FOUND');
  await booksAreRight(gateway);
});

it('does not tell another reseller’s client from none, and is not for customers', async () => {
  const lines = [{ description: 'x', unitPrice: '10' }];
  const foreign = await create({ lines }, 'reseller');
  const absent = await create({ clientId: 'Client:9999', lines }, 'reseller');
  expect(codeOf(foreign)).toBe('CLIENT_NOT_FOUND');
  expect(foreign.errors).toEqual(absent.errors);
  const own = await create({ clientId: `Client:${gateway.rob}`, lines }, 'reseller');
  expect(codeOf(own)).toBeUndefined();
  expect(codeOf(await create({ lines }, 'carol'))).toBe('FORBIDDEN');
});

it('hides drafts from their client', async () => {
  const { data } = await create({ lines: [{ description: 'x', unitPrice: '10' }] });
  const { id } = data.createInvoice.invoice;
  const seen = await gateway.ask(`query ($id: ID!) { invoice(id: $id) { id } }`, { id }, 'carol');
  expect(seen.data.invoice).toBeNull();
});

it('gives numbers without gaps to invoices paid at once, beside some that fail', async () => {
  const before = await gateway.app.db.invoice.count({ where: { number: { not: null } } });
  const invoices = [];
  for (let n = 0; n < 20; n += 1)
    invoices.push(await invoiceOf(gateway, n % 2 ? gateway.carol : gateway.stranger, '5'));
  const pay = `mutation ($input: AddInvoicePaymentInput!) {
    addInvoicePayment(input: $input) { invoice { number } } }`;
  const answers = await Promise.all(
    invoices.map(({ id }, n) =>
      gateway.ask(pay, { input: { invoiceId: id, fees: n % 5 ? '0' : '99' } }),
    ),
  );
  const failed = answers.filter(({ errors }) => errors);
  expect(failed.map(codeOf)).toEqual(Array(4).fill('FEES_EXCEED_AMOUNT'));
  const numbered = await gateway.app.db.invoice.findMany({ where: { number: { not: null } } });
  const numbers = numbered.map(({ number }) => Number(number)).toSorted((a, b) => a - b);
  expect(numbers).toEqual(Array.from({ length: before + 16 }, (_, n) => n + 1));
  await booksAreRight(gateway);
}, 60_000);
