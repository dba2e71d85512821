import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { freeze } from '#core/clock.ts';
import { dailyRun } from '#modules/system/automation/daily-run.ts';
import { type Gateway, openGateway } from '#test/gateway.ts';
import { booksAreRight } from './books.ts';
import { client, product, service, settings } from './store.ts';

let gateway: Gateway;
let plain: number;
let thaw = freeze('2027-04-13T12:00:00Z');
const goTo = (day: string) => {
  thaw();
  thaw = freeze(`${day}T12:00:00Z`);
};
beforeAll(async () => {
  gateway = await openGateway();
  plain = await product(gateway, 'M');
});
afterEach(() => booksAreRight(gateway));
afterAll(() => thaw());

const monthly = { billingCycle: 'MONTHLY', recurringAmount: '31.00' } as const;
const create = (user_id: number, items: object[], more: object = {}) =>
  gateway.rapi('CreateInvoice', {
    user_id,
    status: 2,
    line_items: JSON.stringify(items),
    ...more,
  });
const made = async (user_id: number) => (await gateway.rapi('GenInvoices', { user_id })).message;
const linesOf = async (invoiceId: number) =>
  (
    await gateway.data(
      `query ($id: ID!) { invoice(id: $id) { items { periodStartOn periodEndOn amount { amount } } } }`,
      { id: `Invoice:${invoiceId}` },
    )
  ).invoice.items.map((item: any) => [item.periodStartOn, item.periodEndOn, item.amount.amount]);
const dueOf = async (id: number) => {
  const { nextDueOn } = await gateway.app.db.service.findUniqueOrThrow({ where: { id } });
  return nextDueOn?.toISOString().slice(0, 10);
};
const invoicesOf = (clientId: number) => gateway.app.db.invoice.count({ where: { clientId } });

it('bills a service’s next period by CreateInvoice, and never again (M8)', async () => {
  goTo('2027-04-13');
  const nora = await client(gateway, 'Nora');
  const id = await service(gateway, nora, plain, {
    bought: '2027-04-13',
    due: '2027-05-13',
    ...monthly,
  });
  const { invoice_id } = await create(nora, [{ service_id: id }]);
  expect(await linesOf(invoice_id as number)).toEqual([['2027-05-13', '2027-06-12', '31.00']]);
  goTo('2027-05-05');
  await made(nora);
  expect(await invoicesOf(nora)).toBe(1);
  await gateway.rapi('AddInvoicePayment', { invoice_id: invoice_id as number });
  expect(await dueOf(id)).toBe('2027-06-13');
  await made(nora);
  expect(await invoicesOf(nora)).toBe(1);
});

it('bills a further period with each further line, at its own price, paid at once (M8)', async () => {
  goTo('2027-01-31');
  const olaf = await client(gateway, 'Olaf');
  const id = await service(gateway, olaf, plain, {
    bought: '2027-01-31',
    due: '2027-02-28',
    ...monthly,
  });
  const items = [
    { service_id: id, rate: 20 },
    { service_id: id, discount: 10 },
  ];
  const { invoice_id } = await create(olaf, items, { status: 3 });
  expect(await linesOf(invoice_id as number)).toEqual([
    ['2027-02-28', '2027-03-30', '20.00'],
    ['2027-03-31', '2027-04-29', '27.90'],
  ]);
  expect(await dueOf(id)).toBe('2027-04-30');
});

it('bills the period by lines that are added, and lets it go with a draft (M8)', async () => {
  goTo('2027-04-13');
  const paul = await client(gateway, 'Paul');
  const id = await service(gateway, paul, plain, {
    bought: '2027-04-13',
    due: '2027-05-13',
    ...monthly,
  });
  const { invoice_id } = await create(paul, [{ name: 'Work', rate: 1 }], { status: 1 });
  await gateway.data(
    `mutation ($input: UpdateInvoiceInput!) { updateInvoice(input: $input) { invoice { id } } }`,
    {
      input: {
        invoiceId: `Invoice:${String(invoice_id)}`,
        addLines: [{ serviceId: `Service:${id}` }],
      },
    },
  );
  expect((await linesOf(invoice_id as number))[1]).toEqual(['2027-05-13', '2027-06-12', '31.00']);
  goTo('2027-05-05');
  await made(paul);
  expect(await invoicesOf(paul)).toBe(1);
  await gateway.rapi('UpdateInvoice', { invoice_id: invoice_id as number, status: 'Cancelled' });
  await made(paul);
  expect(await invoicesOf(paul)).toBe(2);
});

it('renews a domain of 29 February on the day its registry does (M35)', async () => {
  goTo('2028-02-29');
  const rosa = await client(gateway, 'Rosa');
  const domain = await gateway.app.db.domain.create({
    data: {
      clientId: rosa,
      currencyCode: 'USD',
      name: 'leap.example',
      unicodeName: 'leap.example',
      status: 'ACTIVE',
      recurringAmount: '12',
      registeredOn: new Date('2028-02-29'),
      expiresOn: new Date('2029-02-28'),
      nextDueOn: new Date('2029-02-28'),
      nextInvoiceOn: new Date('2029-02-28'),
    },
  });
  for (const year of [2029, 2030, 2031]) {
    goTo(`${year}-02-20`);
    await made(rosa);
    const { id } = await gateway.app.db.invoice.findFirstOrThrow({
      where: { clientId: rosa, status: 'UNPAID' },
    });
    await gateway.rapi('AddInvoicePayment', { invoice_id: id });
  }
  const { nextDueOn } = await gateway.app.db.domain.findUniqueOrThrow({ where: { id: domain.id } });
  // The registry: 2029-02-28, 2030-02-28, 2031-02-28, then a leap year's 2032-02-28.
  expect(nextDueOn?.toISOString().slice(0, 10)).toBe('2032-02-28');
});

it('counts days from the later of due date and date of issue (M48)', async () => {
  const { db } = gateway.app;
  await settings(gateway, { LateFeeMinimum: '2.50' });
  goTo('2027-11-30');
  const sara = await client(gateway, 'Sara');
  await db.service.updateMany({ data: { status: 'TERMINATED' } });
  const id = await service(gateway, sara, plain, {
    bought: '2027-10-01',
    due: '2027-11-01',
    ...monthly,
  });
  const seen = async () => {
    const invoice = await db.invoice.findFirstOrThrow({
      where: { clientId: sara },
      include: { items: true, reminders: true },
      orderBy: { id: 'asc' },
    });
    const { status } = await db.service.findUniqueOrThrow({ where: { id } });
    return [
      invoice.items.some(({ type }) => type === 'LATE_FEE'),
      invoice.reminders.length > 0,
      status,
    ];
  };
  await dailyRun(gateway.app);
  expect(await seen()).toEqual([false, false, 'ACTIVE']);
  goTo('2027-12-01');
  await dailyRun(gateway.app);
  expect(await seen()).toEqual([false, true, 'ACTIVE']);
  // Five days after the issue the fee, and the suspension of the usual settings.
  goTo('2027-12-05');
  await dailyRun(gateway.app);
  expect((await seen())[0]).toBe(true);
});

it('takes 0 for no service, as forms of PHP send it, and PHP’s 1.1 × 3 for 3.30 (M46, M47)', async () => {
  goTo('2027-04-13');
  const items = '[{"service_id":0,"name":"x","rate":3.3000000000000003}]';
  const { invoice_id } = await gateway.rapi('CreateInvoice', {
    user_id: gateway.carol,
    line_items: items,
  });
  expect(await linesOf(invoice_id as number)).toEqual([[null, null, '3.30']]);
  const { data } = await gateway.ask(
    `mutation ($input: CreateInvoiceInput!) { createInvoice(input: $input) {
      invoice { total { amount } } } }`,
    {
      input: {
        clientId: `Client:${gateway.carol}`,
        lines: [{ description: 'x', unitPrice: 1.1 * 3, quantity: 0.1 + 0.2 }],
      },
    },
  );
  // 3.3 × 0.3 = 0.99
  expect(data.createInvoice.invoice.total.amount).toBe('0.99');
});
