import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { freeze, today } from '#core/clock.ts';
import { addDays, toDate, toDay } from '#core/dates.ts';
import { dailyRun } from '#modules/system/automation/daily-run.ts';
import { isDue } from '#modules/system/automation/daily-job.ts';
import { codeOf, type Gateway, openGateway } from '#test/gateway.ts';
import { together } from '#test/setup/together.ts';
import { booksAreRight, grantCredit } from './books.ts';
import { storeCard, useStripe } from './gateways.ts';
import { client, product, service, settings } from './store.ts';

vi.setConfig({ testTimeout: 60_000 });
let gateway: Gateway;
let plain: number;
let thaw = freeze('2028-03-01T12:00:00Z');
const goTo = (day: string) => {
  thaw();
  thaw = freeze(`${day}T12:00:00Z`);
};
beforeAll(async () => {
  gateway = await openGateway();
  plain = await product(gateway, 'Plain');
});
afterAll(() => thaw());

/** Runs a day twice; what the first run did, by step. */
async function runTwice() {
  const first = await dailyRun(gateway.app);
  const before = await gateway.app.db.outboxEvent.count();
  const again = await dailyRun(gateway.app);
  expect(again?.steps.filter(({ total }) => total > 0)).toEqual([]);
  expect(await gateway.app.db.outboxEvent.count()).toBe(before);
  return Object.fromEntries(first!.steps.map((step) => [step.name, step]));
}
const invoicesOf = (clientId: number) =>
  gateway.app.db.invoice.findMany({
    where: { clientId },
    include: { items: { orderBy: { sortOrder: 'asc' } } },
    orderBy: { id: 'asc' },
  });
const amountsOf = async (clientId: number) =>
  (await invoicesOf(clientId)).map(({ items }) =>
    items.map(({ type, amount }) => `${type} ${amount.toFixed(2)}`),
  );
const statusOf = async (id: number) =>
  (await gateway.app.db.service.findUniqueOrThrow({ where: { id } })).status;

it('follows an unpaid invoice day by day: each notice, fee and end once, on its day', async () => {
  await settings(gateway, { AutoTermination: 'on', LateFeeMinimum: '2.50' });
  const dora = await client(gateway, 'Dora');
  const own = { bought: '2028-02-15', due: '2028-03-15' };
  const id = await service(gateway, dora, plain, { ...own, billingCycle: 'ANNUALLY' });
  const seen: string[] = [];
  for (const late of [-15, -14, -8, -7, 0, 1, 3, 5, 29, 30]) {
    const day = addDays('2028-03-15', late);
    goTo(day);
    const before = await gateway.app.db.outboxEvent.count();
    await dailyRun(gateway.app);
    await dailyRun(gateway.app);
    const events = await gateway.app.db.outboxEvent.findMany({
      where: { clientId: dora },
      orderBy: { id: 'asc' },
      skip: seen.length,
    });
    for (const { type, payload } of events)
      seen.push([late, type, (payload as { kind?: string }).kind ?? ''].join(' ').trim());
    expect(await gateway.app.db.outboxEvent.count()).toBe(before + events.length + 1);
  }
  expect(seen).toEqual([
    '-14 invoice.created',
    '-14 invoice.published',
    '-7 invoice.reminderDue upcoming',
    '1 invoice.overdue',
    '1 invoice.reminderDue overdue1',
    '3 invoice.reminderDue overdue2',
    '5 invoice.reminderDue overdue3',
    '5 invoice.changed',
    '5 invoice.reminderDue lateFee',
    '5 service.suspended',
    '30 service.terminated',
  ]);
  expect(await amountsOf(dora)).toEqual([['SERVICE 10.00', 'LATE_FEE 2.50']]);
  expect(await statusOf(id)).toBe('TERMINATED');
  await settings(gateway, { AutoTermination: '' });
  await booksAreRight(gateway);
});

it('spares whom it is told to spare', async () => {
  const { db } = gateway.app;
  goTo('2028-05-10');
  const group = await db.clientGroup.create({
    data: { name: 'Friends', suspendTerminateExempt: true },
  });
  const own = { bought: '2028-04-10', due: '2028-05-10' };
  const erin = await client(gateway, 'Erin', { lateFeeExempt: true, overdueNoticesDisabled: true });
  const friend = await client(gateway, 'Finn', { groupId: group.id, lateFeeExempt: true });
  const stored = [
    await service(gateway, erin, plain, { ...own, overrideAutoSuspend: true }),
    await service(gateway, erin, plain, {
      ...own,
      overrideSuspendUntilOn: toDate('2028-05-21'),
    }),
    await service(gateway, friend, plain, own),
  ];
  await settings(gateway, { CreateInvoiceDaysBefore: '0' });
  // Nobody is late with a bill that is made only then (M48), so it is made on its day.
  await runTwice();
  goTo('2028-05-20');
  const did = await runTwice();
  expect(did).toMatchObject({ 'late-fees': { total: 0 }, suspensions: { total: 0 } });
  for (const id of stored) expect(await statusOf(id)).toBe('ACTIVE');
  const notices = await db.invoiceReminder.findMany({ where: { invoice: { clientId: erin } } });
  expect(notices.map(({ kind }) => kind)).toEqual(['overdue']);
  goTo('2028-05-21');
  expect((await runTwice()).suspensions).toMatchObject({ succeeded: 1 });
  expect(await statusOf(stored[1]!)).toBe('SUSPENDED');
  await db.service.updateMany({ where: { id: { in: stored } }, data: { status: 'TERMINATED' } });
  await settings(gateway, { CreateInvoiceDaysBefore: '14' });
});

it('charges a stored card on the due date, again after a decline, and nobody else', async () => {
  const stripe = await useStripe(gateway);
  const { db } = gateway.app;
  goTo('2028-06-10');
  const own = { bought: '2028-05-10', due: '2028-06-10', gatewayId: stripe.id };
  const card = await client(gateway, 'Gina');
  const declined = await client(gateway, 'Hugo');
  const byBank = await client(gateway, 'Ines');
  const mailin = await db.gateway.create({
    data: { label: 'mailin', module: 'mailin', displayName: 'Bank transfer', isActive: true },
  });
  await storeCard(gateway, card, stripe.id);
  await storeCard(gateway, declined, stripe.id, 'pm_declined');
  await storeCard(gateway, byBank, stripe.id);
  await service(gateway, card, plain, own);
  await service(gateway, declined, plain, own);
  await service(gateway, byBank, plain, { ...own, gatewayId: mailin.id });
  expect((await runTwice()).captures).toMatchObject({ succeeded: 1, failed: 1 });
  const [paid] = await invoicesOf(card);
  expect(paid?.status).toBe('PAID');
  const attemptsOf = (clientId: number) => db.paymentAttempt.count({ where: { clientId } });
  expect([await attemptsOf(declined), await attemptsOf(byBank)]).toEqual([1, 0]);
  goTo('2028-06-12');
  expect((await runTwice()).captures?.total).toBe(0);
  goTo('2028-06-13');
  expect((await runTwice()).captures).toMatchObject({ failed: 1 });
  const attempts = [await attemptsOf(card), await attemptsOf(declined)];
  expect(attempts).toEqual([1, 2]);
  const [first] = await invoicesOf(declined);
  await db.invoice.update({ where: { id: first!.id }, data: { captureAttempts: 5 } });
  goTo('2028-06-20');
  expect((await runTwice()).captures?.total).toBe(0);
  await db.service.updateMany({
    where: { clientId: { in: [card, declined, byBank] } },
    data: { status: 'TERMINATED' },
  });
  await booksAreRight(gateway);
});

it('goes on when one client fails, shows it, and makes up for it', async () => {
  const { db } = gateway.app;
  goTo('2028-07-01');
  await db.currency.create({ data: { code: 'KWD', exponent: 3, rate: 0 } });
  const own = { bought: '2028-06-10', due: '2028-07-10' };
  const broken = await client(gateway, 'Jana');
  const fine = await client(gateway, 'Kurt');
  await service(gateway, broken, plain, { ...own, currencyCode: 'KWD', recurringAmount: '3.005' });
  await service(gateway, fine, plain, own);
  await dailyRun(gateway.app);
  expect([await amountsOf(broken), await amountsOf(fine)]).toEqual([[], [['SERVICE 10.00']]]);
  const query = `{ automationLog { entries { namespace total succeeded failed details } } }`;
  const { automationLog } = await gateway.data(query);
  const lines = automationLog.entries.filter(
    ({ namespace }: { namespace: string }) => namespace === 'invoices',
  );
  // A renewal is converted unrounded, as a cart is, whose error names both currencies.
  const why = 'No exchange rate from KWD to USD.';
  expect(lines).toEqual([
    {
      namespace: 'invoices',
      total: 2,
      succeeded: 1,
      failed: 1,
      details: [{ what: `Client:${broken}`, why }],
    },
  ]);
  expect(await isDue(gateway.app)).toBe(true);
  await db.currency.update({ where: { code: 'KWD' }, data: { rate: '0.3' } });
  await dailyRun(gateway.app);
  expect(await amountsOf(broken)).toEqual([['SERVICE 10.02']]);
  expect(await isDue(gateway.app)).toBe(false);
});

together('is done by one of two at once; fifty at once bill nothing twice', async () => {
  goTo('2028-07-02');
  const lara = await client(gateway, 'Lara');
  await service(gateway, lara, plain, { bought: '2028-06-10', due: '2028-07-10' });
  const runs = await Promise.all([dailyRun(gateway.app), dailyRun(gateway.app)]);
  expect(runs.filter((run) => run !== null)).toHaveLength(1);
  await service(gateway, lara, plain, { bought: '2028-06-11', due: '2028-07-11' });
  const document = `mutation ($input: GenerateInvoicesInput!) {
    generateInvoices(input: $input) { count } }`;
  const input = { clientId: `Client:${lara}` };
  const counts = await Promise.all(
    Array.from({ length: 50 }, async () => {
      const send = () => gateway.ask(document, { input });
      let answer = await send();
      // Fifty at once on a busy machine may have to wait longer than a connection does.
      while (codeOf(answer) === 'UNAVAILABLE') answer = await send();
      return answer.data.generateInvoices.count as number;
    }),
  );
  expect(counts.reduce((sum, count) => sum + count, 0)).toBe(1);
  expect(await invoicesOf(lara)).toHaveLength(2);
  await booksAreRight(gateway);
});

it('bills promotions, discounts, free domains, work done and limits as they are due', async () => {
  const { db } = gateway.app;
  goTo('2028-08-01');
  const group = await db.clientGroup.create({ data: { name: 'Ten', discountPercent: '10' } });
  const mona = await client(gateway, 'Mona', { groupId: group.id, lateFeeExempt: true });
  await db.productPrice.create({
    data: { productId: plain, currencyCode: 'USD', cycle: 'MONTHLY', price: '20' },
  });
  const promotion = await db.promotion.create({
    data: { code: 'HALF', type: 'PERCENTAGE', value: '50', currencyCode: 'USD', isRecurring: true },
  });
  const promoted = { promotionId: promotion.id, promotionCyclesLeft: 1 };
  const own = { bought: '2028-07-10', due: '2028-08-10' };
  const half = await service(gateway, mona, plain, { ...own, ...promoted });
  const twice = await product(gateway, 'Twice', { recurringCyclesLimit: 2 });
  await service(gateway, mona, twice, own);
  await db.domain.create({
    data: {
      clientId: mona,
      currencyCode: 'USD',
      name: 'free.example',
      unicodeName: 'free.example',
      status: 'ACTIVE',
      isFreeWithService: true,
      serviceId: half,
      nextDueOn: toDate('2028-08-10'),
      registeredOn: toDate('2027-08-10'),
    },
  });
  await db.billableItem.create({
    data: { clientId: mona, description: 'Moved', currencyCode: 'USD', amount: '7.05' },
  });
  await grantCredit(gateway, mona, '5');
  await runTwice();
  goTo('2028-09-01');
  await runTwice();
  expect(await amountsOf(mona)).toEqual([
    [
      'SERVICE 10.00',
      'GROUP_DISCOUNT -1.00',
      'SERVICE 10.00',
      'GROUP_DISCOUNT -1.00',
      'DOMAIN_RENEW 0.00',
      'CUSTOM 7.05',
      'GROUP_DISCOUNT -0.71',
    ],
    ['SERVICE 20.00', 'GROUP_DISCOUNT -2.00'],
  ]);
  const [first] = await invoicesOf(mona);
  expect([first?.credit.toFixed(2), first?.balance.toFixed(2)]).toEqual(['5.00', '19.34']);
  expect(await db.service.findUniqueOrThrow({ where: { id: half } })).toMatchObject({
    promotionId: null,
    promotionCyclesLeft: null,
  });
  await db.service.updateMany({ data: { status: 'TERMINATED' } });
});

it('takes a reseller’s discount off, but not off a price that was agreed with it', async () => {
  const { db } = gateway.app;
  goTo('2028-09-10');
  await db.reseller.update({
    where: { id: gateway.resellerId },
    data: { discountPercent: '20', status: 'ACTIVE' },
  });
  const agreed = await product(gateway, 'Agreed');
  await db.resellerProductPrice.create({
    data: {
      resellerId: gateway.resellerId,
      productId: agreed,
      currencyCode: 'USD',
      cycle: 'MONTHLY',
      price: '10',
      setupFee: '0',
    },
  });
  const own = { bought: '2028-08-15', due: '2028-09-15' };
  await service(gateway, gateway.rita, agreed, own);
  await service(gateway, gateway.rita, plain, own);
  await runTwice();
  expect(await amountsOf(gateway.rita)).toEqual([
    ['SERVICE 10.00', 'SERVICE 10.00', 'GROUP_DISCOUNT -2.00'],
  ]);
  await db.service.updateMany({ data: { status: 'TERMINATED' } });
});

it('ends what was cancelled, what had its term, and quotes nobody accepted', async () => {
  const { db } = gateway.app;
  goTo('2028-10-01');
  const nora = await client(gateway, 'Nora');
  const own = { bought: '2028-09-05', due: '2028-10-05' };
  const leaving = await service(gateway, nora, plain, own);
  const brief = await product(gateway, 'Brief', { autoTerminateDays: 30 });
  const term = await service(gateway, nora, brief, {
    ...own,
    due: null,
    billingCycle: 'ONE_TIME',
  });
  await gateway.data(
    `mutation ($input: AddCancelRequestInput!) { addCancelRequest(input: $input) { clientMutationId: __typename } }`,
    { input: { serviceId: `Service:${leaving}`, type: 'END_OF_BILLING_PERIOD', reason: 'Bye' } },
  );
  const quote = await db.quote.create({
    data: {
      clientId: nora,
      subject: 'Offer',
      stage: 'DELIVERED',
      createdOn: toDate('2028-09-01'),
      validUntilOn: toDate('2028-10-03'),
      modifiedOn: toDate('2028-09-01'),
      currencyCode: 'USD',
    },
  });
  const ended: Record<string, string> = {};
  for (let day = '2028-10-01'; day <= '2028-10-08'; day = addDays(day, 1)) {
    goTo(day);
    await runTwice();
    for (const [name, id] of Object.entries({ leaving, term }))
      if ((await statusOf(id)) !== 'ACTIVE') ended[name] ??= `${day} ${await statusOf(id)}`;
    const { stage } = await db.quote.findUniqueOrThrow({ where: { id: quote.id } });
    if (stage === 'EXPIRED') ended.quote ??= day;
  }
  expect(ended).toEqual({
    leaving: '2028-10-05 CANCELLED',
    term: '2028-10-05 TERMINATED',
    quote: '2028-10-04',
  });
  expect(await invoicesOf(nora)).toEqual([]);
});

it('comes at its hour by the company’s clock, in summer and in winter', async () => {
  await settings(gateway, { Timezone: 'Europe/Berlin', DailyCronHour: '9' });
  const dueAt = async (at: string) => {
    thaw();
    thaw = freeze(at);
    return isDue(gateway.app);
  };
  expect(await dueAt('2029-01-15T07:55:00Z')).toBe(false);
  // The company's clock is followed soon after it is set.
  await vi.waitFor(async () => expect(await dueAt('2029-01-15T08:05:00Z')).toBe(true), 5_000);
  expect(await dueAt('2029-07-15T06:55:00Z')).toBe(false);
  expect(await dueAt('2029-07-15T07:05:00Z')).toBe(true);
  await dailyRun(gateway.app);
  expect(await dueAt('2029-07-15T22:30:00Z')).toBe(false);
  expect(
    toDay((await gateway.app.db.automationRun.findFirstOrThrow({ orderBy: { id: 'desc' } })).runOn),
  ).toBe('2029-07-15');
  expect(today()).toBe('2029-07-16');
});
